"""Long texts are cut into pieces, however little room there is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.messages.text import first_and_rest, pieces
from bot.core.messages.text.cutting import LEAST

WORDS = "word " * 400


@pytest.mark.parametrize("most", [-5_000, 0, 3, 150])
def test_there_is_an_end_of_pieces(most: int) -> None:
    """With no room at all, the bot stood still."""
    assert "".join(pieces(WORDS, most)).split("word")[0] == ""
    assert sum(each.count("word") for each in pieces(WORDS, most)) >= 390


@pytest.mark.parametrize("room", [-5_000, 0, 400])
def test_without_room_all_of_a_text_follows_in_few_pieces(room: int) -> None:
    first, rest = first_and_rest(WORDS, room, 9_000)
    assert first == ""
    assert rest == [WORDS]


def test_with_room_a_text_begins_there() -> None:
    first, rest = first_and_rest(WORDS, 600, 9_000)
    assert 0 < len(first) <= 600
    assert all(len(each) <= 600 for each in rest)
    assert first_and_rest("", 600, 9_000) == ("", [])


@pytest.mark.parametrize("length", [100, 120, 150, 250])
def test_a_link_in_code_that_no_piece_can_hold_is_cut(length: int) -> None:
    """The fence that is opened again before it must not be all of a piece."""
    link = f"[aaaa](https://e.example/{'a' * length})"
    found = pieces(f"```\n{link}\n{WORDS}```", 120)
    assert all(len(each) <= 120 for each in found)
    assert sum(each.count("word") for each in found) == 400


@given(st.text(alphabet="a `[]()\n.", max_size=300), st.integers(0, 60))
def test_whatever_the_text_is_pieces_end(text: str, most: int) -> None:
    found = pieces(text, most)
    assert all(len(each) <= max(LEAST, most) for each in found)
