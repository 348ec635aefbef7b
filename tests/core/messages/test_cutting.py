"""Long texts are cut into pieces, however little room there is."""

import pytest

from bot.core.messages.text import first_and_rest, pieces

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
