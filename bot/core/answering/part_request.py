"""Makes the request for a change of a part of a picture.

The picture is that of the turn before, or a file in a message; nothing that was said in
the thread belongs to it.
"""

from dataclasses import dataclass, replace
from typing import Final

from bot.core.errors import AskError, HangError
from bot.core.ports import Chosen, Files, Shelf
from bot.core.turn.options import Button, Options
from bot.core.turn.regions import Region
from bot.core.turn.request import Request
from bot.core.turn.sizes import around, size_from
from bot.core.turn.turns import Turn

GONE: Final = "That picture is no longer there, so I cannot change a part of it."
FORGOTTEN: Final = (
    "What was drawn on the picture is no longer stored here. Mark it again."
)
UNREADABLE: Final = "I could not work on a part of that picture."


@dataclass(frozen=True, slots=True)
class Parts:
    """Reads the pictures of which a part is changed, and regions."""

    files: Files
    shelf: Shelf

    async def request(
        self, request: Request, turn: Turn, before: Turn | None
    ) -> Request:
        """The request with the picture, and with what says where it may change. Raises
        AskError."""
        options = turn.ask.options or Options()
        region = options.region
        if region is None:
            raise AskError(GONE)
        data = await self.picture(turn, before)
        try:
            if options.button is Button.AROUND:
                return await self._around(request, data, region)
            if options.button is Button.MARKED:
                return await self._marked(request, data, region)
            chosen = await self.chosen(region, options.button)
            regions, size = self.files.regions, size_from(request.terms.size)
            picture, mask = await regions.masked(data, chosen, size)
        except HangError as error:
            raise AskError(UNREADABLE) from error
        return replace(request, images=(picture,), mask=mask)

    async def picture(self, turn: Turn, before: Turn | None) -> bytes:
        """The picture of which a part is changed. Raises AskError if it is gone."""
        if turn.ask.attached:
            images = (await self.files.bring(turn.ask)).images
            if not images:
                raise AskError(GONE)
            return images[0].data
        drawn = before.answer.own_pictures[:1] if before and before.answer else ()
        data = await self.shelf.read(drawn[0].sha256) if drawn else None
        if data is None:
            raise AskError(GONE)
        return data

    async def chosen(self, region: Region, button: Button) -> Chosen:
        """The part that may change. Raises AskError if what was painted is gone."""
        painted = await self._kept(region.mask) if region.mask else b""
        return Chosen(region, painted, inverse=button is Button.KEPT)

    async def _around(self, request: Request, data: bytes, region: Region) -> Request:
        left, top, right, bottom = (*region.margins, 0, 0, 0, 0)[:4]
        margins = (left, top, right, bottom)
        extent = around(region.width, region.height, margins)
        made = await self.files.extended(data, extent) if extent else None
        if extent is None or made is None:
            raise AskError(UNREADABLE)
        if region.mask:  # it covers the room, and what was painted on the picture
            chosen = await self.chosen(region, Button.AROUND)
            size = (extent.width, extent.height)
            made = await self.files.regions.masked(made[0].data, chosen, size)
        return replace(request, images=(made[0],), mask=made[1])

    async def _marked(self, request: Request, data: bytes, region: Region) -> Request:
        notes = await self._kept(region.notes)
        size = size_from(request.terms.size)
        picture, markup = await self.files.regions.noted(data, notes, size)
        return replace(request, images=(picture,), markup=markup)

    async def _kept(self, key: str) -> bytes:
        data = await self.shelf.read(key)
        if data is None:
            raise AskError(FORGOTTEN)
        return data
