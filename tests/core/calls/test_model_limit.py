"""The limit on asking the model, and its gate."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from itertools import count

import pytest

from bot.core.caller import STEP, Caller, Priority
from bot.core.calls.budget import Budget
from bot.core.calls.gate import Gate
from bot.core.calls.model_limit import LimitedModel, ModelLimit, Patience
from bot.core.calls.retrying import RetryingModel
from bot.core.errors import (
    ModelBusy,
    ModelCut,
    ModelError,
    ModelRefused,
    ModelShut,
    Overtaken,
)
from bot.core.turn.events import Finished, Started, TurnEvent
from bot.core.turn.request import Request
from bot.core.turn.terms import OwnerPreferences, Terms
from bot.core.turn.turns import Answer, Outcome, Turn
from storage.gate import OwnGate
from tests.fakes import TERMS, OpenBudget, Script, ScriptedModel, ask

HEARD = (Started("resp_1", "m"), Finished())
FOR_HOURS = (ModelBusy("429", retry_after=7200),)
ADMITTED = STEP.let_pass("responses")
HASTY = Patience(seconds=0.04, check_every=0.005)
"""For those who wait in vain. Whoever is to come through in time has `leaps`."""
EAGER = Patience(check_every=0.005)
NEVER = Patience(seconds=3600)
"""Patience that no test outlasts: the next try comes in a quarter of an hour."""


def limit(
    budget: Budget, gate: Gate, patience: Patience | None = None, terms: Terms = TERMS
) -> ModelLimit:
    return ModelLimit(budget, gate, OwnerPreferences(terms), patience or Patience())


def leaps() -> Callable[[], float]:
    """A gate's clock: each time that it is looked at, twenty seconds have passed."""
    return map(float, count(0, 20)).__next__


async def asked(
    *scripts: Script,
    budget: OpenBudget,
    access: ModelLimit | None = None,
    caller: Caller = STEP,
) -> list[TurnEvent]:
    access = access or limit(budget, OwnGate(lambda: 0.0))
    model = LimitedModel(ScriptedModel(*scripts), access)
    retried = RetryingModel(model, sleep=lambda _: asyncio.sleep(0))
    request = Request("a fox", TERMS, caller=caller)
    return [event async for event in retried.answer(request)]


async def went(access: ModelLimit, number: int = 2, **more: object) -> None:
    """Let a turn that has just come pass the limit."""

    async def seat() -> None:
        return None

    turn = Turn(number, ask(), **more)  # type: ignore[arg-type] # a test names what it wants
    await access.through(turn, seat, asyncio.get_running_loop().time())


async def test_a_model_that_is_too_busy_is_shut_for_everyone() -> None:
    """For as long as it says. Turns that ask again go before new ones."""
    budget = OpenBudget()
    script = ((ModelBusy("429", retry_after=7),), (ModelBusy("503"),), HEARD)
    access = limit(budget, FreeGate())
    assert await asked(*script, budget=budget, access=access) == list(HEARD)
    assert budget.closings == [("responses", 7), ("responses", 1)]
    assert budget.admissions == [("responses", Priority.FIRST)] * 3


async def test_an_answer_that_has_begun_shuts_no_gate() -> None:
    budget = OpenBudget()
    with pytest.raises(ModelBusy):
        await asked((HEARD[0], ModelBusy("429")), budget=budget)
    assert budget.closings == []


async def test_who_came_through_the_door_has_paid() -> None:
    budget = OpenBudget()
    await asked(HEARD, budget=budget, caller=ADMITTED)
    assert budget.admissions == []


async def test_an_admission_is_good_for_one_request() -> None:
    budget = OpenBudget()
    access = limit(budget, FreeGate())
    script = ((ModelBusy("503"),), HEARD)
    await asked(*script, budget=budget, access=access, caller=ADMITTED)
    assert budget.admissions == [("responses", Priority.FIRST)]


async def test_an_attempt_that_wakes_after_another_has_taken_over_asks_nothing() -> (
    None
):
    """Its answer would be paid for, and shown to nobody."""

    async def overtaken() -> None:
        raise Overtaken("turn 1 went on elsewhere")

    with pytest.raises(Overtaken):
        await asked(HEARD, budget=OpenBudget(), caller=Caller(check=overtaken))


