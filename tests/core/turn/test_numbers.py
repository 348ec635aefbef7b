"""Which picture of a set words mean, and what is left of the words without it."""

import pytest

from bot.core.turn.numbers import named_number


@pytest.mark.parametrize(
    ("words", "number", "rest"),
    [
        ("number 3, but at night", 3, "at night"),
        ("Number three at night", 3, "at night"),
        ("no. 10: larger letters", 10, "larger letters"),
        ("#2 and in snow", 2, "in snow"),
        ("3, but at night", 3, "at night"),
        ("3 but at night", 3, "at night"),
        ("picture 4", 4, ""),
        ("nummer 2, aber bei Nacht", 2, "bei Nacht"),
        ("the second one, with a hat", 2, "with a hat"),
        ("I like number 3, make it night", 3, "make it night"),
        ("please use the first picture in snow", 1, "in snow"),
        ("make number 3 larger", 3, "make it larger"),
        ("now turn the third one into a stamp", 3, "turn it into a stamp"),
        ("and give #4 a frame", 4, "give it a frame"),
    ],
)
def test_words_that_begin_with_a_number_mean_that_picture(
    words: str, number: int, rest: str
) -> None:
    assert named_number(words) == (number, rest)


@pytest.mark.parametrize(
    "words",
    [
        "",
        "at night",
        "two boats",
        "3 boats at sea",
        "the first snow of winter",
        "a jersey with number 10",
        "version 2.0 on a banner",
        "numbers 2 and 3 together",
        "one more",
        "10% larger",
    ],
)
def test_other_numbers_are_part_of_the_wish(words: str) -> None:
    assert named_number(words) is None
