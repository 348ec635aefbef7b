"""The menu under a picture has everything, in itself or in the form behind *More…*."""

from dataclasses import replace
from typing import Any

from bot.core.messages.blocks import MOST_ENTRIES
from bot.core.messages.menu import entries, menu, more_form, under_way
from bot.core.turn.turns import Answer, KeptPicture, Outcome, Turn
from playground.slack.schema import check_view
from tests.fakes import ask

TURN = Turn(7, ask())
DONE = Answer(Outcome.DONE, pictures=(KeptPicture("a", "png", 1024, 1024, 9),))
CROWDED = replace(DONE, strayed=0.5, rest_offered=True)


def labels(answer: Answer) -> list[str]:
    options: Any = menu(TURN, answer)["options"]
    return [each["text"]["text"] for each in options]


def pressed(answer: Answer) -> list[tuple[str, str]]:
    """The values and labels of the form's buttons."""
    found = [e["accessory"] for e in more_form("", TURN, answer)["blocks"]]
    return [(each["value"], each["text"]["text"]) for each in found]


def test_what_fits_is_in_the_menu_alone() -> None:
    few = Answer(Outcome.DONE)
    assert labels(few) == ["Build on this one"]
    assert "accessory" not in str(more_form("", TURN, few))


def test_what_does_not_fit_is_behind_the_last_entry() -> None:
    every = entries(TURN, CROWDED)
    assert len(every) > MOST_ENTRIES
    assert labels(CROWDED)[-1] == "More…"
    assert len(labels(CROWDED)) == MOST_ENTRIES
    assert pressed(CROWDED) == every[MOST_ENTRIES - 1 :]


def test_slack_takes_the_form_and_its_end() -> None:
    assert not check_view(more_form("about", TURN, CROWDED))
    assert not check_view(under_way())
