"""What the limits of one answer leave for a later request of a turn."""

from dataclasses import replace

import pytest

from bot.core.answering.bounds import USED_UP, patient, used_up
from bot.core.turn.decisions import Choice, Decision
from bot.core.turn.events import (
    ApprovalAsked,
    Finished,
    Started,
    StepDone,
    StepKind,
    Usage,
)
from bot.core.turn.legs import Leg, Spent, spent
from bot.core.turn.sets import SetPicture
from bot.core.turn.turns import Outcome
from tests.fakes import TERMS
from tests.studio import shown, studio

FEW = replace(TERMS, tool_calls=2, output_tokens=3_000)
ASKED = ApprovalAsked("q", "stripe", "refund", "{}")
ALLOWED = Decision("q", Choice.ONCE, "U1")
CAME = SetPicture(1, "Fox", "a fox", call="c", sha256="f" * 64)
LOST = SetPicture(2, "Hen", "a hen", why="declined")


def test_every_call_counts_also_if_nothing_came_of_it() -> None:
    """Opened pages, refused pictures; but no picture of a set that did not come."""
    legs = (
        Leg(1, "r1", usage=Usage(searches=1, output_tokens=7), used_tools=3),
        Leg(2, "r2", usage=Usage(output_tokens=5), set_pictures=(CAME, LOST)),
    )
    assert spent(legs) == Spent(calls=4, tokens=12)


@pytest.mark.parametrize(
    ("leg", "over"),
    [
        (Leg(1, "r1"), False),
        (Leg(1, "r1", usage=Usage(output_tokens=2_000)), False),
        (Leg(1, "r1", usage=Usage(output_tokens=2_001)), True),
        (Leg(1, "r1", used_tools=2), False),
        (Leg(1, "r1", used_tools=1, questions=(ASKED,)), False),
        (Leg(1, "r1", used_tools=2, questions=(ASKED,)), True),
        (Leg(1, "r1", used_tools=2, questions=(ASKED,), decisions=(ALLOWED,)), True),
    ],
)
def test_without_tokens_nothing_follows_and_without_calls_only_words(
    leg: Leg, *, over: bool
) -> None:
    assert used_up((leg,), FEW) is over


async def test_nobody_is_asked_for_what_could_not_be_done() -> None:
    """The turn ends instead of asking, and nothing is sent."""
    steps = [StepDone(f"ws_{n}", StepKind.SEARCH) for n in range(2)]
    one = studio([Started("resp_1", "m"), *steps, ASKED, Finished()], terms=FEW)
    turn = await one.answer()
    assert turn.answer is not None
    assert (turn.answer.outcome, turn.answer.told) == (Outcome.FAILED, USED_UP)
    assert "allow_once" not in await shown(one, turn)
    assert len(one.model.requests) == 1


async def test_room_that_comes_back_soon_is_waited_for() -> None:
    """As when a database restarts."""
    said = ["it restarts", ""]

    async def room() -> str:
        return said.pop(0)

    assert await patient(room)() == ""


async def test_room_that_does_not_come_back_is_waited_for_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The other pictures of a set end at once."""
    monkeypatch.setattr("bot.core.answering.bounds.PATIENCE", 0.0)
    asked = []

    async def full() -> str:
        asked.append("it is full")
        return asked[-1]

    room = patient(full)
    assert [await room() for _ in range(3)] == ["it is full"] * 3
    assert len(asked) == 1
