"""What a message and its details say of characters and styles: one line, and safe."""

from dataclasses import replace

import pytest

from bot.core.messages import used_names
from bot.core.turn.sets import SetPicture
from bot.core.turn.taught import LeftOut, NameKind, NamePicture, Taught, UsedName
from bot.core.turn.turns import Answer, Outcome, Turn
from tests.fakes import ask

PIXEL = UsedName(1, NameKind.CHARACTER, "Pixel", "fox", "U1")
WINTER = UsedName(2, NameKind.STYLE, "Winter")
TAUGHT = Taught(
    *("T1", NameKind.CHARACTER, "Pixel", "a <b>fox</b>", (NamePicture("1"),), "U1"),
    id=1,
)


def turn(*names: UsedName) -> Turn:
    return Turn(7, ask("Pixel"), names=names)


@pytest.mark.parametrize(
    ("names", "line"),
    [
        ([PIXEL, WINTER], "with Pixel (fox), Winter style"),
        ([replace(WINTER, name="our winter Style")], "with our winter Style"),
        ([replace(PIXEL, gloss="")], "with Pixel"),
        ([replace(PIXEL, name="<!channel>\n*hi*")], "with &lt;!channel&gt; *hi* (fox)"),
        ([replace(PIXEL, left_out=LeftOut.FORGOTTEN)], ""),
        ([], ""),
    ],
)
def test_one_line_names_all_that_were_used(names: list[UsedName], line: str) -> None:
    assert used_names.line(names) == line


def test_it_stays_one_line_however_many_and_however_long() -> None:
    many = [replace(PIXEL, id=n, name=f"{n} " + "long " * 30) for n in range(16)]
    line = used_names.line(many)
    assert line.endswith(" and 10 more")
    assert len(line) < 450


def test_those_that_were_left_out_are_told_with_the_reason() -> None:
    names = [
        replace(PIXEL, left_out=LeftOut.FORGOTTEN),
        replace(WINTER, left_out=LeftOut.TOO_MANY),
    ]
    assert [*used_names.left_out(names)] == [
        "Without “Pixel”: forgotten before it could be used.",
        "Without “Winter”: too many at once.",
    ]


def test_a_set_tells_of_names_that_only_its_pictures_have() -> None:
    pictures = (SetPicture(1, "A", "a", names=(replace(PIXEL, taught_by=""), WINTER)),)
    answer = Answer(Outcome.DONE, set_pictures=pictures)
    assert used_names.names_of(turn(PIXEL), answer) == (PIXEL, WINTER)


def test_what_came_to_nothing_is_drawn_with_nobody() -> None:
    assert [*used_names.lines(turn(PIXEL), Answer(Outcome.FAILED, "No."))] == []


def test_details_say_what_a_name_is_today() -> None:
    [known, gone] = used_names.rows([PIXEL, WINTER], {1: TAUGHT})
    assert known == (
        "*With the character “Pixel”*\n"
        "a &lt;b&gt;fox&lt;/b&gt; · 1 picture · taught by <@U1>"
    )
    assert gone == f"*With the style “Winter”*\n{used_names.UNSEEN}"
