"""Turns that ask a person, on every journal: what is shown, kept, and never asked."""

import asyncio
from collections.abc import AsyncGenerator
from dataclasses import replace

import pytest

from bot.core.accepting.deciding import Deciding
from bot.core.caller import Priority
from bot.core.calls.call import Call
from bot.core.errors import (
    ChatError,
    ChatFrozen,
    ChatGone,
    ChatRefused,
    ChatShut,
    ModelBusy,
    ModelCut,
    ModelError,
    StoreAway,
)
from bot.core.messages.details import details
from bot.core.messages.final import final
from bot.core.ports import Turns
from bot.core.queue.lanes import Lanes
from bot.core.showing.asking import NOT_ASKED
from bot.core.turn.asks import DELETED
from bot.core.turn.decisions import Choice, DecidedQuestion, Decision
from bot.core.turn.events import TurnEvent, Usage
from bot.core.turn.legs import SUPERSEDED, Leg
from bot.core.turn.life import Status
from bot.core.turn.request import Request
from bot.core.turn.stop import Stop
from bot.core.turn.turns import Outcome, Turn
from tests.fakes import (
    FakeChat,
    OpenBudget,
    ScriptedModel,
    ask,
    turns_of_the_loop,
)
from tests.memory_turns import MemoryTurns
from tests.storage.test_legs import (
    ANN,
    ASKS,
    CALLS,
    ENDS,
    LIST,
    PAY,
    Measuring,
    leg,
    process,
    until_asking,
)
from tests.studio import DRAWN, Studio, outcome, reply, shown


async def unshown(one: Studio, **more: object) -> Turn:
    """A turn that asks, and whose message does not say so yet."""
    turn = await one.placing.of(await one.turns.begin((await one.accepted()).id))
    asks = Leg(1, "resp_1", questions=(LIST,), usage=Usage(100), **more)  # type: ignore[arg-type] # fields of a leg
    await one.turns.legs.keep(turn.id, asks)
    return await one.again(turn)


NEVER = [
    (ChatGone("deleted"), DELETED),
    (ChatShut("is_archived"), NOT_ASKED),
    (ChatRefused("invalid_blocks"), NOT_ASKED),
]


@pytest.mark.parametrize(("error", "told"), NEVER)
async def test_a_turn_that_can_ask_nobody_ends(
    turns: Turns, error: ChatError, told: str
) -> None:
    """Nothing takes it up again; what it asked is owed to who goes on from there."""
    one = process(turns, chat := FakeChat())
    turn = await unshown(one)
    chat.refusals["edit"] = [error] * (1 if isinstance(error, ChatRefused) else 9)
    await one.answering.settle(turn)
    await one.idle()
    ended = await one.again(turn)
    assert (ended.status, outcome(ended)) == (Status.SHOWN, Outcome.STOPPED)
    assert not await turns.unfinished()
    assert ended.answer
    assert (ended.answer.told, ended.answer.owed) == (told, ("mcpr_1",))
    assert ended.answer.usage.input_tokens == 100


async def test_a_click_that_leaves_nobody_to_ask_ends_the_turn(turns: Turns) -> None:
    turn = await until_asking(turns, chat := FakeChat(), leg(1, LIST, PAY))
    two = process(turns, chat)
    chat.refusals["edit"] = [ChatRefused("invalid_blocks")]
    await two.controls.decide(turn, ANN, "mcpr_1", Choice.ONCE)
    await two.idle()
    ended = await two.again(turn)
    assert (ended.status, outcome(ended)) == (Status.SHOWN, Outcome.STOPPED)
    assert not two.model.requests


async def test_where_a_message_may_not_be_edited_questions_get_a_new_one(
    turns: Turns,
) -> None:
    one = process(turns, chat := FakeChat())
    turn = await unshown(one)
    chat.refusals["edit"] = [ChatFrozen("edit_window_closed")]
    await one.answering.settle(turn)
    asked = await one.again(turn)
    assert list(chat.standing) == [asked.message] != [turn.message]
    assert "Allow once" in await shown(one, turn)


async def test_who_allowed_what_stays_in_the_message(turns: Turns) -> None:
    turn = await until_asking(turns, chat := FakeChat(), leg(1, LIST, PAY))
    two = process(turns, chat, ENDS)
    await two.controls.decide(turn, ANN, "mcpr_1", Choice.THREAD)
    await two.controls.decide(turn, ANN, "mcpr_2", Choice.NO)
    await two.idle()
    ended = await two.again(turn)
    assert ended.answer
    assert ended.answer.decided == (
        DecidedQuestion(
            "stripe", "list_payments", LIST.arguments, Choice.THREAD, "U1", "mcpr_1"
        ),
        DecidedQuestion("stripe", "pay", PAY.arguments, Choice.NO, "U1", "mcpr_2"),
    )
    message = await shown(two, turn)
    assert "Allowed in this thread by <@U1>: stripe · list_payments" in message
    assert "Not allowed by <@U1>: stripe · pay" in message
    assert "cents: 100" in str(details(ended)["blocks"])


async def test_what_nobody_decided_is_in_the_details(turns: Turns) -> None:
    turn = await until_asking(turns, chat := FakeChat())
    two = process(turns, chat)
    await two.controls.stop(turn, ANN)
    await two.idle()
    assert "Not decided: stripe · list_payments" in str(details(await two.again(turn)))


async def test_a_turn_took_as_long_as_its_runs_together(turns: Turns) -> None:
    one = process(turns, chat := FakeChat())
    turn = await unshown(one, seconds=50.0)
    two = process(turns, chat, ENDS)
    await two.controls.decide(turn, ANN, "mcpr_1", Choice.ONCE)
    await two.idle()
    ended = await two.again(turn)
    assert ended.answer
    assert 50 < ended.answer.seconds < 60
    assert "50 s" in str(final(ended, replace(ended.answer, seconds=50.2)).blocks)


