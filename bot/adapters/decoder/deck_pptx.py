"""Makes a PowerPoint file of a deck, if what it needs is installed."""

from bot.adapters.decoder.coding import Coded
from bot.adapters.decoder.deck_wire import unpacked_deck
from bot.adapters.decoder.wire import Outcome, UnreadableError


def deck_pptx(data: bytes, most: int) -> Coded:
    """The deck as a PowerPoint file. Raises UnreadableError."""
    try:
        from bot.adapters.pptx.writer import pptx_file  # noqa: PLC0415 -- may be absent
    except ImportError as error:
        raise UnreadableError(Outcome.ABSENT) from error
    job = unpacked_deck(data)
    made = pptx_file(job.laid, job.pictures)
    if len(made) > most:
        raise UnreadableError(Outcome.LARGE)
    return Coded(Outcome.MADE, made)
