"""Which replies are accepted, and when the judge is asked."""

import asyncio
from dataclasses import dataclass, field, replace

from bot.core.accepting.hearing import MOST_REMEMBERED
from bot.core.ports import Overheard
from bot.core.turn.asks import Ask
from bot.core.turn.progress import Part
from tests.fakes import ask, turns_of_the_loop
from tests.memory_turns import rewritten
from tests.studio import DRAWN, Studio, reply, studio


@dataclass
class Says:
    """A judge who says so, when it is let."""

    verdict: bool
    heard: list[Overheard] = field(default_factory=list)
    may: asyncio.Event = field(default_factory=asyncio.Event)

    async def for_us(self, overheard: Overheard) -> bool:
        self.heard.append(overheard)
        await self.may.wait()
        return self.verdict


async def with_judge(verdict: bool, scripts: int = 4) -> tuple[Studio, Says]:
    one, judge = studio(*[DRAWN] * scripts), Says(verdict)
    one.hearing.judge = judge
    await one.answer(ask("a fox"))
    judge.may.set()
    return one, judge


def by(user: str, number: int, words: str) -> Ask:
    return replace(reply(number, words), user=user)


async def test_what_is_judged_to_be_talk_is_left_and_judged_once() -> None:
    one, judge = await with_judge(False)
    for _ in range(2):
        assert await one.hearing.reply(by("U2", 2, "I had one of those")) is None
    [heard] = judge.heard
    assert (heard.asked, heard.same_person) == ("a fox", False)
    assert len(heard.person) == 64


async def test_two_deliveries_at_once_are_judged_once() -> None:
    one, judge = await with_judge(True)
    judge.may.clear()
    talk = by("U2", 2, "I had one of those")
    both = [asyncio.ensure_future(one.hearing.reply(talk)) for _ in range(2)]
    await turns_of_the_loop()
    judge.may.set()
    turns = await asyncio.gather(*both)
    assert [turn is None for turn in turns].count(True) == 1
    assert len(judge.heard) == 1


async def test_replies_are_taken_in_their_order_though_one_is_thought_about() -> None:
    one, judge = await with_judge(True)
    judge.may.clear()
    first = asyncio.ensure_future(one.hearing.reply(by("U2", 2, "my own")))
    await turns_of_the_loop()
    second = asyncio.ensure_future(one.hearing.reply(by("U1", 3, "make it blue")))
    await asyncio.sleep(0)
    judge.may.set()
    one_turn, two_turn = await first, await second
    assert one_turn is not None
    assert two_turn is not None
    assert one_turn.id < two_turn.id


async def test_whoever_is_alone_with_us_is_not_judged() -> None:
    one, judge = await with_judge(False)
    assert await one.hearing.reply(reply(2, "like in Alaska")) is not None
    assert not judge.heard


async def test_once_somebody_else_has_spoken_both_are() -> None:
    one, judge = await with_judge(False)
    await one.hearing.reply(by("U2", 2, "my garden, last year"))
    await one.hearing.reply(by("U1", 3, "really? where was that"))
    assert len(judge.heard) == 2


async def test_praise_after_a_question_of_ours_may_be_a_yes() -> None:
    one, judge = await with_judge(True)
    turn = await one.turns.get(1)
    assert turn is not None
    assert turn.answer is not None
    question = replace(turn.answer, parts=(Part("p", "Shall I make it blue?"),))
    rewritten(one.turns, turn.id, answer=question)
    assert await one.hearing.reply(reply(2, "perfect")) is not None
    assert judge.heard[0].answered.endswith("Shall I make it blue?")


async def test_only_the_newest_of_many_threads_are_remembered() -> None:
    one, _ = await with_judge(False)
    for number in range(MOST_REMEMBERED + 5):
        wanted = reply(number, "x")
        elsewhere = replace(wanted.thread, ts=f"{number}")
        one.hearing._is_alone(replace(wanted, thread=elsewhere), None)
    assert len(one.hearing._speakers) == MOST_REMEMBERED
