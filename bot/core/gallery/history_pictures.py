"""Draws what the form of a history shows: a strip, and two pictures together."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from bot.core.answering.history_answers import compared, pair_alt
from bot.core.errors import HangError
from bot.core.ports import Imaging, Shelf, Turns
from bot.core.turn.history import History, HistoryNode
from bot.core.turn.pair_side import PairSide
from bot.core.turn.strips import strip_of

IN_STRIP: Final = 24
"""A picture on a strip is as small as one of so many on a sheet."""
NOTHING: Final = (b"", "")


@dataclass(frozen=True, slots=True)
class HistoryPictures:
    """Draws them from the pictures on the shelf, with words for those who cannot see
    them; nothing where it cannot be done."""

    turns: Turns
    shelf: Shelf
    imaging: Imaging

    async def strip(self, history: History, page: int) -> tuple[bytes, str]:
        """One page of a history."""
        strip = strip_of(history, page)
        small = {each.number: await self._small(each) for each in history.page(page)}
        try:
            return await self.imaging.strips.strip(strip, small), strip.alt
        except HangError:
            return NOTHING

    async def pair(
        self, nodes: Sequence[HistoryNode], *, wipe: bool
    ) -> tuple[bytes, str]:
        """Two pictures, side by side or as a wipe."""
        sides = [
            await compared(self.turns, self.shelf, PairSide(each.turn, each.number))
            for each in nodes
        ]
        one, other = (*sides, None, None)[:2]
        if one is None or other is None:
            return NOTHING
        strips = self.imaging.strips
        draw = strips.wipe if wipe else strips.beside
        try:
            return await draw(one, other), pair_alt(one, other, wipe=wipe)
        except HangError:
            return NOTHING

    async def _small(self, node: HistoryNode) -> bytes:
        data = await self.shelf.read(node.picture.sha256) if node.picture else None
        if not data:
            return b""
        try:
            return await self.imaging.cell(data, IN_STRIP)
        except HangError:
            return b""
