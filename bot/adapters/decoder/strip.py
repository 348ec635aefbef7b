"""Draws a film strip: the pictures of a thread's history in rows, with a number on
each, and lines that lead from one to those that build on it.

Like a sheet, it has the colour of Slack's dark theme and needs no language, except for
words in the place of an answer that has no picture.
"""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median
from typing import Any, Final

from PIL import Image, ImageDraw

from bot.adapters.decoder.coding import DAMAGED, Coded, opened
from bot.adapters.decoder.grid import Grid, Place
from bot.adapters.decoder.lettering import font, legible
from bot.adapters.decoder.marks import Marks, centred, glass
from bot.adapters.decoder.region_wire import unpacked_parts
from bot.adapters.decoder.sheet import GROUND, fitted
from bot.adapters.decoder.sheet_wire import Look, Tile
from bot.adapters.decoder.wire import Outcome, UnreadableError

MOST_CELLS: Final = 64
FILM: Final = (10, 11, 13)
HOLE: Final = (52, 57, 64)
LINE: Final = (126, 135, 146)
CURRENT: Final = (255, 190, 60)
WHITE: Final = (255, 255, 255)
DIM: Final = 0.66
"""How much of a picture that was set aside has become ground."""
_WIDE: Final = 300
_WIDEST: Final = 420
"""The pixels of a picture's width, and those of one that stands alone."""
_FLAT, _STEEP = 1.7, 0.7
_BETWEEN: Final = 0.2
"""What is between two pictures, as a fraction of their width; lines run there."""
_EDGE: Final = 0.05
"""How far a film goes beyond its pictures."""
_HOLES: Final = 0.1
"""The height of the holes' row, above and below."""
_STEEPEST: Final = 1.25
"""A strip is at most so many times as high as wide: the rest is ground."""


@dataclass(frozen=True, slots=True)
class _Cell:
    number: int
    row: int
    column: int
    after: int
    on: int
    aside: bool
    words: str


@dataclass(frozen=True, slots=True)
class _Form:
    """Where everything is, in pixels."""

    wide: int
    high: int
    rows: int
    columns: int

    @property
    def gap(self) -> int:
        return round(_BETWEEN * self.wide)

    @property
    def step(self) -> int:
        """From one row to the next."""
        return self.high + round((2 * _HOLES + _BETWEEN) * self.wide)

    @property
    def size(self) -> tuple[int, int]:
        height = self.rows * self.step + self.gap
        width = self.columns * (self.wide + self.gap) + self.gap
        return max(width, round(height / _STEEPEST)), height

    def place(self, cell: _Cell) -> Place:
        width = self.columns * (self.wide + self.gap) + self.gap
        left = (self.size[0] - width) // 2 + self.gap
        top = self.gap // 2 + round((_HOLES + _BETWEEN / 2) * self.wide)
        return Place(
            left + cell.column * (self.wide + self.gap),
            top + cell.row * self.step,
            self.wide,
            self.high,
        )

    @property
    def marks(self) -> Marks:
        """What paints numbers."""
        cell, count = (self.wide, self.high), self.rows * self.columns
        return Marks(Grid(self.columns, self.rows, cell, self.gap, count))


def strip_jpeg(data: bytes, most: int) -> Coded:
    """The strip that was packed, in at most so many bytes. Raises UnreadableError."""
    values, found = unpacked_parts(data)
    try:
        cells = [_cell_from(each) for each in values["cells"]]
        current = int(values["current"])
    except (KeyError, TypeError, ValueError) as error:
        raise UnreadableError(Outcome.DAMAGED) from error
    if not 0 < len(cells) == len(found) <= MOST_CELLS:
        raise UnreadableError(Outcome.DAMAGED)
    try:
        drawn = _drawn(cells, found, current)
        out = io.BytesIO()
        drawn.save(out, "JPEG", quality=85, optimize=True)
    except DAMAGED as error:
        raise UnreadableError(Outcome.DAMAGED) from error
    if out.tell() > most:
        raise UnreadableError(Outcome.LARGE)
    return Coded(Outcome.JPEG, out.getvalue())


def _cell_from(value: Any) -> _Cell:
    numbers = [int(value[name]) for name in ("number", "row", "column", "after", "on")]
    if not all(0 <= each <= MOST_CELLS for each in numbers[1:3]):
        raise ValueError("nowhere")
    number, row, column, after, on = numbers
    aside, words = bool(value["aside"]), str(value["words"])
    return _Cell(number, row, column, after, on, aside, words)


def _drawn(cells: list[_Cell], found: tuple[bytes, ...], current: int) -> Image.Image:
    pictures = [opened(each) if each else None for each in found]
    form = _form(cells, pictures)
    drawn = Image.new("RGB", form.size, GROUND)
    pen, marks = ImageDraw.Draw(drawn), form.marks
    _films(pen, cells, form)
    _lines(pen, cells, form)
    for cell, picture in zip(cells, pictures, strict=True):
        place = form.place(cell)
        painted = _painted(cell, picture, place, marks)
        drawn.paste(painted, (place.left, place.top), marks.corners)
        if cell.number == current:
            _ring(pen, place)
    return drawn


