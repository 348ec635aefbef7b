"""Makes pictures smaller, within limits and outside of the bot's own process.

Pictures that people attach and pictures that the model draws are read by different
processes, so that nobody's file holds up a preview.
"""

import json
import os
from contextlib import AsyncExitStack
from math import sqrt
from typing import Final, Self

from bot.adapters.deck_maker import DecoderDeckMaker
from bot.adapters.decoder.extending_wire import (
    Room,
    packed_room,
    unpacked_layers,
)
from bot.adapters.decoder.region_wire import packed_parts
from bot.adapters.decoder.sheet_wire import LASTING_PIXELS, packed, packed_picture
from bot.adapters.decoder.typesetting_wire import (
    Laid,
    Page,
    packed_laid,
    packed_page,
)
from bot.adapters.decoder.wire import Outcome, UnreadableError, Work
from bot.adapters.decoders import Decoders, Job, Limits
from bot.adapters.region_imaging import RegionImaging
from bot.adapters.strip_imaging import StripImaging
from bot.adapters.tiles import tiled
from bot.core.charts.drawing import TEMPLATE, Drawing
from bot.core.charts.poster import PIXELS, Panel
from bot.core.errors import HangError
from bot.core.turn.events import Picture
from bot.core.turn.painting import Cover
from bot.core.turn.pictures import kind_of
from bot.core.turn.request import InputImage
from bot.core.turn.sheet import Sheet
from bot.core.turn.sizes import Extent

MOST_INPUT_BYTES: Final = 8_000_000
"""The most bytes of one picture for the model."""
MOST_WORDS: Final = 1_000_000
"""The most bytes of the words of one file."""
MOST_LAYER: Final = 8_000_000
"""The most bytes of what was painted over a picture."""
MOST_DEVELOPING: Final = 1_500_000
MOST_LASTING: Final = 6_000_000
"""The most bytes of a sheet that develops, and of one that stays."""
_FINE: Final = 144.0
"""Pixels per inch: two for each point."""
_TILE_EDGE: Final = 1280
_PROCESSES: Final = min(4, os.cpu_count() or 1)


class NotAPictureError(Exception):
    """The model could not take these bytes as a picture; says why."""


class TooSlowError(NotAPictureError):
    """Reading it took too long and was given up: it was probably made to do harm."""


