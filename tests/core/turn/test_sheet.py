"""A sheet names its pictures for those who cannot see it, and knows when it is done."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.turn.sheet import MOST_ALT, Cell, Sheet, shape_of
from bot.core.turn.slots import Stage

FOX = Cell("set-1", 1, "Fox", Stage.FINISHED, b"jpeg")
OWL = Cell("set-2", 2, "Owl")
STAGES = st.sampled_from(Stage)


def test_the_alt_text_names_each_number_with_its_title_and_how_far_it_is() -> None:
    hare = Cell("set-3", 3, "Hare", Stage.FAILED, why="declined")
    elk = Cell("set-4", 4, "Elk", Stage.DEVELOPING)
    assert Sheet((FOX, OWL, hare, elk)).alt == (
        "1: Fox; 2: Owl (not yet drawn); 3: Hare (declined); 4: Elk (half-drawn)"
    )


@given(st.lists(st.tuples(st.text(), st.text(), STAGES), min_size=1, max_size=10))
def test_the_alt_text_fits_into_slack_and_names_every_number(
    pictures: list[tuple[str, str, Stage]],
) -> None:
    """However long the titles are, which somebody else wrote."""
    cells = tuple(
        Cell(str(number), number, title * 300, stage, why=why * 300)
        for number, (title, why, stage) in enumerate(pictures, 1)
    )
    alt = Sheet(cells).alt
    assert len(alt) <= MOST_ALT
    assert all(f"{cell.number}: " in alt for cell in cells)


def test_a_sheet_has_ended_when_every_picture_came_or_is_known_not_to_come() -> None:
    sheet = Sheet((FOX, OWL))
    assert (sheet.ended, sheet.finished) == (False, 1)
    failed = Cell("set-2", 2, "Owl", Stage.FAILED)
    assert (sheet.put(failed).ended, sheet.put(failed).of("set-2")) == (True, failed)


@pytest.mark.parametrize(
    ("size", "shape"),
    [("1536x1024", 1.5), ("auto", 0), (None, 0), ("", 0), ("1x0", 0), ("²x²", 0)],
)
def test_the_shape_of_a_size(size: str | None, shape: float) -> None:
    assert shape_of(size) == shape
