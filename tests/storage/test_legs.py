"""A turn of several requests, on every journal: tools, questions, kills in between."""

import asyncio
from collections.abc import AsyncGenerator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import pytest

from bot.core.answering.bot_tools import BotTool, BotTools
from bot.core.answering.tool_context import ToolContext
from bot.core.answering.whole_answer import PERHAPS
from bot.core.controls import Click
from bot.core.errors import ChatError
from bot.core.ports import Turns
from bot.core.turn.decisions import Choice, Decision
from bot.core.turn.events import (
    ApprovalAsked,
    Finished,
    FunctionCalled,
    PictureDrawn,
    Started,
    TextDone,
    TurnEvent,
    Usage,
)
from bot.core.turn.legs import Leg, Output
from bot.core.turn.life import Status
from bot.core.turn.request import Offer, Request
from bot.core.turn.stop import Stop
from bot.core.turn.terms import ToolServer
from bot.core.turn.turns import Outcome, Turn
from tests.fakes import TERMS, FakeChat, ScriptedModel, ask
from tests.studio import FOX, Studio, outcome, reply, shown, studio

OFFER = Offer("measure", "Measures.", {"type": "object", "properties": {}})
CALL = FunctionCalled("call_1", "measure", '{"what": "a fox"}')
OTHER = FunctionCalled("call_2", "measure", '{"what": "a dog"}')
LIST = ApprovalAsked("mcpr_1", "stripe", "list_payments", '{"days": 7}')
PAY = ApprovalAsked("mcpr_2", "stripe", "pay", '{"cents": 100}')
STRIPE = ToolServer("stripe", "https://mcp.stripe.example", ("list_payments", "pay"))
WITH_STRIPE = replace(TERMS, servers=(STRIPE,))
ANN = Click("U1", "1.1")


def leg(number: int, *events: TurnEvent, words: str = "") -> Sequence[TurnEvent]:
    said = (TextDone("p", words),) if words else ()
    used = Finished(Usage(input_tokens=100, output_tokens=10))
    return (Started(f"resp_{number}", "gpt-6.1-sol"), *said, *events, used)


CALLS = leg(1, CALL, words="Let me measure.")
ASKS = leg(1, LIST, words="I need your payments.")
ENDS = leg(2, words="Here you are.")


class Killed(BaseException):
    """The process ends here."""


@dataclass
class Measuring:
    """A tool that a test looks at."""

    done: list[Mapping[str, Any]] = field(default_factory=list)
    dies_at: int = 0

    async def __call__(
        self, context: ToolContext, call: str, arguments: Mapping[str, Any]
    ) -> Output:
        self.done.append(arguments)
        if len(self.done) == self.dies_at:
            raise Killed
        return Output(call, f"{len(self.done)} m")

    @property
    def tools(self) -> BotTools:
        return BotTools(BotTool(OFFER, self))


class DyingModel(ScriptedModel):
    """The process ends when its scripts do: just after the request went out."""

    async def answer(self, request: Request) -> AsyncGenerator[TurnEvent, None]:
        if not self._scripts:
            self.requests.append(request)
            raise Killed
        async for event in super().answer(request):
            yield event


def process(turns: Turns, chat: FakeChat, *scripts: Any, **more: Any) -> Studio:
    """One process after another: what they share is the journal, and Slack."""
    return studio(*scripts, turns=turns, chat=chat, **{"terms": WITH_STRIPE, **more})


async def until_asking(turns: Turns, chat: FakeChat, *scripts: Any) -> Turn:
    one = process(turns, chat, *(scripts or (ASKS,)))
    turn = await one.answer()
    assert turn.status is Status.ASKING
    return turn


async def test_the_output_of_a_tool_goes_into_the_next_request(turns: Turns) -> None:
    tool = Measuring()
    one = process(turns, FakeChat(), CALLS, ENDS, tools=tool.tools)
    turn = await one.answer()
    first, second = one.model.requests
    assert (first.offers, tool.done) == ((OFFER,), [{"what": "a fox"}])
    assert (second.follows, second.words) == ("resp_1", "")
    assert second.outputs == (Output("call_1", "1 m"),)
    assert (turn.status, outcome(turn)) == (Status.SHOWN, Outcome.DONE)
    one.model.assert_used_up()


