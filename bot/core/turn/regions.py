"""Regions: the part of a picture that a person chose. Pure.

Inside Slack, a region is some cells of a labelled grid; on the page, it is painted.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import log
from string import ascii_uppercase
from typing import Final
from unicodedata import normalize

from bot.core.errors import AskError

CELLS: Final = 36
"""About so many cells has a grid: six by six, if the picture is square."""
MOST_ACROSS: Final = 12
MOST_CELLS: Final = 48
MOST_TEXT: Final = 300
"""The most letters of a text that names cells."""
NO_CELL: Final = "Choose at least one cell."
UNKNOWN: Final = "I do not know {wrong}. The cells are {first} to {last}."
TOO_LONG: Final = f"This takes at most {MOST_TEXT} characters."
_SHAPE_COUNTS: Final = 4
"""How much more it counts that cells are square than that there are about 36."""
_CELL: Final = re.compile(r"([A-Z])(\d{1,2})")
_BETWEEN: Final = re.compile(r"[\s,;.+&/|]+")
_AROUND_RANGE: Final = re.compile(r"\s*(?:\.\.+|[:\-‐‑‒–—−~])\s*")
_MOST_NAMED: Final = 5
Box = tuple[float, float, float, float]
"""Left, top, right and bottom, as fractions of the picture's sides."""
Sides = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Grid:
    """So many columns, lettered from A, and rows, numbered from 1."""

    columns: int
    rows: int

    @property
    def cells(self) -> tuple[str, ...]:
        """All cells, row by row."""
        return tuple(
            _name(column, row)
            for row in range(self.rows)
            for column in range(self.columns)
        )


@dataclass(frozen=True, slots=True)
class Region:
    """A part of a picture that has this size.

    It is `cells` of a grid; or a `box`, given by four fractions; or painted: then
    `mask` is the key of a grayscale picture on the shelf, white where it was painted.
    `notes` is the key of what was drawn over the picture, clear everywhere else.
    `margins` are pixels beyond the picture on the left, above, on the right and below.
    """

    width: int
    height: int
    columns: int = 0
    rows: int = 0
    cells: tuple[str, ...] = ()
    box: tuple[float, ...] = ()
    mask: str = ""
    notes: str = ""
    margins: tuple[int, ...] = ()

    @property
    def boxes(self) -> tuple[Box, ...]:
        """The rectangles that it consists of, unless it was painted."""
        if self.box:
            left, top, right, bottom = self.box
            return ((left, top, right, bottom),)
        return tuple(self._boxes())

    def _boxes(self) -> Iterator[Box]:
        for cell in self.cells:
            column, row = _place(cell)
            yield (
                column / self.columns,
                row / self.rows,
                (column + 1) / self.columns,
                (row + 1) / self.rows,
            )

    @property
    def called(self) -> str:
        """What people call it."""
        if self.cells:
            return said(self.cells)
        return "a part of the picture"


def grid_for(width: int, height: int) -> Grid:
    """The grid of a picture of this size, with cells that are as square as they can
    be."""
    shape = max(width, 1) / max(height, 1)
    sides = range(2, MOST_ACROSS + 1)
    grids = (Grid(c, r) for c in sides for r in sides if _fine(c * r))
    return min(grids, key=lambda each: _badness(each, shape))


def of_cells(width: int, height: int, cells: Sequence[str]) -> Region:
    """The region of these cells, in a picture of this size."""
    grid = grid_for(width, height)
    return Region(width, height, grid.columns, grid.rows, tuple(cells))


def read_cells(text: str, grid: Grid) -> tuple[str, ...]:
    """The cells that a text names, such as `A1, b2:D3`. Raises AskError.

    The error tells all mistakes in one sentence.
    """
    if len(text) > MOST_TEXT:
        raise AskError(TOO_LONG)
    plain = _AROUND_RANGE.sub(":", normalize("NFKC", text).upper())
    found: set[str] = set()
    wrong: list[str] = []
    for piece in filter(None, _BETWEEN.split(plain)):
        cells = _range(piece, grid)
        found.update(cells)
        if not cells:
            wrong.append(piece)
    if wrong:
        raise AskError(_unknown(wrong, grid))
    return in_order(found, grid)


def in_order(cells: Iterable[str], grid: Grid) -> tuple[str, ...]:
    """Those of the cells that the grid has, each once, row by row."""
    wanted = set(cells)
    return tuple(each for each in grid.cells if each in wanted)


def grown(box: tuple[float, ...], by: float) -> Box:
    """The box, so many times as wide and as high around its middle, within the
    picture."""
    left, top, right, bottom = box
    across, down = (right - left) * by / 2, (bottom - top) * by / 2
    x, y = (left + right) / 2, (top + bottom) / 2
    return (
        max(0.0, x - across),
        max(0.0, y - down),
        min(1.0, x + across),
        min(1.0, y + down),
    )


def said(cells: Sequence[str]) -> str:
    """The cells as people write them, with neighbours as a range."""
    runs: list[tuple[str, str]] = []
    for cell in cells:
        if runs and _follows(runs[-1][1], cell):
            runs[-1] = (runs[-1][0], cell)
        else:
            runs.append((cell, cell))
    ranges: list[tuple[str, str]] = []
    for run in runs:
        above = next((each for each in ranges if _continues(each, run)), None)
        if above:
            ranges[ranges.index(above)] = (above[0], run[1])
        else:
            ranges.append(run)
    return ", ".join(a if a == b else f"{a}:{b}" for a, b in ranges)


def _fine(cells: int) -> bool:
    return MOST_ACROSS <= cells <= MOST_CELLS


def _badness(grid: Grid, shape: float) -> float:
    uneven = abs(log(shape * grid.rows / grid.columns))
    return _SHAPE_COUNTS * uneven + abs(log(grid.columns * grid.rows / CELLS))


def _name(column: int, row: int) -> str:
    return f"{ascii_uppercase[column]}{row + 1}"


def _place(cell: str) -> tuple[int, int]:
    return ascii_uppercase.index(cell[0]), int(cell[1:]) - 1


def _range(piece: str, grid: Grid) -> tuple[str, ...]:
    """The cells from one corner to the other; none if the grid lacks one of them."""
    corners = [_CELL.fullmatch(each) for each in piece.split(":")]
    names = [f"{each[1]}{int(each[2])}" for each in corners if each]
    if len(names) != len(corners) or len(names) > 2 or not set(names) <= {*grid.cells}:
        return ()
    (across, down), (right, below) = _place(names[0]), _place(names[-1])
    return tuple(
        _name(column, row)
        for row in range(min(down, below), max(down, below) + 1)
        for column in range(min(across, right), max(across, right) + 1)
    )


def _unknown(wrong: Sequence[str], grid: Grid) -> str:
    named = [f"“{each[:12]}”" for each in dict.fromkeys(wrong)]
    if (more := len(named) - _MOST_NAMED) > 0:
        named = [*named[:_MOST_NAMED], f"{more} more"]
    *first, last = named
    listed = f"{', '.join(first)} and {last}" if first else last
    return UNKNOWN.format(wrong=listed, first=grid.cells[0], last=grid.cells[-1])


def _continues(above: tuple[str, str], run: tuple[str, str]) -> bool:
    """Whether the run lies right below the range, and is as wide."""
    (first, last), (left, right) = map(_place, above), map(_place, run)
    columns = (first[0], last[0]) == (left[0], right[0])
    return columns and last[1] + 1 == left[1]


def _follows(before: str, cell: str) -> bool:
    (column, row), (next_column, next_row) = _place(before), _place(cell)
    return row == next_row and next_column == column + 1
