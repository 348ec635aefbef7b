"""One picture of all themes, from which people choose with their eyes.

Ours never change, so their slides are drawn once and remembered.
"""

import asyncio
import logging
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from bot.core.decks.theme_samples import MOST_SAMPLES, sample_slides
from bot.core.decks.themes import THEMES, DeckTheme
from bot.core.errors import HangError
from bot.core.ports import DeckMaker, Imaging
from bot.core.showing.deck_slides import SHAPE
from bot.core.turn.sheet import Cell, Sheet
from bot.core.turn.slots import Stage

WIDTH: Final = 420
"""How wide a slide is drawn, in pixels."""
EACH: Final = 2
"""How many slides of each of our themes are shown: two themes share a row of four. A
theme of the deck's own has a row to itself."""
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ThemeSheets:
    """Draws such pictures."""

    maker: DeckMaker
    imaging: Imaging
    _ours: list[bytes] = field(default_factory=list, init=False)
    _drawing: asyncio.Lock = field(default_factory=asyncio.Lock, init=False)

    async def drawn(self, own: DeckTheme | None = None) -> bytes:
        """The eight themes, and a deck's own below them, as a JPEG; empty where that
        cannot be made."""
        try:
            slides = [*await self._of_ours()]
            slides += await self._slides(own, MOST_SAMPLES) if own else ()
            return await self.imaging.sheet(_sheet(slides))
        except HangError as error:
            log.warning("the themes are not shown: %s", error)
            return b""

    async def _of_ours(self) -> list[bytes]:
        async with self._drawing:
            if not self._ours:
                each = (self._slides(theme, EACH) for theme in THEMES.values())
                found = await asyncio.gather(*each)
                self._ours.extend(slide for slides in found for slide in slides)
        return self._ours

    async def _slides(self, theme: DeckTheme, count: int) -> Iterable[bytes]:
        laid = await self.maker.laid(sample_slides(theme, count), theme)
        return await self.maker.thumbnails(laid, _none, width=WIDTH)


def _sheet(slides: Iterable[bytes]) -> Sheet:
    """A sheet without numbers, as large as one that develops."""
    cells = (
        Cell(str(place), 0, stage=Stage.DEVELOPING, picture=slide)
        for place, slide in enumerate(slides)
    )
    return Sheet(tuple(cells), SHAPE, of_slides=True)


async def _none(_: str) -> bytes | None:
    """There are no pictures on these slides."""
