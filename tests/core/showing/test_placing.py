"""A turn's message: posted at once, posted once, and found again."""

import asyncio
from dataclasses import replace

import pytest

from bot.core.errors import ChatBusy, ChatRefused, ChatShut, ChatUninvited
from bot.core.showing.placing import ask_key
from bot.core.turn.thread import ThreadKey
from bot.core.turn.turns import Turn
from tests.fakes import THREAD, OpenBudget, ask
from tests.memory_turns import MemoryTurns
from tests.studio import DRAWN, Studio, studio

COMMAND = replace(ask(opens_thread=True), thread=replace(THREAD, ts="command-1.2"))


async def placed(one: Studio, ahead: int = 0) -> Turn:
    turn = await one.accepted()
    one.placing.start(turn, ahead)
    return await one.placing.of(turn)


async def test_the_message_says_how_many_are_before_it() -> None:
    one = studio()
    await placed(one, ahead=2)
    assert "2 ahead of you" in one.chat.versions["1.0"][0].text


async def test_a_message_that_is_being_posted_is_not_posted_again() -> None:
    one = studio()
    turn = await one.accepted()
    one.placing.start(turn, 0)
    first, second = await asyncio.gather(one.placing.of(turn), one.placing.of(turn))
    assert first.message == second.message == "1.0"
    assert len(one.chat.versions) == 1


async def test_a_message_that_was_posted_and_not_noted_is_found_by_its_mark() -> None:
    """The process was killed in between."""
    one = studio()
    turn = await one.accepted()
    one.chat.marks[f"turn-{turn.id}-{ask_key(turn.ask)}"] = "9.9"
    assert (await one.placing.of(turn)).message == "9.9"
    assert not one.chat.versions


async def test_a_message_whose_answer_was_lost_is_not_posted_twice() -> None:
    """Slack took it, and the connection broke before it could say so."""
    one = studio()
    one.chat.lost_answers = 1
    turn = await placed(one)
    assert turn.message == "1.0"
    assert len(one.chat.versions) == 1


async def test_a_rate_limit_closes_the_door_for_as_long_as_slack_says() -> None:
    budget = OpenBudget()
    one = studio(budget=budget)
    one.chat.failures = [ChatBusy("429", retry_after=7)]
    assert (await placed(one)).message == "1.0"
    assert budget.closings == [("chat.postMessage", 7)]


async def test_slack_may_be_away_for_long() -> None:
    one = studio()
    one.chat.failures = [ChatBusy("500") for _ in range(50)]
    assert (await placed(one)).message == "1.0"


async def test_a_command_opens_a_thread_in_the_channel() -> None:
    one = studio()
    turn = await one.accepted(COMMAND)
    one.placing.start(turn, 0)
    turn = await one.placing.of(turn)
    assert one.chat.targets["1.0"] == replace(THREAD, ts="")
    assert turn.ask.thread == ThreadKey("T1", "C1", "1.0")
    assert await one.turns.knows(turn.ask.thread)


async def test_a_reply_waits_until_its_thread_is_known_to_be_open() -> None:
    """It can come before our own post has been answered."""
    one = studio(DRAWN, DRAWN)
    await one.intake.take(COMMAND)
    answer = replace(ask("make it night", claim="2"), thread=replace(THREAD, ts="1.0"))
    assert await one.hearing.reply(answer) is not None
    await one.idle()


async def test_replies_to_a_command_come_after_it() -> None:
    """They stand in the thread that its message opened, which is its own lane."""
    drawing = asyncio.Event()
    one = studio((drawing, *DRAWN), DRAWN)
    first = await one.intake.take(COMMAND)
    assert first is not None
    await one.placing.of(first)
    answer = replace(ask("make it night", claim="2"), thread=replace(THREAD, ts="1.0"))
    second = await one.hearing.reply(answer)
    assert second is not None
    shown = await one.chat.until(1, "2.0")
    drawing.set()
    await one.idle()
    assert "1 ahead of you" in shown.text
    assert (await one.again(second)).parent == first.id


async def test_who_cannot_be_answered_in_the_channel_is_told_elsewhere() -> None:
    told: list[str] = []

    async def tell(sentence: str) -> None:
        told.append(sentence)

    one = studio()
    one.chat.failures = [ChatUninvited("not_in_channel")]
    turn = await one.accepted(COMMAND)
    one.placing.start(turn, 0, tell)
    with pytest.raises(ChatShut):
        await one.placing.of(turn)
    await one.idle()
    [sentence] = told
    assert "/invite @Darkroom" in sentence


async def test_a_word_that_does_not_arrive_changes_nothing() -> None:
    async def tell(_: str) -> None:
        raise OSError("the response_url does not answer")

    one = studio()
    one.chat.failures = [ChatUninvited("not_in_channel")]
    turn = await one.accepted(COMMAND)
    one.placing.start(turn, 0, tell)
    with pytest.raises(ChatUninvited):
        await one.placing.of(turn)
    await one.idle()


@pytest.mark.parametrize("error", [ChatShut("archived"), ChatRefused("what?")])
async def test_a_turn_with_no_place_ends_and_does_not_come_back(
    error: ChatShut | ChatRefused,
) -> None:
    one = studio()
    one.chat.failures = [error]
    turn = await one.answer()
    assert turn.settled
    assert not await one.turns.unfinished()
    assert not one.model.requests


async def test_what_began_while_the_message_was_posted_is_not_forgotten() -> None:
    """The turn that comes back has the parent that it got meanwhile."""

    class Slow(MemoryTurns):
        """Reads the turn, and hands it over only after it has begun."""

        async def get(self, turn: int) -> Turn | None:
            found = await super().get(turn)
            if found is not None and not found.attempt:
                await self.begin(turn)
            return found

    one = studio(turns=Slow())
    assert (await placed(one)).attempt == 1


async def test_an_ask_that_comes_late_looks_for_its_message_first() -> None:
    """Slack sends it again, and a loss of power has taken the row and its number."""
    one = studio()
    turn = await one.accepted(replace(ask(), ts="1700000000.5"))
    one.chat.marks[f"turn-{turn.id + 7}-{ask_key(turn.ask)}"] = "9.9"
    one.placing.start(turn, 0)
    assert (await one.placing.of(turn)).message == "9.9"
    assert not one.chat.versions


@pytest.mark.parametrize("ts", ["", "now", "4102444800.5"])
async def test_an_ask_of_this_moment_is_looked_for_nowhere(ts: str) -> None:
    """Nor one that Slack sends only once: it would cost the first message time."""
    one = studio()
    one.chat.refusals["find"] = [ChatBusy("429")]
    turn = await one.accepted(replace(ask(), ts=ts))
    one.placing.start(turn, 0)
    await one.placing.of(turn)
    assert one.chat.refusals["find"]
