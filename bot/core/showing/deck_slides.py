"""The slides of a deck as they are seen on its sheet: words at once, and pictures as
they come."""

import asyncio
import hashlib
import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import sqrt
from typing import Final

from bot.core.decks.laid import LaidDeck
from bot.core.decks.outline import Outline, Slide
from bot.core.errors import HangError
from bot.core.ports import DeckMaker, Imaging, Shelf
from bot.core.turn.decks import KeptDeck
from bot.core.turn.sets import SetPicture
from bot.core.turn.sheet import Cell, Sheet
from bot.core.turn.slots import Stage

SHAPE: Final = 16 / 9
MOST_CELLS: Final = 60
_LASTING_PIXELS: Final = 4_000_000
_WIDEST: Final = 960
log = logging.getLogger(__name__)


def cells_of(outline: Outline, pictures: Sequence[SetPicture]) -> Iterator[Cell]:
    """A cell for each slide. Nothing is drawn for those without a picture."""
    known = {each.number: each for each in pictures}
    for number, slide in enumerate(outline.slides, 1):
        picture = known.get(number)
        if picture is None:
            yield Cell(key_of(number), number, slide.title, Stage.FINISHED, plain=True)
        else:
            drawn = bool(picture.call)
            yield replace(picture.cell, title=slide.title, plain=not drawn)


def key_of(number: int) -> str:
    """The key of a slide's cell, which is that of its picture."""
    return SetPicture(number, "", "").key


def width_for(cells: int) -> int:
    """How wide a slide is drawn for a sheet of so many, in pixels."""
    return min(_WIDEST, round(1.3 * sqrt(_LASTING_PIXELS * SHAPE / max(1, cells))))


@dataclass(slots=True)
class DeckSlides:
    """Implements `Cells` for one deck that is being drawn."""

    deck: KeptDeck
    maker: DeckMaker
    imaging: Imaging
    shelf: Shelf
    _came: dict[str, bytes] = field(default_factory=dict)
    _named: dict[str, str] = field(default_factory=dict)
    """The pictures that have come, by their hash, and the hash of each slide's."""

    async def small(
        self, sheet: Sheet, pictures: Mapping[str, bytes]
    ) -> Mapping[str, bytes]:
        """The slides whose pictures have come, with everything on them."""
        try:
            came = (e for e in pictures.items() if e[1])
            await asyncio.gather(*(self._note(*each, sheet) for each in came))
            return await self._drawn(sheet, pictures)
        except HangError as error:
            log.warning("slides cannot be seen: %s", error)
            return {}

    async def _note(self, key: str, data: bytes, sheet: Sheet) -> None:
        """Remember a picture that has come, and not the one before it.

        A preview is made small. A finished one is on the shelf, from where the files
        have it, too, so it is made as small as a slide needs it only once.
        """
        name, small = hashlib.sha256(data).hexdigest(), b""
        cell = sheet.of(key)
        finished = cell is not None and cell.stage is Stage.FINISHED
        if not (finished and await self.shelf.read(name)):
            small = await self.imaging.cell(data, len(sheet.cells))
            name = hashlib.sha256(small).hexdigest()
        self._came.pop(self._named.get(key, ""), None)
        self._named[key] = name
        if small:
            self._came[name] = small

    async def _drawn(
        self, sheet: Sheet, pictures: Mapping[str, bytes]
    ) -> Mapping[str, bytes]:
        outline = self.deck.outline
        slides = (self._slide(*each, sheet) for each in enumerate(outline.slides, 1))
        now = replace(outline, slides=tuple(slides))
        laid = await self.maker.laid(now, self.deck.theme)
        numbers = {key: first_of(laid, _number(sheet, key)) for key in pictures}
        width = width_for(len(sheet.cells))
        wanted = [*numbers.values()]
        drawn = await self.maker.thumbnails(laid, self._read, wanted, width)
        return dict(zip(numbers, drawn, strict=True))

    def _slide(self, number: int, slide: Slide, sheet: Sheet) -> Slide:
        """The slide with what there is of its picture at the moment."""
        key = key_of(number)
        cell = sheet.of(key)
        if key in self._named:
            return replace(slide, sha256=self._named[key])
        if slide.picture and cell is not None and cell.stage is Stage.FAILED:
            return replace(slide, why=cell.why or "not drawn")
        return slide

    async def _read(self, sha256: str) -> bytes | None:
        return self._came.get(sha256) or await self.shelf.read(sha256)


def first_of(laid: LaidDeck, number: int) -> int:
    """The number of the first laid slide that comes from this one of the outline."""
    each = enumerate(laid.slides, 1)
    return next((n for n, slide in each if slide.of == number), 1)


def _number(sheet: Sheet, key: str) -> int:
    cell = sheet.of(key)
    return cell.number if cell else 1
