"""Draws the last sheets of turns from finished pictures, and keeps them like pictures.

The same sheet is only drawn once, although it is asked for twice: while the model still
writes, and at the turn's end. After a restart, it is drawn from the pictures on the
shelf.
"""

import asyncio
import logging
from collections import OrderedDict
from dataclasses import dataclass, replace
from typing import Final

from bot.core.errors import HangError
from bot.core.ports import Imaging, Shelf
from bot.core.turn.events import Picture
from bot.core.turn.pictures import measured
from bot.core.turn.sheet import Cell, Sheet
from bot.core.turn.slots import SHEET
from bot.core.turn.turns import KeptPicture, Turn

MOST_KNOWN: Final = 200
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Drawing:
    """A frame that was asked for, and its state."""

    sheet: Sheet
    task: asyncio.Task[KeptPicture | None]


class Sheets:
    """Draws the last sheets of turns."""

    def __init__(self, imaging: Imaging, shelf: Shelf) -> None:
        self.imaging = imaging
        self._shelf = shelf
        self._known: OrderedDict[int, _Drawing] = OrderedDict()

    async def kept(self, turn: Turn, sheet: Sheet) -> KeptPicture | None:
        """The sheet, drawn and on the shelf; None if there is nothing to draw it from.

        A single picture needs none, but a single slide does. Cells have their small
        pictures, or name the bytes on the shelf by their hash.
        """
        drawing = self._known.get(turn.id)
        if drawing is None or drawing.sheet != _bare(sheet):
            drawing = self._begun(turn, sheet)
        return await asyncio.shield(drawing.task)

    async def small(self, data: bytes, cells: int, *, finished: bool = True) -> bytes:
        """The picture as a sheet needs it; None if the bytes are not a picture."""
        if not data:
            return b""
        try:
            return await self.imaging.cell(data, cells, finished=finished)
        except HangError as error:
            log.warning("a picture of a set cannot be seen: %s", error)
            return b""

    async def on_shelf(self, sha256: str) -> bytes:
        """A finished picture's bytes; None if they are gone."""
        data = await self._shelf.read(sha256)
        if data is None:
            log.error("a picture of a set is missing: %s", sha256)
        return data or b""

    async def picture(self, kept: KeptPicture) -> Picture | None:
        """The sheet with its bytes, ready to be uploaded."""
        data = await self._shelf.read(kept.sha256)
        alt = kept.revised_prompt
        return Picture(SHEET, data, kept.format, revised_prompt=alt) if data else None

    def _begun(self, turn: Turn, sheet: Sheet) -> _Drawing:
        task = asyncio.create_task(self._kept(turn, sheet))
        drawing = self._known[turn.id] = _Drawing(_bare(sheet), task)
        self._known.move_to_end(turn.id)
        while len(self._known) > MOST_KNOWN:
            self._known.popitem(last=False)
        task.add_done_callback(lambda task: self._forget_if_failed(turn, task))
        return drawing

    def _forget_if_failed(
        self, turn: Turn, task: asyncio.Task[KeptPicture | None]
    ) -> None:
        drawing = self._known.get(turn.id)
        failed = task.cancelled() or task.exception() or task.result() is None
        if failed and drawing is not None and drawing.task is task:
            del self._known[turn.id]

    async def _kept(self, turn: Turn, sheet: Sheet) -> KeptPicture | None:
        try:
            count = len(sheet.cells)
            filling = (self._with_picture(each, count) for each in sheet.cells)
            cells = await asyncio.gather(*filling)
            alone = count < 2 and not sheet.of_slides
            if alone or not any(each.picture for each in cells):
                return None
            data = await self.imaging.sheet(replace(sheet, cells=tuple(cells)))
        except HangError as error:
            log.warning("turn %s: its sheet was not drawn: %s", turn.id, error)
            return None
        picture = Picture(SHEET, data, "jpeg", revised_prompt=sheet.alt)
        return measured(picture, await self._shelf.keep(data))

    async def _with_picture(self, cell: Cell, cells: int) -> Cell:
        if cell.picture or not cell.sha256:
            return cell
        data = await self.on_shelf(cell.sha256)
        return replace(cell, picture=await self.small(data, cells))


def _bare(sheet: Sheet) -> Sheet:
    """The contents of a sheet, in whichever way its pictures were given."""
    cells = (
        replace(each, picture=b"", sha256="", phase=0, plain=False)
        for each in sheet.cells
    )
    return Sheet(tuple(cells))
