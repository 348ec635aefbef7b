"""The model's door."""

import asyncio

import pytest

from bot.core.door import BudgetedModel, ModelDoor
from bot.core.errors import ModelBusy
from bot.core.events import Finished, Started, TurnEvent
from bot.core.patience import PatientModel
from bot.core.rank import Rank, paid
from bot.core.request import Request
from bot.core.turns import Answer, Outcome, Turn
from tests.fakes import OpenBudget, Script, ScriptedModel, ask

HEARD = (Started("resp_1", "m"), Finished())


async def asked(*scripts: Script, budget: OpenBudget) -> list[TurnEvent]:
    model = BudgetedModel(ScriptedModel(*scripts), budget)
    patient = PatientModel(model, sleep=lambda _: asyncio.sleep(0))
    return [event async for event in patient.answer(Request("a fox"))]


async def test_a_model_that_is_too_busy_is_shut_for_everyone() -> None:
    """For as long as it says; who asks again goes before those who are new."""
    budget = OpenBudget()
    script = ((ModelBusy("429", retry_after=7),), (ModelBusy("503"),), HEARD)
    assert await asked(*script, budget=budget) == list(HEARD)
    assert budget.closings == [("responses", 7), ("responses", 1)]
    assert budget.admissions == [("responses", Rank.FIRST)] * 3


async def test_an_answer_that_has_begun_shuts_no_door() -> None:
    budget = OpenBudget()
    with pytest.raises(ModelBusy):
        await asked((HEARD[0], ModelBusy("429")), budget=budget)
    assert budget.closings == []


async def test_who_came_through_the_door_has_paid() -> None:
    budget = OpenBudget()
    with paid("responses"):
        await asked(HEARD, budget=budget)
    assert budget.admissions == []


async def test_who_has_nothing_to_ask_does_not_wait_at_the_door() -> None:
    budget = OpenBudget()
    door = ModelDoor(budget)
    await door(Turn(1, ask(), answer=Answer(Outcome.DONE)))
    await door(Turn(2, ask()))
    assert budget.admissions == [("responses", Rank.STEP)]
