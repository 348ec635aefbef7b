"""While a message cannot be posted, its thread shows that the ask was seen."""

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field, replace

import pytest

from bot.core.caller import Priority
from bot.core.calls.call import Call
from bot.core.errors import ChatBusy, ChatShut
from bot.core.showing import signs
from bot.core.showing.signs import SEEN
from bot.core.turn.turns import Turn
from tests.fakes import THREAD, ask
from tests.studio import Studio, reply, studio


@dataclass
class ShutBudget:
    """Lets a post through for every ticket that it is given."""

    tickets: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(0))

    async def admitted(
        self, call: Call, priority: Priority, since: float = 0.0
    ) -> None:
        await self.tickets.acquire()

    async def closed(self, call: Call, seconds: float) -> None:
        return


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A wait is worth a sign from the start."""
    monkeypatch.setattr(signs, "SOON", 0.0)


@pytest.fixture
async def one() -> AsyncIterator[Studio]:
    """Nothing can be posted until the budget gets a ticket."""
    made = studio(budget=ShutBudget())
    yield made
    await made.errands.close()


def let_through(one: Studio) -> None:
    assert isinstance(one.budget, ShutBudget)
    one.budget.tickets.release()


async def until(one: Studio, wanted: Callable[[], object]) -> None:
    async with asyncio.timeout(60):
        while not wanted():
            one.chat.changed.clear()
            await one.chat.changed.wait()


async def waiting(one: Studio, number: int = 1) -> Turn:
    turn = await one.accepted(reply(number))
    one.placing.start(turn, 0)
    return turn


async def test_a_waiting_person_sees_a_sign_and_then_the_message_alone(
    one: Studio,
) -> None:
    turn = await waiting(one)
    await until(one, lambda: one.chat.signs)
    assert one.chat.signs == [(THREAD, SEEN)]
    assert not one.chat.versions
    let_through(one)
    await one.placing.of(turn)
    await one.idle()
    assert one.chat.signs == [(THREAD, SEEN), (THREAD, "")]


async def test_what_goes_out_at_once_costs_no_call_more() -> None:
    one = studio()
    await one.placing.of(await waiting(one))
    await one.idle()
    assert one.chat.signs == []


async def test_a_sign_is_never_put_up_after_the_post(one: Studio) -> None:
    """It would stand below the message until its time is up."""
    one.chat.signing = asyncio.Event()
    turn = await waiting(one)
    await until(one, lambda: one.chat.signs)
    let_through(one)
    for _ in range(50):
        await asyncio.sleep(0)
    assert not one.chat.versions  # the sign is still on its way
    one.chat.signing.set()
    await one.placing.of(turn)
    assert len(one.chat.versions) == 1


async def test_a_message_does_not_wait_for_a_slow_sign_for_long(
    one: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And the sign is taken away when it stands at last."""
    monkeypatch.setattr(signs, "PATIENCE", 0.0)
    one.chat.signing = asyncio.Event()
    turn = await waiting(one)
    await until(one, lambda: one.chat.signs)
    let_through(one)
    await one.placing.of(turn)
    one.chat.signing.set()
    await one.idle()
    assert one.chat.signs[-1] == (THREAD, "")


async def test_others_who_wait_in_the_thread_still_have_a_sign(one: Studio) -> None:
    """Slack takes it away with the first message that is posted there."""
    first, second = await waiting(one, 1), await waiting(one, 2)
    await until(one, lambda: one.chat.signs)
    let_through(one)
    await one.placing.of(first)
    await until(one, lambda: len(one.chat.signs) == 2)
    assert one.chat.signs == [(THREAD, SEEN)] * 2
    let_through(one)
    await one.placing.of(second)
    await one.idle()
    assert one.chat.signs[-1] == (THREAD, "")


async def test_outside_of_threads_each_ask_has_a_sign_of_its_own(one: Studio) -> None:
    """In a direct message the asks stand below each other, not in one thread."""
    talk = replace(THREAD, ts="")
    asks = [replace(reply(n), thread=talk, ts=f"{n}.0") for n in (1, 2)]
    turns = [await one.accepted(each) for each in asks]
    for turn in turns:
        one.placing.start(turn, 0)
    await until(one, lambda: len(one.chat.signs) == 2)
    places = [replace(THREAD, ts=each.ts) for each in asks]
    assert one.chat.signs == [(place, SEEN) for place in places]
    for turn in turns:
        let_through(one)
        await one.placing.of(turn)
    await one.idle()
    assert set(one.chat.signs[2:]) == {(place, "") for place in places}


async def test_where_there_is_no_message_in_the_end_the_sign_goes(one: Studio) -> None:
    one.chat.refusals["post"] = [ChatShut("archived")]
    turn = await waiting(one)
    await until(one, lambda: one.chat.signs)
    let_through(one)
    with pytest.raises(ChatShut):
        await one.placing.of(turn)
    await one.idle()
    assert one.chat.signs == [(THREAD, SEEN), (THREAD, "")]


async def test_a_message_that_is_found_takes_the_sign_away(one: Studio) -> None:
    """Its post was carried out, and then it was waited for once more."""
    one.chat.lost_answers = 1
    turn = await waiting(one)
    let_through(one)
    await until(one, lambda: one.chat.versions)
    await until(one, lambda: one.chat.signs)
    let_through(one)
    assert (await one.placing.of(turn)).message == "1.0"
    await one.idle()
    assert one.chat.signs[-1] == (THREAD, "")


async def test_a_sign_that_slack_refuses_is_no_loss(one: Studio) -> None:
    one.chat.refusals["sign"] = [ChatBusy("429", retry_after=60)]
    turn = await waiting(one)
    await until(one, lambda: not one.chat.refusals["sign"])
    let_through(one)
    assert (await one.placing.of(turn)).message == "1.0"
    await one.idle()


async def test_a_sign_is_put_up_again_before_slack_takes_it_away(
    one: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(signs, "AGAIN", 0.0)
    await waiting(one)
    await until(one, lambda: len(one.chat.signs) > 2)
    assert set(one.chat.signs) == {(THREAD, SEEN)}


async def test_a_command_has_no_message_to_show_it_below(one: Studio) -> None:
    """So the asker is told alone, and once."""
    told: list[str] = []

    async def tell(sentence: str) -> None:
        told.append(sentence)
        one.chat.changed.set()

    command = replace(ask(opens_thread=True), thread=replace(THREAD, ts="command-1"))
    turn = await one.accepted(command)
    one.placing.start(turn, 0, tell)
    await until(one, lambda: told)
    let_through(one)
    await one.placing.of(turn)
    await one.idle()
    [sentence] = told
    assert "as soon as" in sentence
    assert one.chat.signs == []
