"""Which pictures the page offers, and what was painted becomes."""

from dataclasses import replace

import pytest

from bot.core.turn.changes import PartForm, PartPlace, part_ask
from bot.core.turn.options import Button
from bot.core.turn.painting import Painted, PaintedEnd, versions
from bot.core.turn.regions import Region
from bot.core.turn.turns import Answer, KeptPicture, Outcome, Turn
from tests.fakes import THREAD, ask

PICTURE = KeptPicture("a", "png", 1024, 768, 9)
DRAWN = Answer(Outcome.DONE, pictures=(PICTURE,))
FIRST = Turn(1, ask("a  fox\nin snow"), answer=DRAWN)


def test_versions_come_in_order_once_and_know_the_one_before() -> None:
    """A turn without a picture in between does not matter."""
    words = replace(FIRST, id=2, parent=1, answer=Answer(Outcome.DONE))
    third = Turn(3, ask("night"), parent=2, answer=DRAWN)
    found = versions([third, FIRST, words, third])
    assert [(each.turn, each.before) for each in found] == [(1, None), (3, 1)]
    assert found[0].words == "a fox in snow"


def test_a_version_is_called_what_people_read_of_it() -> None:
    """Neither flags nor what the image model is told besides."""
    region = Region(1024, 768, box=(0.1, 0.1, 0.5, 0.5))
    form = PartForm("V1", "U1", region, Button.CHANGED, "a red bicycle --quality low")
    part = part_ask(form, PartPlace(THREAD, onto=1))
    asks = (part, ask("a fox --size 1:1"), ask("--size nonsense"), ask("--direct"))
    found = versions(
        [replace(FIRST, id=at, ask=each) for at, each in enumerate(asks)],
    )
    assert [each.words for each in found] == [
        "Change a part of the picture: a red bicycle",
        "a fox",
        "--size nonsense",
        "--direct",
    ]


def test_only_single_pictures_that_can_be_changed_are_offered() -> None:
    strange = replace(PICTURE, format="gif")
    slim = replace(PICTURE, width=9000, height=100)
    for pictures in ((), (strange,), (slim,), (PICTURE, replace(PICTURE, sha256="b"))):
        answer = replace(DRAWN, pictures=pictures)
        assert versions([replace(FIRST, answer=answer)]) == ()
    failed = replace(DRAWN, outcome=Outcome.FAILED)
    assert versions([replace(FIRST, answer=failed), replace(FIRST, answer=None)]) == ()


@pytest.mark.parametrize(
    ("painted", "button"),
    [
        (Painted(PaintedEnd.CHANGE, 1), Button.CHANGED),
        (Painted(PaintedEnd.CHANGE, 1, margins=(0, 8, 0, 0)), Button.AROUND),
        (Painted(PaintedEnd.NOTES, 1), Button.MARKED),
        (Painted(PaintedEnd.BACK, 1), Button.RESTORED),
    ],
)
def test_each_end_is_a_button(painted: Painted, button: Button) -> None:
    assert painted.button is button
