"""Draws pictures of a thread's history together, in the processes that read
pictures."""

from collections.abc import Mapping
from typing import Any, Final

from bot.adapters.decoder.region_wire import packed_parts
from bot.adapters.decoder.wire import UnreadableError, Work
from bot.adapters.decoders import Decoders, Job
from bot.core.errors import HangError
from bot.core.ports import Compared
from bot.core.turn.strips import Strip, StripCell

MOST_STRIP: Final = 2_000_000
MOST_BESIDE: Final = 4_000_000
MOST_WIPE: Final = 4_000_000
"""The most bytes of a strip, of two pictures side by side, and of a wipe."""
MOST_WORDS: Final = 160
"""The most characters of words on a strip."""


class StripImaging:
    """Implements the port `Strips`."""

    def __init__(self, decoders: Decoders) -> None:
        self._decoders = decoders

    async def strip(self, strip: Strip, pictures: Mapping[int, bytes]) -> bytes:
        """The strip as a JPEG. Raises HangError."""
        shown = [pictures.get(each.node.number, b"") for each in strip.cells]
        cells = [_cell(each) for each in strip.cells]
        values = {"cells": cells, "current": strip.current}
        return await self._made(Work.STRIP, packed_parts(values, *shown), MOST_STRIP)

    async def beside(self, one: Compared, other: Compared) -> bytes:
        """Both side by side on a JPEG. Raises HangError."""
        return await self._made(Work.BESIDE, _both(one, other), MOST_BESIDE)

    async def wipe(self, one: Compared, other: Compared) -> bytes:
        """A GIF that wipes from one to the other, and back. Raises HangError."""
        return await self._made(Work.WIPE, _both(one, other), MOST_WIPE)

    async def _made(self, work: Work, data: bytes, most: int) -> bytes:
        try:
            _, made = await self._decoders.do(Job(work, data, most))
        except UnreadableError as error:
            raise HangError(f"a history: {error}") from error
        return made


def _cell(cell: StripCell) -> dict[str, Any]:
    return {
        "number": cell.node.number,
        "row": cell.row,
        "column": cell.column,
        "after": cell.after,
        "on": cell.on,
        "aside": cell.node.aside,
        "words": cell.node.words[:MOST_WORDS],
    }


def _both(one: Compared, other: Compared) -> bytes:
    sides = [{"number": e.number, "words": e.words} for e in (one, other)]
    return packed_parts({"sides": sides}, one.data, other.data)
