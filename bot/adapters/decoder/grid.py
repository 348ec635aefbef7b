"""Decides how many cells a row has, and where they are. Pure: numbers in, numbers out.

A grid is chosen for how it looks in Slack, where a picture gets a box of about this
shape. The larger its pictures are there, and the fewer places stay empty, the better.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil, sqrt
from typing import Final

MOST_CELLS: Final = 60
"""A deck has more slides than a set has pictures."""
FLATTEST: Final = 2.4
"""Cells keep the shape of their pictures, unless they are flatter or steeper."""
LARGEST: Final = 4
"""A cell has at most this fraction of a sheet's pixels."""
_FEW: Final = 10
_BOX: Final = (480, 420)
_GAP: Final = 0.014
"""The gap between cells and around them, as a fraction of the side of a square of the
same area."""
_EMPTY: Final = (1.0, 0.55, 0.35)
"""How good a grid is with no empty place, with one, and with two."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a cell is on the sheet, in pixels."""

    left: int
    top: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Grid:
    """A sheet's size in pixels, and that of its cells."""

    columns: int
    rows: int
    cell: tuple[int, int]
    gap: int
    cells: int

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of the sheet, with a gap all around."""
        width, height = self.cell
        return (
            self.columns * (width + self.gap) + self.gap,
            self.rows * (height + self.gap) + self.gap,
        )

    @property
    def finer(self) -> float:
        """How many of its pixels become one in Slack's box; marks are painted that much
        larger."""
        width, height = self.size
        return max(width / _BOX[0], height / _BOX[1])

    def places(self) -> Iterator[Place]:
        """The places, row by row; a last row that is not full is centred."""
        width, height = self.cell
        for number in range(self.cells):
            row, column = divmod(number, self.columns)
            here = min(self.columns, self.cells - row * self.columns)
            used = here * (width + self.gap) - self.gap
            left = (self.size[0] - used) // 2 + column * (width + self.gap)
            yield Place(left, self.gap + row * (height + self.gap), width, height)


def grid(cells: int, shape: float, pixels: int) -> Grid:
    """A grid for so many pictures of this `shape` (width : height), with so many
    pixels.

    If there are only a few cells, they are not made larger than Slack shows them.
    """
    shape = min(FLATTEST, max(1 / FLATTEST, shape))
    columns = max(range(1, cells + 1), key=lambda each: _worth(cells, each, shape))
    rows = ceil(cells / columns)
    pixels = min(pixels, columns * rows * pixels // LARGEST)
    gap = max(2, round(sqrt(pixels) * _GAP))
    height = sqrt(pixels / (columns * rows * shape))
    cell = (round(height * shape) - gap, round(height) - gap)
    return Grid(columns, rows, cell, gap, cells)


def _worth(cells: int, columns: int, shape: float) -> tuple[float, int]:
    """How large the pictures are in the box; if two grids are equal, the wider one is
    better."""
    rows = ceil(cells / columns)
    empty = columns * rows - cells
    height = min(_BOX[0] / (columns * shape), _BOX[1] / rows)
    worth = _EMPTY[empty] if empty < len(_EMPTY) else 0.1
    if cells > _FEW:  # one row more or less is hardly seen
        worth = max(0.1, 1 - 0.1 * empty)
    return round(height * height * shape * worth, 3), columns
