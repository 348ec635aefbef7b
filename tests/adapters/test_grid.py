"""Pictures are put into the grid in which they are seen best."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.adapters.decoder.grid import FLATTEST, MOST_CELLS, grid

MILLION = 1_000_000
COUNTS = st.integers(1, MOST_CELLS)
SHAPES = st.floats(0.01, 100)


@pytest.mark.parametrize(
    ("cells", "shape", "columns", "rows"),
    [
        (2, 1, 2, 1),
        (2, 1.5, 1, 2),
        (3, 1, 3, 1),
        (3, 1.5, 1, 3),
        (4, 1, 2, 2),
        (4, 1.78, 2, 2),
        (4, 0.67, 2, 2),
        (5, 1, 3, 2),
        (6, 1, 3, 2),
        (6, 1.5, 2, 3),
        (7, 1, 4, 2),
        (8, 1, 4, 2),
        (9, 1.5, 3, 3),
        (10, 1, 5, 2),
        (10, 0.67, 5, 2),
        (10, 1.5, 2, 5),
        (12, 1.78, 3, 4),
        (13, 1.78, 3, 5),
        (30, 1.78, 5, 6),
    ],
)
def test_the_grid_suits_number_and_shape(
    cells: int, shape: float, columns: int, rows: int
) -> None:
    form = grid(cells, shape, MILLION)
    assert (form.columns, form.rows) == (columns, rows)


@given(COUNTS, SHAPES)
def test_cells_lie_on_the_sheet_apart_from_each_other(cells: int, shape: float) -> None:
    form = grid(cells, shape, MILLION)
    places = [*form.places()]
    assert len(places) == cells
    for place in places:
        assert place.left >= form.gap
        assert place.left + place.width + form.gap <= form.size[0]
        assert place.top + place.height + form.gap <= form.size[1]
    for a, b in combinations(places, 2):
        assert abs(a.left - b.left) > a.width or abs(a.top - b.top) > a.height


@given(COUNTS, SHAPES)
def test_a_cell_has_the_shape_of_the_pictures_within_reason(
    cells: int, shape: float
) -> None:
    form = grid(cells, shape, MILLION)
    width, height = form.cell
    wanted = min(FLATTEST, max(1 / FLATTEST, shape))
    near = 0.06 if cells <= 10 else 0.2  # the gaps count for more
    assert width / height == pytest.approx(wanted, rel=near)
    assert form.size[0] * form.size[1] < 1.1 * MILLION


def test_a_last_row_that_is_not_full_stands_in_the_middle() -> None:
    form = grid(5, 1, MILLION)
    *_, fourth, fifth = form.places()
    assert fourth.left == form.size[0] - fifth.left - fifth.width
