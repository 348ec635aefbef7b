"""Writes a deck as a PowerPoint file."""

from bot.adapters.decoder.coding import Coded
from bot.adapters.decoder.deck_wire import unpacked_deck
from bot.adapters.decoder.wire import MOST_BYTES, Outcome, UnreadableError
from bot.adapters.pptx.writer import pptx_file


def presentation(data: bytes) -> Coded:
    """The packed deck as a file. Raises UnreadableError."""
    made = pptx_file(*unpacked_deck(data))
    if len(made) > MOST_BYTES:
        raise UnreadableError(Outcome.LARGE)
    return Coded(Outcome.PPTX, made)
