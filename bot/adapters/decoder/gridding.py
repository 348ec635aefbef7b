"""Draws a picture under a fine grid with labels, as a small JPEG.

Lines are light with dark edges, and labels are light on dark panes, so that both can be
read on any picture.
"""

import io
from itertools import product
from string import ascii_uppercase
from typing import Final

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from bot.adapters.decoder.areas import drawn_area, inside
from bot.adapters.decoder.bare import bare
from bot.adapters.decoder.coding import DAMAGED, Coded, on_white, opened
from bot.adapters.decoder.lettering import font
from bot.adapters.decoder.region_wire import area_from, unpacked_parts
from bot.adapters.decoder.wire import Outcome, UnreadableError

EDGE: Final = 1024
_LETTERS: Final = 5.5
"""How many letters high a cell is."""
_PANE: Final = 185
_LIGHT: Final = (255, 255, 255)
_DARK: Final = (18, 18, 20)
_LINE_LIGHT: Final = 205
_LINE_DARK: Final = 120
_TINT: Final = (255, 92, 40)
_TINTED: Final = 96


def gridded(data: bytes, most: int) -> Coded:
    """The picture with a grid of so many columns and rows, if there are any, and with
    the chosen part tinted."""
    values, (found, painted) = unpacked_parts(data)
    columns, rows = int(values["columns"]), int(values["rows"])
    area = area_from(values, painted)
    try:
        picture = _small(found)
        if area.boxes or area.painted:
            _tint(picture, inside(drawn_area(area, picture.size)))
        if columns and rows:
            _lines(picture, columns, rows)
            _labels(picture, columns, rows)
        out = io.BytesIO()
        picture.save(out, "JPEG", quality=82, optimize=True)
    except DAMAGED as error:
        raise UnreadableError(Outcome.DAMAGED) from error
    if out.tell() > most:
        raise UnreadableError(Outcome.LARGE)
    return Coded(Outcome.JPEG, out.getvalue())


def _small(data: bytes) -> Image.Image:
    picture = opened(bare(data).data)
    picture.draft("RGB", (EDGE, EDGE))
    picture.thumbnail((EDGE, EDGE), Image.Resampling.BOX)
    return on_white(picture)


def _tint(picture: Image.Image, part: Image.Image) -> None:
    """Colour the part, and leave what is in it visible."""
    strength = part.point(lambda value: _TINTED if value else 0)
    picture.paste(_TINT, mask=strength)
    edge = ImageChops.subtract(part, part.filter(ImageFilter.MinFilter(5)))
    picture.paste(_TINT, mask=edge)


def _lines(picture: Image.Image, columns: int, rows: int) -> None:
    """A light line with a dark one on each side."""
    width, height = picture.size
    light, dark = Image.new("L", picture.size), Image.new("L", picture.size)
    for pen, half, shade in (
        (ImageDraw.Draw(dark), 1, _LINE_DARK),
        (ImageDraw.Draw(light), 0, _LINE_LIGHT),
    ):
        for column in range(1, columns):
            x = round(column * width / columns)
            pen.rectangle((x - half, 0, x + half, height), fill=shade)
        for row in range(1, rows):
            y = round(row * height / rows)
            pen.rectangle((0, y - half, width, y + half), fill=shade)
    picture.paste(_DARK, mask=dark)
    picture.paste(_LIGHT, mask=light)


def _labels(picture: Image.Image, columns: int, rows: int) -> None:
    """The name of each cell, on a small dark pane in its upper left corner."""
    width, height = picture.size
    size = max(9, round(min(width / columns, height / rows) / _LETTERS))
    panes, pen = Image.new("L", picture.size), ImageDraw.Draw(picture)
    for column, row in product(range(columns), range(rows)):
        left, top = round(column * width / columns), round(row * height / rows)
        name = f"{ascii_uppercase[column]}{row + 1}"
        wide = round(font(size).getlength(name) + size * 0.7)
        box = (left + 2, top + 2, left + wide, top + round(size * 1.35))
        ImageDraw.Draw(panes).rounded_rectangle(box, size // 4, fill=_PANE)
    picture.paste(_DARK, mask=panes)
    for column, row in product(range(columns), range(rows)):
        left, top = round(column * width / columns), round(row * height / rows)
        at = (left + 1 + size * 0.35, top + 2 + size * 1.02)
        name = f"{ascii_uppercase[column]}{row + 1}"
        pen.text(at, name, font=font(size), fill=_LIGHT, anchor="ls")