async def test_all_legs_are_one_message_and_one_sum(turns: Turns) -> None:
    one = process(turns, FakeChat(), CALLS, ENDS, tools=Measuring().tools)
    turn = await one.answer()
    assert turn.answer is not None
    assert turn.answer.usage == Usage(input_tokens=200, output_tokens=20)
    assert turn.answer.response == "resp_2"
    assert list(one.chat.versions) == [turn.message]
    last = await shown(one, turn)
    assert "Let me measure." in last
    assert "Here you are." in last


async def test_all_legs_share_the_limits_of_one_answer(turns: Turns) -> None:
    """Also after a kill: searches, pictures and tokens of every leg count."""
    searched = Finished(Usage(searches=3, output_tokens=10))
    first = (Started("resp_1", "gpt-6.1-sol"), PictureDrawn(FOX), CALL, searched)
    chat, tool = FakeChat(), Measuring()
    dying = Studio(DyingModel(first), turns=turns, chat=chat, tools=tool.tools)
    with pytest.raises(Killed):
        await dying.answer()
    [turn] = await turns.unfinished()
    again = process(turns, chat, leg(2, OTHER), leg(3), tools=tool.tools)
    await again.answering.run(turn, Stop())
    await again.idle()
    requests = (*dying.model.requests, *again.model.requests)
    spent = [each.spent for each in requests]
    assert [each.calls for each in spent] == [0, 4, 4, 4]
    assert [each.tokens for each in spent] == [0, 10, 10, 20]
    assert spent[0].seconds == 0 < spent[1].seconds == spent[2].seconds
    assert spent[2].seconds < spent[3].seconds


async def test_what_goes_wrong_with_a_tool_is_told_to_the_model(turns: Turns) -> None:
    wrong = FunctionCalled("call_2", "fly", "{}")
    broken = FunctionCalled("call_3", "measure", "{")
    one = process(turns, FakeChat(), leg(1, wrong, broken), ENDS)
    turn = await one.answer()
    outputs = {each.call: each.text for each in one.model.requests[1].outputs}
    assert "no such tool" in outputs["call_2"]
    assert set(outputs) == {"call_2", "call_3"}
    assert outcome(turn) is Outcome.DONE


async def test_a_tool_whose_output_is_stored_is_not_run_again(turns: Turns) -> None:
    """Killed in the second of two: the next process does that one alone."""
    chat, tool = FakeChat(), Measuring(dies_at=2)
    first = process(turns, chat, leg(1, CALL, OTHER), tools=tool.tools)
    with pytest.raises(Killed):
        await first.answer()
    [turn] = await turns.unfinished()
    assert turn.status is Status.DOING
    second = process(turns, chat, ENDS, tools=tool.tools)
    await second.answering.run(turn, Stop())
    await second.idle()
    assert [each["what"] for each in tool.done] == ["a fox", "a dog", "a dog"]
    [request] = second.model.requests
    assert [each.text for each in request.outputs] == ["1 m", "3 m"]
    assert (await second.again(turn)).status is Status.SHOWN


async def test_after_a_kill_with_all_outputs_there_only_the_request_is_made(
    turns: Turns,
) -> None:
    chat, tool = FakeChat(), Measuring()
    first = Studio(DyingModel(CALLS), turns=turns, chat=chat, tools=tool.tools)
    with pytest.raises(Killed):
        await first.answer()
    [turn] = await turns.unfinished()
    second = process(turns, chat, ENDS, tools=tool.tools)
    await second.answering.run(turn, Stop())
    await second.idle()
    assert len(tool.done) == 1
    assert second.model.requests[0].outputs == (Output("call_1", "1 m"),)


async def test_a_question_ends_the_run_and_holds_nothing(turns: Turns) -> None:
    chat = FakeChat()
    turn = await until_asking(turns, chat)
    assert not await turns.unfinished()
    message = str(chat.standing[turn.message].blocks)
    for words in ("I need your payments.", "list_payments", "days", "Allow once"):
        assert words in message
    assert await turns.accept(ask(claim="another"), 1)


