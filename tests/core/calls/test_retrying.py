"""Asking a busy model again, and when not to."""

from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing

import pytest

from bot.core.calls.retrying import RetryingModel, pause, retried
from bot.core.errors import ModelBusy, ModelCut, ModelError, ModelQuota
from bot.core.turn.decisions import Choice, Decision
from bot.core.turn.events import Finished, Started, TextAdded, TurnEvent
from bot.core.turn.request import Request
from tests.fakes import TERMS

ANSWER: Sequence[TurnEvent | ModelError] = (Started("resp_1", "m"), Finished())


class Tries:
    """A model whose every try goes as written; remembers which were closed."""

    def __init__(self, *tries: Sequence[TurnEvent | ModelError]) -> None:
        self._tries = list(tries)
        self.closed = 0

    @property
    def left(self) -> int:
        return len(self._tries)

    def leave(self, response: str) -> None:
        raise AssertionError(response)

    async def answer(self, request: Request) -> AsyncGenerator[TurnEvent, None]:
        try:
            for each in self._tries.pop(0):
                if isinstance(each, ModelError):
                    raise each
                yield each
        finally:
            self.closed += 1


class Pauses(list[float]):
    """Instead of sleeping."""

    async def __call__(self, seconds: float) -> None:
        self.append(seconds)


async def heard(model: Tries, pauses: Pauses, most_wait: float = 60) -> list[TurnEvent]:
    answer = retried(
        model,
        Request("a cat", TERMS),
        sleep=pauses,
        chance=lambda: 1.0,
        most_wait=most_wait,
    )
    return [event async for event in answer]


def busy(after: float | None = None) -> list[TurnEvent | ModelError]:
    return [ModelBusy("429", after)]


async def test_a_busy_model_is_asked_again_until_it_answers() -> None:
    model, pauses = Tries(busy(), busy(), ANSWER), Pauses()
    assert await heard(model, pauses) == list(ANSWER)
    assert pauses == [1.0, 2.0]


async def test_the_fourth_busy_answer_is_the_last() -> None:
    model, pauses = Tries(*[busy()] * 4, ANSWER), Pauses()
    with pytest.raises(ModelBusy):
        await heard(model, pauses)
    assert model.left == 1
    assert len(pauses) == 3


async def test_it_waits_at_least_as_long_as_it_was_told() -> None:
    model, pauses = Tries(busy(after=7.5), ANSWER), Pauses()
    await heard(model, pauses)
    assert pauses == [8.5]


async def test_a_wait_that_is_too_long_is_not_begun() -> None:
    model, pauses = Tries(busy(after=3600), ANSWER), Pauses()
    with pytest.raises(ModelBusy) as raised:
        await heard(model, pauses)
    assert raised.value.retry_after == 3600
    assert not pauses


async def test_all_pauses_together_stay_within_the_limit() -> None:
    model, pauses = Tries(busy(after=4), busy(after=4), ANSWER), Pauses()
    with pytest.raises(ModelBusy):
        await heard(model, pauses, most_wait=9)
    assert pauses == [5.0]


async def test_nothing_is_asked_again_once_the_answer_began() -> None:
    model = Tries([Started("resp_1", "m"), ModelBusy("in stream")], ANSWER)
    with pytest.raises(ModelBusy):
        await heard(model, Pauses())
    assert model.left == 1


@pytest.mark.parametrize("error", [ModelQuota("no money"), ModelCut("reset")])
async def test_other_errors_are_not_tried_again(error: ModelError) -> None:
    model = Tries([error], ANSWER)
    with pytest.raises(type(error)):
        await heard(model, Pauses())
    assert model.left == 1


async def test_closing_the_patient_answer_closes_the_models() -> None:
    model = Tries([Started("resp_1", "m"), TextAdded("p", "Hi"), Finished()])
    async with aclosing(RetryingModel(model).answer(Request("a cat", TERMS))) as events:
        await anext(events)
        assert model.closed == 0
    assert model.closed == 1


def test_pauses_grow_up_to_a_limit_and_spread() -> None:
    assert [pause(n, None, 1.0) for n in (1, 2, 3, 9)] == [1.0, 2.0, 4.0, 20.0]
    assert pause(2, None, 0.0) == 1.0
    assert pause(1, -5.0, 0.0) == 0.0


ALLOWS = Request("", TERMS, decisions=(Decision("mcpr_1", Choice.ONCE, "U1"),))


@pytest.mark.parametrize("not_begun", [True, False])
async def test_what_was_allowed_is_not_sent_again_where_it_may_be_done(
    not_begun: bool,
) -> None:
    """Only a refusal, or a connection that never was, leaves no doubt."""
    model = Tries([ModelBusy("lost", not_begun=not_begun)], ANSWER)
    answer = retried(model, ALLOWS, sleep=Pauses())
    if not_begun:
        assert [event async for event in answer] == [*ANSWER]
    else:
        with pytest.raises(ModelBusy):
            [event async for event in answer]
        assert model.left == 1
