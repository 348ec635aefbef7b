"""Which picture of a set words mean, and what is left of the words without it."""

import pytest

from bot.core.turn.numbers import named_numbers


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
    assert named_numbers(words) == ((number,), rest)


@pytest.mark.parametrize(
    ("words", "numbers", "rest"),
    [
        ("numbers 2 and 3 together", (2, 3), "these pictures together"),
        ("2 and 3 together", (2, 3), "these pictures together"),
        ("#2 and #4 side by side", (2, 4), "these pictures side by side"),
        ("number 4 and number 1, at night", (4, 1), "at night"),
        ("2, 3 & 4 in one", (2, 3, 4), "these pictures in one"),
        ("numbers 1, 2, and 3 as a poster", (1, 2, 3), "these pictures as a poster"),
        ("make numbers two and three one scene", (2, 3), "make them one scene"),
        ("combine 2 and 3", (2, 3), "combine them"),
        ("please merge 1 + 4 into a poster", (1, 4), "merge them into a poster"),
        ("the first and the third one, in snow", (1, 3), "in snow"),
        ("nummern 2 und 3 zusammen", (2, 3), "these pictures zusammen"),
        (
            "put the fox from number 3 into number 1",
            (3, 1),
            "put the fox from picture 1 into picture 2",
        ),
        ("put number 2 into number 3", (2, 3), "put picture 1 into picture 2"),
        (
            "number 3, but with the hat of #2",
            (3, 2),
            "picture 1, but with the hat of picture 2",
        ),
    ],
)
def test_several_numbers_mean_all_of_these_pictures(
    words: str, numbers: tuple[int, ...], rest: str
) -> None:
    assert named_numbers(words) == (numbers, rest)


@pytest.mark.parametrize(
    ("words", "number", "rest"),
    [
        ("number 3 and 4 boats", 3, "4 boats"),
        ("number 3 with number 7 on its sail", 3, "with number 7 on its sail"),
        ("numbers 2 and 2 at night", None, ""),
    ],
)
def test_other_numbers_beside_one_are_part_of_the_wish(
    words: str, number: int | None, rest: str
) -> None:
    assert named_numbers(words) == (((number,), rest) if number else None)


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
        "2 and 3 boats",
        "two and three boats at sea",
        "the first and second snow",
        "numbers on a wall",
        "a house with number 3 and number 4 on its doors",
        "one more",
        "10% larger",
    ],
)
def test_other_numbers_are_part_of_the_wish(words: str) -> None:
    assert named_numbers(words) is None