async def test_a_click_after_a_kill_starts_one_request(turns: Turns) -> None:
    chat = FakeChat()
    turn = await until_asking(turns, chat)
    two = process(turns, chat, ENDS)
    clicks = (two.controls.decide(turn, ANN, "mcpr_1", Choice.ONCE) for _ in range(4))
    await asyncio.gather(*clicks)
    await two.idle()
    [request] = two.model.requests
    assert (request.follows, request.words) == ("resp_1", "")
    assert request.decisions == (Decision("mcpr_1", Choice.ONCE, "U1"),)
    turn = await two.again(turn)
    assert (turn.status, outcome(turn), turn.tries) == (Status.SHOWN, Outcome.DONE, 1)
    assert "Allow once" not in await shown(two, turn)
    assert list(chat.standing) == [turn.message]


async def test_a_kill_between_the_click_and_the_request_loses_nothing(
    turns: Turns,
) -> None:
    chat = FakeChat()
    turn = await until_asking(turns, chat)
    assert await turns.legs.decide(turn.id, [Decision("mcpr_1", Choice.ONCE, "U1")])
    [found] = await turns.unfinished()
    assert found.status is Status.WAITING
    two = process(turns, chat, ENDS)
    await two.answering.run(found, Stop())
    await two.idle()
    assert len(two.model.requests) == 1
    assert (await two.again(turn)).status is Status.SHOWN


async def test_what_was_allowed_is_not_asked_for_twice(turns: Turns) -> None:
    """The request went out, and the process died: it may have been done."""
    chat = FakeChat()
    turn = await until_asking(turns, chat)
    await turns.legs.decide(turn.id, [Decision("mcpr_1", Choice.ONCE, "U1")])
    dying = Studio(DyingModel(), turns=turns, chat=chat)
    with pytest.raises(Killed):
        await dying.answering.run(turn, Stop())
    three = process(turns, chat)
    [found] = await turns.unfinished()
    await three.answering.run(found, Stop())
    await three.idle()
    assert len(dying.model.requests) == 1
    assert not three.model.requests
    assert PERHAPS in await shown(three, turn)


async def test_the_next_request_waits_for_the_last_decision(turns: Turns) -> None:
    chat = FakeChat()
    turn = await until_asking(turns, chat, leg(1, LIST, PAY))
    two = process(turns, chat, ENDS)
    await two.controls.decide(turn, ANN, "mcpr_2", Choice.NO)
    await two.idle()
    assert "list_payments" in await shown(two, turn)
    assert "mcpr_2" not in await shown(two, turn)
    await two.controls.decide(turn, ANN, "mcpr_1", Choice.ONCE)
    await two.idle()
    [request] = two.model.requests
    allowed = {each.question: each.allowed for each in request.decisions}
    assert allowed == {"mcpr_1": True, "mcpr_2": False}


async def test_nobody_else_can_decide(turns: Turns) -> None:
    turn = await until_asking(turns, chat := FakeChat())
    two = process(turns, chat)
    await two.controls.decide(turn, Click("U2", "1.1"), "mcpr_1", Choice.ONCE)
    await two.idle()
    assert (await two.again(turn)).status is Status.ASKING
    assert "<@U1>" in chat.whispers[-1].text


async def test_a_reply_declines_what_is_open_and_goes_on_from_there(
    turns: Turns,
) -> None:
    turn = await until_asking(turns, chat := FakeChat())
    two = process(turns, chat, leg(2, words="Without, then."))
    await two.intake.take(reply(2, "never mind, just a fox"))
    await two.idle()
    [request] = two.model.requests
    assert (request.follows, request.words) == ("resp_1", "never mind, just a fox")
    assert request.decisions == (Decision("mcpr_1", Choice.NO),)
    ended = await two.again(turn)
    assert (ended.status, outcome(ended)) == (Status.SHOWN, Outcome.STOPPED)
    assert "newer message" in await shown(two, turn)


async def test_a_stop_declines_and_the_debt_is_carried_by_the_next_request(
    turns: Turns,
) -> None:
    turn = await until_asking(turns, chat := FakeChat())
    two = process(turns, chat, leg(2, words="Without, then."))
    await two.controls.stop(turn, ANN)
    await two.idle()
    assert not two.model.requests
    assert "Stopped by" in await shown(two, turn)
    await two.intake.take(reply(2, "a fox"))
    await two.idle()
    [request] = two.model.requests
    assert request.follows == "resp_1"
    assert request.decisions == (Decision("mcpr_1", Choice.NO),)


