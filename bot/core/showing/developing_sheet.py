"""Holds the sheet of a running turn as it is now, and pictures that it does not show
yet.

A picture waits unread until a frame is made, and is then made small, once. One that a
newer one has overtaken by then is never read.
"""

import asyncio
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Protocol

from bot.core.showing.sheets import Sheets
from bot.core.turn.events import (
    PictureDrawn,
    PictureRefused,
    PreviewDrawn,
    TurnEvent,
)
from bot.core.turn.sheet import Cell, Sheet, become, told
from bot.core.turn.slots import Stage


@dataclass(frozen=True, slots=True)
class _New:
    """A picture that no frame has shown yet, and when it came by the loop's clock.

    One that was finished in an earlier attempt is on the shelf, under its hash.
    """

    came: float
    data: bytes = field(default=b"", repr=False)
    sha256: str = ""
    phase: int = 0
    finished: bool = False


class Cells(Protocol):
    """Makes what the cells of a sheet show."""

    async def small(
        self, sheet: Sheet, pictures: Mapping[str, bytes]
    ) -> Mapping[str, bytes]:
        """What the cells with these keys show, now that these pictures have come; empty
        if that cannot be seen."""


@dataclass(frozen=True, slots=True)
class PictureCells:
    """The cells of a set: each shows its picture."""

    sheets: Sheets

    async def small(
        self, sheet: Sheet, pictures: Mapping[str, bytes]
    ) -> Mapping[str, bytes]:
        """The pictures, made small."""
        made = await asyncio.gather(
            *(self._one(sheet, key, data) for key, data in pictures.items())
        )
        return dict(zip(pictures, made, strict=True))

    async def _one(self, sheet: Sheet, key: str, data: bytes) -> bytes:
        cell = sheet.of(key)
        done = cell is not None and cell.stage is Stage.FINISHED
        return await self.sheets.small(data, len(sheet.cells), finished=done)


class DevelopingSheet:
    """Keeps track of a set's pictures, and makes them small when asked to."""

    def __init__(self, sheets: Sheets) -> None:
        self.now = Sheet()
        self._sheets = sheets
        self._cells: Cells = PictureCells(sheets)
        self._new: dict[str, _New] = {}

    @property
    def since(self) -> float | None:
        """When the oldest picture that no frame has shown came; None if there is
        none."""
        return min((each.came for each in self._new.values()), default=None)

    @property
    def visible(self) -> Sheet:
        """The part of the set that a frame can show. A picture that has not been made
        small yet counts as developing."""
        late = (self.now.of(key) for key in self._new)
        return self.now.put(
            *(replace(e, stage=Stage.DEVELOPING) for e in late if e and e.ended)
        )

    def begin(self, cells: Iterable[Cell], shape: float) -> None:
        """Add these pictures to the sheet."""
        cells = tuple(cells)
        self.now = replace(self.now.put(*cells), shape=shape or self.now.shape)
        for each in cells:
            if each.sha256 and not each.picture:
                new = _New(_clock(), sha256=each.sha256, finished=True)
                self._new[each.key] = new

    def begin_slides(self, cells: Iterable[Cell], shape: float, slides: Cells) -> None:
        """Show these slides: there is something to see of each from the beginning."""
        self._cells, self.now = slides, replace(self.now, of_slides=True)
        self.begin(cells, shape)
        for each in self.now.cells:
            new = _New(_clock(), finished=each.ended)
            self._new.setdefault(each.key, new)

    def tell(self, event: TurnEvent) -> None:
        """Note a picture's newest state."""
        self.now = told(self.now, event)
        match event:
            case PreviewDrawn(id=key, number=number, data=data):
                self._came(key, _New(_clock(), data, phase=number + 1))
            case PictureDrawn(picture):
                self._came(picture.id, _New(_clock(), picture.data, finished=True))
            case PictureRefused(id=key):
                self._lost(key)

    def fail(self, key: str, why: str) -> None:
        """Note that there will be no such picture."""
        self.now = become(self.now, key, Stage.FAILED, why)
        self._lost(key)

    async def make_small(self, *, finished: bool = False) -> None:
        """Make new pictures as small as their cells; with `finished`, only finished
        ones."""
        new = {key: e for key, e in self._new.items() if e.finished or not finished}
        if not new:
            return
        data = await asyncio.gather(*(self._data(each) for each in new.values()))
        came = dict(zip(new, data, strict=True))
        small = await self._cells.small(self.now, came)
        for key, each in new.items():
            self._show(key, each, small.get(key, b""))

    async def _data(self, new: _New) -> bytes:
        if new.data or not new.sha256:
            return new.data
        return await self._sheets.on_shelf(new.sha256)

    def _came(self, key: str, new: _New) -> None:
        cell = self.now.of(key)
        if cell is not None and (new.finished or not cell.ended):
            self._new[key] = new

    def _lost(self, key: str) -> None:
        """There is no picture, but the slide stays."""
        self._new.pop(key, None)
        cell = self.now.of(key)
        if self.now.of_slides and cell is not None and cell.stage is Stage.FAILED:
            self._new[key] = _New(_clock(), finished=True)

    def _show(self, key: str, new: _New, data: bytes) -> None:
        if self._new.get(key) is new:
            del self._new[key]
        cell = self.now.of(key)
        late = cell and cell.ended and not new.finished and key not in self._new
        if cell is not None and data and not late:
            self.now = self.now.put(replace(cell, picture=data, phase=new.phase))


def _clock() -> float:
    return asyncio.get_running_loop().time()