def _form(cells: list[_Cell], pictures: list[Image.Image | None]) -> _Form:
    """A form for pictures of the shape that most of these have."""
    shapes = [each.width / each.height for each in pictures if each is not None]
    shape = min(_FLAT, max(_STEEP, median(shapes) if shapes else 1.0))
    rows = 1 + max(each.row for each in cells)
    columns = 1 + max(each.column for each in cells)
    wide = _WIDEST if columns == 1 else _WIDE
    return _Form(wide, round(wide / shape), rows, columns)


def _films(pen: ImageDraw.ImageDraw, cells: list[_Cell], form: _Form) -> None:
    """A film for each row of pictures that follow each other, with its holes."""
    edge, holes = round(_EDGE * form.wide), round(_HOLES * form.wide)
    for places in _in_rows(cells, form):
        left, right = places[0].left - edge, places[-1].left + form.wide + edge
        top, bottom = places[0].top - holes, places[0].top + form.high + holes
        pen.rounded_rectangle((left, top, right, bottom), edge, fill=FILM)
        side, step = round(0.42 * holes), round(0.9 * holes)
        inset = (holes - side) // 2
        for x in range(left + edge, right - edge, step):
            for y in (top + inset, bottom - inset - side):
                box = (x, y, x + side, y + side)
                pen.rounded_rectangle(box, max(1, side // 4), fill=HOLE)


def _in_rows(cells: list[_Cell], form: _Form) -> Iterator[list[Place]]:
    """The places of each row of pictures that follow each other."""
    row: list[_Cell] = []
    for cell in sorted(cells, key=lambda each: (each.row, each.column)):
        follows = row and (row[-1].row, row[-1].number) == (cell.row, cell.after)
        if row and not follows:
            yield [form.place(each) for each in row]
            row = []
        row.append(cell)
    yield [form.place(each) for each in row]


def _lines(pen: ImageDraw.ImageDraw, cells: list[_Cell], form: _Form) -> None:
    """From each picture to those that build on it; they all turn at the same place."""
    places = {each.number: form.place(each) for each in cells}
    breadth = max(3, form.wide // 60)
    for cell in cells:
        to = places[cell.number]
        turn, y = to.left - form.gap // 2, to.top + form.high // 2
        if cell.after:
            before = places[cell.after]
            at = before.top + form.high // 2
            path = [(before.left + form.wide, at), (turn, at), (turn, y), (to.left, y)]
            pen.line(path, LINE, breadth, joint="curve")
        elif cell.on:
            pen.line([(to.left - form.gap * 5 // 8, y), (to.left, y)], LINE, breadth)
        if cell.after or cell.on:
            _head(pen, (to.left - breadth, y), 2.2 * breadth)


def _head(pen: ImageDraw.ImageDraw, tip: tuple[int, int], size: float) -> None:
    x, y = tip
    pen.polygon([(x, y), (x - size, y - size), (x - size, y + size)], fill=LINE)


def _painted(
    cell: _Cell, picture: Image.Image | None, place: Place, marks: Marks
) -> Image.Image:
    """A cell with its number, what it goes on from, and how it stands."""
    painted = fitted(picture, place)
    look = Look.FINISHED if picture else Look.FAILED
    if cell.aside and picture:
        painted = Image.blend(painted, Image.new("RGB", painted.size, GROUND), DIM)
    marks.on(painted, Tile(cell.number, look, why=legible(cell.words) or "…"))
    if cell.aside and not picture:
        painted = Image.blend(painted, Image.new("RGB", painted.size, GROUND), DIM)
    if cell.on and not cell.after:
        _tag(painted, f"from {cell.on}", place)
    return painted


def _tag(painted: Image.Image, words: str, place: Place) -> None:
    """Small words in the upper left corner."""
    high = max(16, round(0.11 * place.width))
    size = round(0.6 * high)
    wide = round(font(size).getlength(words) + 0.8 * high)
    inset = round(0.26 * high)
    glass(painted, (inset, inset, inset + wide, inset + high))
    middle = (inset + wide / 2, inset + high / 2)
    centred(ImageDraw.Draw(painted), middle, words, size, WHITE)


def _ring(pen: ImageDraw.ImageDraw, place: Place) -> None:
    breadth = max(4, place.width // 45)
    box = (
        place.left - breadth // 2,
        place.top - breadth // 2,
        place.left + place.width + breadth // 2 - 1,
        place.top + place.height + breadth // 2 - 1,
    )
    radius = max(4, place.width // 20)
    pen.rounded_rectangle(box, radius, outline=CURRENT, width=breadth)