async def test_each_leg_knows_how_long_it_took(turns: Turns) -> None:
    turn = await until_asking(turns, FakeChat())
    [kept] = await turns.legs.of(turn.id)
    assert 0 < kept.seconds < 5


class Broken(ScriptedModel):
    """Has a bug when its scripts are used up."""

    async def answer(self, request: Request) -> AsyncGenerator[TurnEvent, None]:
        if not self._scripts:
            raise RuntimeError("a bug")
        async for event in super().answer(request):
            yield event


async def test_what_was_paid_before_a_bug_is_counted(turns: Turns) -> None:
    one = Studio(Broken(CALLS), turns=turns, tools=Measuring().tools)
    turn = await one.accepted()
    with pytest.raises(RuntimeError):
        await one.answering.run(turn, Stop())
    await one.idle()
    ended = await one.again(turn)
    assert ended.answer
    assert ended.answer.usage.input_tokens == 100
    assert "Let me measure." in await shown(one, turn)


async def test_an_answer_that_has_no_place_is_kept_as_it_is(turns: Turns) -> None:
    """It was paid for: the details of what it cost stay, and so do its pictures."""
    one = process(turns, chat := FakeChat(), DRAWN)
    turn = await one.accepted()
    await one.placing.of(turn)
    chat.refusals["edit"] = [ChatShut("is_archived")] * 9
    await one.answering.run(await one.again(turn), Stop())
    await one.idle()
    ended = await one.again(turn)
    assert ended.answer
    assert (outcome(ended), len(ended.answer.pictures)) == (Outcome.DONE, 1)


class ShutBudget(OpenBudget):
    """Admits no end until a test opens it."""

    def __init__(self) -> None:
        super().__init__()
        self.open = asyncio.Event()

    async def admitted(
        self, call: Call, priority: Priority, since: float = 0.0
    ) -> None:
        if priority is Priority.END:
            await self.open.wait()
        await super().admitted(call, priority, since)


async def test_what_is_asked_is_shown_when_the_lane_has_been_left(
    turns: Turns,
) -> None:
    """Slack takes its time with it, and the next ask of the thread does not wait."""
    budget = ShutBudget()
    one = process(turns, FakeChat(), ASKS, budget=budget)
    turn = await one.intake.take(ask())
    assert turn
    async with asyncio.timeout(60):
        while one.lanes.busy:  # noqa: ASYNC110 -- lanes tell nobody
            await asyncio.sleep(0)
    assert (await one.again(turn)).status is Status.ASKING
    assert "Allow once" not in await shown(one, turn)
    budget.open.set()
    await one.idle()
    assert "Allow once" in await shown(one, turn)


async def test_questions_that_are_decided_are_not_shown_over_what_follows(
    turns: Turns,
) -> None:
    one = process(turns, chat := FakeChat(), ENDS)
    turn = await unshown(one)
    chat.pause = asyncio.Event()
    settling = asyncio.create_task(one.answering.settle(turn))
    async with asyncio.timeout(60):
        while not chat.editing:  # noqa: ASYNC110 -- a chat that waits tells nobody
            await asyncio.sleep(0)
    await one.controls.decide(turn, ANN, "mcpr_1", Choice.ONCE)
    await turns_of_the_loop()
    chat.pause.set()
    await settling
    await one.idle()
    assert chat.most_editing == 1
    assert "Here you are." in await shown(one, turn)


async def test_a_newer_reply_and_what_it_declines_are_one_transaction(
    turns: Turns,
) -> None:
    """A kill right after it finds both in the lane, in the order of asking."""
    turn = await until_asking(turns, FakeChat())
    newer = await turns.accept(reply(2))
    assert newer
    assert [each.id for each in newer.superseded] == [turn.id]
    assert [each.id for each in await turns.unfinished()] == [turn.id, newer.id]
    [kept] = await turns.legs.of(turn.id)
    assert (kept.declined, kept.questions) == (SUPERSEDED, (LIST,))


async def test_who_builds_on_something_else_declines_nothing(turns: Turns) -> None:
    turn = await until_asking(turns, FakeChat())
    newer = await turns.accept(reply(2, onto=0))
    assert newer
    assert not newer.superseded
    found = await turns.get(turn.id)
    assert found
    assert found.status is Status.ASKING


async def test_a_store_that_goes_away_after_a_decision_holds_up_nothing() -> None:
    class GoesAway(MemoryTurns):
        away = False

        async def get(self, turn: int) -> Turn | None:
            if self.away:
                raise StoreAway("no store")
            return await super().get(turn)

    turns, begun = GoesAway(), asyncio.Event()
    turn = await until_asking(turns, FakeChat())

    async def run(_: Turn, __: Stop) -> None:
        begun.set()

    turns.away = True
    yes = [Decision("mcpr_1", Choice.ONCE, "U1")]
    assert await Deciding(turns, Lanes(run)).decide(turn.id, yes)
    async with asyncio.timeout(60):
        await begun.wait()


@pytest.mark.parametrize(
    ("error", "perhaps"),
    [(ModelCut("reset"), True), (ModelBusy("429", not_begun=True), False)],
)
async def test_who_is_cut_off_after_an_allowance_is_told_to_look(
    turns: Turns, error: ModelError, perhaps: bool
) -> None:
    """What was allowed may have been done; *Redo* alone would do it again."""
    turn = await until_asking(turns, chat := FakeChat())
    two = process(turns, chat, [error])
    await two.controls.decide(turn, ANN, "mcpr_1", Choice.ONCE)
    await two.idle()
    assert ("cannot tell whether it was done" in await shown(two, turn)) is perhaps
