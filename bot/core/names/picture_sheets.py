"""Draws pictures of names on one sheet, and shows it in a view that is open."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from bot.core.accepting.part_forms import OpenForm
from bot.core.errors import HangError
from bot.core.messages import name_lists
from bot.core.ports import Imaging, Shelf, Views
from bot.core.showing.form_pictures import FormPictures
from bot.core.turn.sheet import Cell, Sheet
from bot.core.turn.slots import Spot, Stage
from bot.core.turn.taught import NamePicture

Numbered = Sequence[tuple[int, str, NamePicture]]
"""Pictures with their numbers and titles."""


@dataclass(frozen=True, slots=True)
class PictureSheets:
    """Shows sheets to one person, as long as the view is open."""

    shelf: Shelf
    views: Views
    shown: FormPictures
    imaging: Imaging

    async def show(
        self,
        numbered: Numbered,
        team: str,
        form: OpenForm,
        view: Callable[[Spot], dict[str, Any]],
    ) -> None:
        """Draw the pictures on one sheet, and show it in a view that is open."""
        data = await self._sheet(numbered)
        spot = Spot()
        if data:
            alt = name_lists.PICTURE
            spot = await self.shown.show(team, form.user, data, alt)
        if not await self.views.update(team, form.view, view(spot)):
            await self.shown.remove(team, spot.file_id)

    async def _sheet(self, numbered: Numbered) -> bytes:
        cells = [await self._cell(each, len(numbered)) for each in numbered]
        found = tuple(each for each in cells if each)
        try:
            return await self.imaging.sheet(Sheet(found)) if found else b""
        except HangError:
            return b""

    async def _cell(
        self, numbered: tuple[int, str, NamePicture], cells: int
    ) -> Cell | None:
        number, title, picture = numbered
        data = await self.shelf.read(picture.sha256)
        if data is None:
            return None
        try:
            small = await self.imaging.cell(data, cells)
        except HangError:
            return None
        return Cell(f"{number}", number, title, Stage.FINISHED, small)
