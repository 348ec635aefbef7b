"""Who calls for a turn, as whoever makes the call is told."""

import asyncio
from copy import copy
from dataclasses import replace

import pytest

from bot.core.caller import Priority
from bot.core.errors import ModelCut, Overtaken
from bot.core.showing.hanging import Frame
from bot.core.turn.events import PictureDrawn, PreviewDrawn, Started
from bot.core.turn.slots import Spot
from bot.core.turn.turns import Turn
from tests.fakes import TERMS, FakeWay, Script, ask
from tests.memory_turns import MemoryTurns
from tests.studio import DRAWN, FOX, PNG, studio

HALF = PreviewDrawn(FOX.id, 0, PNG)


class Elsewhere(MemoryTurns):
    """Another process may have gone on with every turn."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[int] = []

    def for_attempt(self, turn: Turn) -> "Elsewhere":
        return copy(self)

    async def check(self, turn: int) -> None:
        self.asked.append(turn)
        if len(self.asked) > 99:
            raise Overtaken("elsewhere")

    def go_on(self) -> None:
        self.asked += [0] * 99


class Noting(FakeWay):
    """Notes that something was hung."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.noted = asyncio.Event()

    async def hang(self, frame: Frame) -> Spot:
        self.noted.set()
        return await super().hang(frame)


async def test_the_first_request_of_a_turn_that_was_let_in_is_admitted() -> None:
    """Its seat came with it. What is asked for after that waits for the limit."""
    cut: Script = [Started("resp_1", "m"), ModelCut("reset")]
    one = studio(cut, DRAWN, terms=replace(TERMS, background=True))
    await one.intake.take(ask())
    await one.idle()
    admitted = [each.caller.admitted for each in one.model.requests]
    assert admitted == ["responses", ""]


async def test_a_turn_that_nobody_let_in_has_no_admission() -> None:
    one = studio(DRAWN)
    await one.answer()
    assert [each.caller.admitted for each in one.model.requests] == [""]


async def test_a_preview_waits_behind_the_end_of_others() -> None:
    way = Noting()
    script: Script = [HALF, way.noted, PictureDrawn(FOX), *DRAWN[2:]]
    one = studio(script, ways=[way])
    await one.answer()
    ranks = [(frame.lasting, frame.caller.priority) for frame in way.hung]
    assert ranks == [(False, Priority.PREVIEW), (True, Priority.END)]


async def test_all_that_an_attempt_calls_is_checked_against_a_later_one() -> None:
    turns, way = Elsewhere(), FakeWay()
    one = studio(DRAWN, turns=turns, ways=[way])
    await one.answer()
    [request] = one.model.requests
    callers = [request.caller, *(frame.caller for frame in way.hung)]
    turns.go_on()
    for caller in callers:
        with pytest.raises(Overtaken):
            await caller.check()
    assert len(callers) > 1


async def test_where_nobody_can_take_over_no_question_is_asked() -> None:
    one = studio(DRAWN)
    context = one.context.for_attempt(await one.accepted())
    assert context is one.context
    await context.caller.check()