async def test_a_turn_that_asks_nothing_does_not_wait_at_the_gate() -> None:
    budget = OpenBudget()
    access = limit(budget, OwnGate(), terms=replace(TERMS, background=True))
    await went(access, 1, answer=Answer(Outcome.DONE))
    await went(access, 2, response="resp_1")
    await went(access, 3)
    assert budget.admissions == [("responses", Priority.STEP)]


async def test_what_runs_already_is_read_on_whatever_the_door_is() -> None:
    """It is paid for."""
    budget = OpenBudget()
    access = limit(budget, OwnGate(), NEVER)
    await access.heard(FOR_HOURS[0], 0)
    model = LimitedModel(ScriptedModel(HEARD), access)
    request = Request("a fox", TERMS, resume="resp_1")
    assert [each async for each in model.answer(request)] == list(HEARD)


async def test_a_door_that_is_shut_for_long_is_tried_again_soon() -> None:
    """By the first turn in line; the result counts for all."""
    budget, gate = OpenBudget(), OwnGate(leaps())
    access = limit(budget, gate, EAGER)
    with pytest.raises(ModelBusy, match="429"):
        await asked(FOR_HOURS, budget=budget, access=access)
    assert budget.closings == []
    await went(access)
    assert (await gate.knock(1)).wait > 0
    await asked(HEARD, budget=budget, access=access, caller=ADMITTED)
    assert not (await gate.knock(1)).shut


async def test_whoever_waits_in_vain_is_told_what_the_first_was_told() -> None:
    access = limit(OpenBudget(), OwnGate(), HASTY)
    await access.gate.shut(7200, again=3600)
    waiting = [went(access, number) for number in range(6)]
    errors = await asyncio.gather(*waiting, return_exceptions=True)
    assert {type(error) for error in errors} == {ModelShut}
    assert {getattr(error, "told", "") for error in errors} == {FOR_HOURS[0].told}


async def test_who_waits_for_a_seat_in_vain_is_told_so_too() -> None:
    access = limit(OpenBudget(), OwnGate(), HASTY)
    await access.heard(FOR_HOURS[0], 0)
    began = asyncio.get_running_loop().time()
    with pytest.raises(ModelShut):
        await access.through(Turn(1, ask()), asyncio.Event().wait, began)


async def test_a_line_that_moves_is_waited_in_for_as_long_as_it_takes() -> None:
    """Only a shut gate ends the wait."""
    access = limit(OpenBudget(), OwnGate(), HASTY)
    long_ago = asyncio.get_running_loop().time() - 3600
    assert await access.too_long(long_ago) is None
    await access.heard(FOR_HOURS[0], 0)
    assert await access.too_long(long_ago) is None


async def test_who_asks_once_more_does_not_wait_for_ever_either() -> None:
    budget = OpenBudget()
    access = limit(budget, OwnGate(), HASTY)
    await access.gate.shut(7200, again=3600)
    with pytest.raises(ModelShut):
        await asked(budget=budget, access=access)


@pytest.mark.parametrize(
    ("found", "shut"), [(ModelRefused("400"), False), (ModelCut("reset"), True)]
)
async def test_whatever_the_model_says_but_busy_opens_the_gate(
    found: ModelError, shut: bool
) -> None:
    gate = OwnGate(leaps())
    access = limit(OpenBudget(), gate, EAGER)
    await access.heard(FOR_HOURS[0], 0)
    await went(access)
    await access.heard(found, 0)
    assert (await gate.state() is not None) == shut


async def test_an_answer_is_not_lost_because_the_open_door_cannot_be_noted() -> None:
    budget, gate = OpenBudget(), BrokenGate(leaps())
    access = limit(budget, gate, EAGER)
    await access.heard(FOR_HOURS[0], 0)
    await went(access)
    found = await asked(HEARD, budget=budget, access=access, caller=ADMITTED)
    assert found == list(HEARD)


class FreeGate(OwnGate):
    """A gate that is always open, so that a test only sees the budget."""

    def __init__(self) -> None:
        super().__init__(lambda: 0.0)

    async def shut(self, seconds: float, again: float) -> None:
        return None


class BrokenGate(OwnGate):
    """Its database is away."""

    async def opened(self, ago: float) -> None:
        raise OSError("away")