async def test_questions_that_were_not_shown_before_a_kill_are_shown_later(
    turns: Turns,
) -> None:
    chat = FakeChat()
    one = process(turns, chat)
    turn = await one.placing.of(await turns.begin((await one.accepted()).id))
    await turns.legs.keep(turn.id, Leg(1, "resp_1", questions=(LIST,)))
    [found] = await turns.unfinished()
    await process(turns, chat).answering.settle(found)
    assert "Allow once" in str(chat.standing[turn.message].blocks)
    assert not await turns.unfinished()


async def test_questions_that_slack_refuses_to_show_are_shown_again(
    turns: Turns,
) -> None:
    one = process(turns, chat := FakeChat())
    turn = await one.placing.of(await turns.begin((await one.accepted()).id))
    await turns.legs.keep(turn.id, Leg(1, "resp_1", questions=(LIST,)))
    chat.refusals["edit"] = [ChatError("no"), ChatError("no")]
    await one.answering.settle(await one.again(turn))
    await one.idle()
    assert "Allow once" in await shown(one, turn)
    assert not await turns.unfinished()


async def test_a_stop_while_questions_are_being_shown_is_heeded(turns: Turns) -> None:
    chat = FakeChat()
    one = process(turns, chat, ASKS)
    turn = await one.intake.take(ask())
    assert turn
    await chat.until(1)
    chat.pause = asyncio.Event()
    async with asyncio.timeout(60):
        while (await one.again(turn)).status is not Status.ASKING:  # noqa: ASYNC110 -- the journal tells nobody
            await asyncio.sleep(0)
    await one.controls.stop(turn, ANN)
    chat.pause.set()
    await one.idle()
    ended = await one.again(turn)
    assert (ended.status, outcome(ended)) == (Status.SHOWN, Outcome.STOPPED)


async def test_who_stops_just_before_a_question_is_not_asked(turns: Turns) -> None:
    stop = Stop()

    class Stopping(ScriptedModel):
        async def answer(self, request: Request) -> AsyncGenerator[TurnEvent, None]:
            async for event in super().answer(request):
                yield event
            stop.ask("Stopped.")

    one = Studio(Stopping(ASKS), turns=turns)
    ended = await one.answer(stop=stop)
    assert (ended.status, outcome(ended)) == (Status.SHOWN, Outcome.STOPPED)
    assert ended.answer
    assert ended.answer.usage.input_tokens == 100


async def test_legs_come_back_as_they_were(turns: Turns) -> None:
    one = process(turns, FakeChat())
    turn = await turns.begin((await one.accepted()).id)
    [picture] = await one.context.pictures.kept(turn, [FOX])
    kept = Leg(
        1,
        "resp_1",
        "gpt-6.1-sol",
        pictures=(picture,),
        notes=("a note",),
        usage=Usage(1, 2, 3, 4, 5, 6, 7),
        calls=(CALL,),
        outputs=(Output("call_1", "1 m"),),
        questions=(LIST, PAY),
        decisions=(Decision("mcpr_2", Choice.THREAD, "U1"),),
    )
    await turns.legs.keep(turn.id, kept)
    await turns.legs.keep(turn.id, kept)
    assert await turns.legs.of(turn.id) == [kept]
    found = await one.again(turn)
    assert (found.status, found.response, found.tries) == (Status.ASKING, "", 0)


async def test_of_many_who_decide_at_once_one_starts_what_follows(
    turns: Turns,
) -> None:
    turn = await until_asking(turns, FakeChat(), leg(1, LIST, PAY))
    decisions = [
        [Decision(each, choice, "U1")]
        for each in ("mcpr_1", "mcpr_2")
        for choice in Choice
    ]
    started = await asyncio.gather(
        *(turns.legs.decide(turn.id, each) for each in decisions)
    )
    assert [each.id for each in started if each] == [turn.id]
    [kept] = await turns.legs.of(turn.id)
    assert [each.question for each in kept.decisions] == ["mcpr_1", "mcpr_2"]
