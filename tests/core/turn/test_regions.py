"""Regions of a picture: grids, the names of cells, and how people write them."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.errors import AskError
from bot.core.turn.regions import (
    MOST_CELLS,
    Grid,
    Region,
    grid_for,
    in_order,
    of_cells,
    read_cells,
    said,
)

SIX = Grid(6, 6)
SIDE = st.integers(1, 8000)


@pytest.mark.parametrize(
    ("size", "grid"),
    [
        ((1024, 1024), Grid(6, 6)),
        ((1536, 864), Grid(9, 5)),
        ((864, 1536), Grid(5, 9)),
        ((1536, 1024), Grid(7, 5)),
        ((1020, 1024), Grid(6, 6)),
    ],
)
def test_a_grid_has_cells_that_are_almost_square(
    size: tuple[int, int], grid: Grid
) -> None:
    assert grid_for(*size) == grid


@given(SIDE, SIDE)
def test_any_picture_has_a_grid_that_fits_into_a_form(width: int, height: int) -> None:
    grid = grid_for(width, height)
    assert 9 <= len(grid.cells) <= MOST_CELLS
    shape = width / height * grid.rows / grid.columns
    assert 0.6 < shape < 1.67 or max(width, height) > 3 * min(width, height)


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("A1", "A1"),
        ("a1, b2:D3", "A1, B2:D3"),
        ("D3:B2", "B2:D3"),
        ("b2 - d3; A1\nA1", "A1, B2:D3"),
        ("Ａ１ ｂ２：ｃ２", "A1, B2:C2"),
        ("A01 + F6", "A1, F6"),
        ("A1, A2, B3", "A1:A2, B3"),
        ("A1:B2, C2", "A1:B1, A2:C2"),
        ("b2–c2 and", None),
        ("", ""),
        (" , ", ""),
    ],
)
def test_cells_are_read_as_people_write_them(text: str, cells: str | None) -> None:
    if cells is None:
        with pytest.raises(AskError):
            read_cells(text, SIX)
    else:
        assert said(read_cells(text, SIX)) == cells


def test_all_mistakes_are_told_in_one_sentence() -> None:
    with pytest.raises(AskError) as error:
        read_cells("A1, G1, A0, B2:Z9, Ä3, A1:B2:C3", SIX)
    assert error.value.sentence == (
        "I do not know “G1”, “A0”, “B2:Z9”, “Ä3” and “A1:B2:C3”. "
        "The cells are A1 to F6."
    )


def test_a_long_text_is_refused_and_many_mistakes_are_counted() -> None:
    with pytest.raises(AskError, match="300 characters"):
        read_cells("A1 " * 200, SIX)
    with pytest.raises(AskError, match="and 4 more"):
        read_cells("X1 X2 X3 X4 X5 X6 X7 X8 X9", SIX)


@given(st.text(max_size=40))
def test_no_text_does_harm(text: str) -> None:
    with suppress(AskError):
        assert {*read_cells(text, SIX)} <= {*SIX.cells}


@given(st.sets(st.sampled_from(SIX.cells)))
def test_what_is_said_of_cells_is_read_as_the_same_cells(cells: set[str]) -> None:
    ordered = in_order(cells, SIX)
    assert read_cells(said(ordered), SIX) == ordered


def test_a_region_of_cells_is_made_of_boxes() -> None:
    region = of_cells(1024, 1024, ("A1", "F6"))
    first, last = region.boxes
    assert [*first, *last] == [0, 0, 1 / 6, 1 / 6, 5 / 6, 5 / 6, 1, 1]
    assert region.called == "A1, F6"
    [box] = Region(8, 8, box=(0.1, 0.2, 0.3, 0.4)).boxes
    assert [*box] == [0.1, 0.2, 0.3, 0.4]
    assert Region(8, 8, mask="key").called == "a part of the picture"