class Imaging:
    """Has pictures encoded, a few at a time, as long as its context lasts."""

    def __init__(self, limits: Limits | None = None) -> None:
        people = max(2, _PROCESSES)
        self._attached = Decoders(people, people // 2, limits)
        self._drawn = Decoders(_PROCESSES, _PROCESSES, Limits(nice=0))
        self.decks = DecoderDeckMaker(self._drawn)
        """What lays decks out and makes files of them."""
        self._stack = AsyncExitStack()

    async def __aenter__(self) -> Self:
        await self._stack.enter_async_context(self._attached)
        await self._stack.enter_async_context(self._drawn)
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._stack.aclose()

    @property
    def parts(self) -> RegionImaging:
        """What is done with parts of the pictures that were drawn."""
        return RegionImaging(self._drawn)

    @property
    def strips(self) -> StripImaging:
        """What draws pictures of a thread's history together."""
        return StripImaging(self._drawn)

    def expect_previews(self) -> None:
        """Get ready for a preview in some seconds: it should not wait for a process to
        start."""
        self._drawn.get_ready()

    async def preview(self, data: bytes) -> bytes:
        """A small JPEG of a half-drawn picture. Raises HangError."""
        try:
            _, small = await self._drawn.do(Job(Work.PREVIEW, data))
        except UnreadableError as error:
            raise HangError(f"a preview is no picture: {error}") from error
        return small

    async def cell(self, data: bytes, cells: int, *, finished: bool = True) -> bytes:
        """The picture as small as a sheet of so many cells needs it. Raises HangError.

        A preview is soon replaced, and only seen on sheets that are themselves small.
        """
        try:
            _, small = await self._drawn.do(Job(Work.TILE, tile(data, cells, finished)))
        except UnreadableError as error:
            raise HangError(f"a picture of a set is no picture: {error}") from error
        return small

    async def sheet(self, sheet: Sheet) -> bytes:
        """The sheet as a JPEG. Raises HangError."""
        most = MOST_LASTING if sheet.ended else MOST_DEVELOPING
        try:
            _, made = await self._drawn.do(Job(Work.SHEET, packed(tiled(sheet)), most))
        except UnreadableError as error:
            raise HangError(f"a sheet was not drawn: {error}") from error
        return made

    async def extended(self, data: bytes, around: Extent) -> tuple[InputImage, bytes]:
        """The picture with room around it, and a mask that is clear where it is new.
        Raises HangError."""
        whole = (around.width, around.height)
        inner = (around.inner_width, around.inner_height)
        room = Room(whole, inner, (around.left, around.top))
        try:
            kind, made = await self._drawn.do(
                Job(Work.EXTENDED, packed_room(data, room))
            )
            picture, mask = unpacked_layers(made)
        except UnreadableError as error:
            raise HangError(f"a picture got no room around it: {error}") from error
        return InputImage(picture, f"image/{kind.name.lower()}"), mask

    async def chart(self, drawing: Drawing) -> bytes:
        """The chart as a PNG, twice as large as a message shows it. Raises
        HangError."""
        return await self._typeset(Page(TEMPLATE, drawing, _FINE))

    async def poster(self, drawing: Drawing, backdrop: bytes, panel: Panel) -> bytes:
        """The chart on a panel in the middle of a picture, as a PNG. Raises
        HangError."""
        made = await self._typeset(Page(TEMPLATE, drawing, 72 * PIXELS))
        box = (panel.left, panel.top, panel.width, panel.height)
        try:
            job = Job(Work.LAID, packed_laid(Laid(box, made, backdrop)))
            _, whole = await self._drawn.do(job)
        except UnreadableError as error:
            raise HangError(f"a chart was not laid on: {error}") from error
        return whole

    async def _typeset(self, page: Page) -> bytes:
        try:
            _, made = await self._drawn.do(Job(Work.TYPESET, packed_page(page)))
        except UnreadableError as error:
            raise HangError(str(error)) from error
        return made

    async def layer(self, data: bytes, cover: Cover, who: str = "") -> bytes:
        """What somebody has painted over a picture, as a PNG. Raises HangError."""
        size, margins = [cover.width, cover.height], list(cover.margins)
        values = {"size": size, "margins": margins, "notes": cover.notes}
        job = Job(Work.LAYER, packed_parts(values, data), MOST_LAYER)
        try:
            _, made = await self._attached.do(job, who)
        except UnreadableError as error:
            raise HangError(str(error)) from error
        return made

    async def showable(self, picture: Picture) -> bytes:
        """The picture in a format that Slack shows. Raises HangError if it is damaged
        or not safe."""
        work = Work.DRAWING if picture.format == "svg" else Work.SHOWABLE
        try:
            _, made = await self._drawn.do(Job(work, picture.data))
        except UnreadableError as error:
            raise HangError(f"a picture is not shown: {error}") from error
        return made

    async def emoji(self, data: bytes) -> bytes:
        """A copy as small as Slack takes it as an emoji. Raises HangError."""
        try:
            _, made = await self._drawn.do(Job(Work.EMOJI, data))
        except UnreadableError as error:
            raise HangError(f"a picture is no emoji: {error}") from error
        return made

    async def words(self, data: bytes, who: str = "") -> tuple[str, bool]:
        """The words of a file that is no picture, and whether these are all of them.
        Raises NotAPictureError."""
        try:
            _, made = await self._attached.do(Job(Work.WORDS, data, MOST_WORDS), who)
        except UnreadableError as error:
            slow = error.outcome is Outcome.SLOW
            raise (TooSlowError if slow else NotAPictureError)(str(error)) from error
        found = json.loads(made)
        return str(found["text"]), bool(found["whole"])

    async def input_image(
        self, data: bytes, who: str = "", most: int = MOST_INPUT_BYTES
    ) -> InputImage:
        """A picture in a form that the model accepts, in at most so many bytes.

        `who` attached it; pictures of other people are read in between. Raises
        NotAPictureError.
        """
        try:
            kind, made = await self._attached.do(Job(Work.INPUT, data, most), who)
        except UnreadableError as error:
            slow = error.outcome is Outcome.SLOW
            raise (TooSlowError if slow else NotAPictureError)(str(error)) from error
        if kind_of(made) != kind.name.lower():
            raise NotAPictureError(str(UnreadableError(Outcome.DAMAGED)))
        return InputImage(made, f"image/{kind.name.lower()}")


def tile(data: bytes, cells: int, finished: bool) -> bytes:
    """A picture to be made as small as one of so many cells: with some to spare,
    because cells that are not square are longer."""
    edge = min(_TILE_EDGE, round(1.3 * sqrt(LASTING_PIXELS / max(1, cells))))
    return packed_picture(data, edge if finished else edge // 2, 90 if finished else 80)
