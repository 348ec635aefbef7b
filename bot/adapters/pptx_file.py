"""Has PowerPoint files written, outside of the bot's own process."""

import importlib.util
from collections.abc import Mapping

from bot.adapters.decoder.deck_wire import packed_deck
from bot.adapters.decoder.wire import UnreadableError, Work
from bot.adapters.decoders import Decoders, Job
from bot.core.decks.laid import LaidDeck
from bot.core.errors import HangError


def can_write_pptx() -> bool:
    """Whether the extra `decks` is installed. Without it, a deck becomes a PDF only."""
    return importlib.util.find_spec("pptx") is not None


async def pptx_file(
    decoders: Decoders, laid: LaidDeck, pictures: Mapping[str, bytes]
) -> bytes:
    """The deck as a PowerPoint file. The pictures are small JPEGs. Raises HangError."""
    if not can_write_pptx():
        raise HangError("the extra for PowerPoint files is not installed")
    try:
        _, made = await decoders.do(Job(Work.PPTX, packed_deck(laid, pictures)))
    except UnreadableError as error:
        raise HangError(f"a deck was not written: {error}") from error
    return made
