"""Draws a sheet: all pictures of a set in a grid, with a number on each.

Its ground has the colour of Slack's dark theme: there it seems to have no border, and
in the light theme it is one dark card. Nothing on it needs a language, except for a few
words in the place of a picture that will not come.
"""

import io
from statistics import median
from typing import Final

from PIL import Image

from bot.adapters.decoder.coding import DAMAGED, Coded, opened
from bot.adapters.decoder.grid import Place, grid
from bot.adapters.decoder.marks import Marks
from bot.adapters.decoder.sheet_wire import (
    DEVELOPING_PIXELS,
    LASTING_PIXELS,
    Tile,
    TiledSheet,
    unpacked,
)
from bot.adapters.decoder.wire import Outcome, UnreadableError

GROUND: Final = (26, 29, 33)
PANEL: Final = (37, 41, 47)
ASKEW: Final = 1.06
"""Pictures whose shape differs from their cell's by less than this factor fill the
cell."""
_NEAR: Final = 0.85
"""A JPEG that is halved while it is read may be this much too small, because that saves
most of the work."""
_QUALITIES: Final = (88, 80, 70, 55, 40)
_FINE: Final = 1
"""The index of the quality that is good enough while a sheet develops."""


def sheet_jpeg(data: bytes, most: int) -> Coded:
    """The sheet that was packed, in at most so many bytes. Raises UnreadableError."""
    sheet = unpacked(data)
    if not sheet.tiles:
        raise UnreadableError(Outcome.DAMAGED)
    try:
        return Coded(Outcome.JPEG, _coded(_drawn(sheet), sheet.lasting, most))
    except DAMAGED as error:
        raise UnreadableError(Outcome.DAMAGED) from error


def _drawn(sheet: TiledSheet) -> Image.Image:
    pictures = [_opened(tile) for tile in sheet.tiles]
    pixels = LASTING_PIXELS if sheet.lasting else DEVELOPING_PIXELS
    form = grid(len(pictures), _shape(pictures, sheet.shape), pixels)
    drawn = Image.new("RGB", form.size, GROUND)
    marks = Marks(form, foot=sheet.of_slides)
    for tile, picture, place in zip(sheet.tiles, pictures, form.places(), strict=True):
        cell = fitted(picture, place)
        marks.on(cell, tile)
        drawn.paste(cell, (place.left, place.top), marks.corners)
    return drawn


def _opened(tile: Tile) -> Image.Image | None:
    return opened(tile.data) if tile.data else None


def _shape(pictures: list[Image.Image | None], otherwise: float) -> float:
    """The shape of most pictures that are there; before that, the expected one."""
    shapes = [each.width / each.height for each in pictures if each is not None]
    return median(shapes) if shapes else otherwise or 1.0


def fitted(picture: Image.Image | None, place: Place) -> Image.Image:
    """The picture as large as fits into its cell, whole."""
    size = (place.width, place.height)
    if picture is None:
        return Image.new("RGB", size, PANEL)
    picture.draft("RGB", (round(_NEAR * size[0]), round(_NEAR * size[1])))
    picture = picture.convert("RGB")
    box = _box(picture, place)
    if box is not None:
        return picture.resize(size, Image.Resampling.BICUBIC, box, reducing_gap=2.0)
    cell = Image.new("RGB", size, PANEL)
    small = _within(picture, place)
    cell.paste(small, ((size[0] - small.width) // 2, (size[1] - small.height) // 2))
    return cell


def _box(
    picture: Image.Image, place: Place
) -> tuple[float, float, float, float] | None:
    """The part of the picture that fills its cell; None if too much of it would be
    lost."""
    width, height = picture.size
    flatter = (width / height) / (place.width / place.height)
    if not 1 / ASKEW < flatter < ASKEW:
        return None
    x = (width - width / flatter) / 2 if flatter > 1 else 0
    y = (height - height * flatter) / 2 if flatter < 1 else 0
    return x, y, width - x, height - y


def _within(picture: Image.Image, place: Place) -> Image.Image:
    scale = min(place.width / picture.width, place.height / picture.height)
    size = (
        max(1, round(picture.width * scale)),
        max(1, round(picture.height * scale)),
    )
    return picture.resize(size, Image.Resampling.BICUBIC, reducing_gap=2.0)


def _coded(drawn: Image.Image, lasting: bool, most: int) -> bytes:
    for quality in _QUALITIES[0 if lasting else _FINE :]:
        out = io.BytesIO()
        sharp = 0 if lasting else -1
        drawn.save(out, "JPEG", quality=quality, subsampling=sharp, optimize=lasting)
        if out.tell() <= most:
            return out.getvalue()
    raise UnreadableError(Outcome.LARGE)
