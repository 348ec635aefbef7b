"""The intake: which asks are accepted, and which are not."""

import asyncio

import pytest

from bot.core.accepting.intake import MOST_WAITING
from bot.core.errors import ChatBusy
from bot.core.turn.asks import FROM_SCRATCH, Ask
from bot.core.turn.options import Options
from bot.core.turn.turns import Turn
from tests.memory_turns import MemoryTurns
from tests.studio import reply, studio


class SlowTurns(MemoryTurns):
    """A journal that takes its time, as every real one does."""

    async def accept(self, ask: Ask, most: int | None = None) -> Turn | None:
        """Accept it, after all who came meanwhile were looked at."""
        await asyncio.sleep(0)
        return await super().accept(ask, most)


class CountingTurns(MemoryTurns):
    """A journal that counts how often it is asked."""

    accepted = 0

    async def accept(self, ask: Ask, most: int | None = None) -> Turn | None:
        """Count, and accept it."""
        self.accepted += 1
        return await super().accept(ask, most)


async def test_no_more_wait_in_a_thread_than_may_however_fast_they_come() -> None:
    """Whoever comes too late is told so, in private."""
    one = studio([asyncio.Event()], turns=SlowTurns())
    asks = [reply(number) for number in range(2, MOST_WAITING + 5)]
    taken = await asyncio.gather(*(one.intake.take(each) for each in asks))
    await one.lanes.close(0, lambda: None)
    await one.errands.close()
    assert [turn is not None for turn in taken] == [True] * MOST_WAITING + [False] * 3
    assert len(one.chat.whispers) == 3


async def test_who_is_turned_away_is_told_though_slack_stumbles() -> None:
    """There is nothing else that they would ever see of their ask."""
    one = studio([asyncio.Event()], turns=SlowTurns())
    one.chat.refusals["whisper"] = [ChatBusy("500", retry_after=0.001)] * 2
    for number in range(2, MOST_WAITING + 3):
        await one.intake.take(reply(number))
    await one.lanes.close(0, lambda: None)
    await one.errands.close(grace=5)
    assert len(one.chat.whispers) == 1


async def test_an_ask_that_comes_often_takes_one_place() -> None:
    """Slack delivers twice what it thinks was missed, all at once after a silence."""
    one = studio([asyncio.Event()], turns=SlowTurns())
    asks = [reply(number) for number in range(2, 17) for _ in range(4)]
    taken = await asyncio.gather(*(one.intake.take(each) for each in asks))
    await one.lanes.close(0, lambda: None)
    await one.errands.close()
    assert sum(turn is not None for turn in taken) == 15
    assert one.chat.whispers == []


async def test_what_was_taken_is_not_looked_up_again() -> None:
    """A mention comes as two events."""
    turns = CountingTurns()
    one = studio([asyncio.Event()], turns=turns)
    taken = [await one.intake.take(reply(2)) for _ in range(3)]
    await one.lanes.close(0, lambda: None)
    await one.errands.close()
    assert [turn is not None for turn in taken] == [True, False, False]
    assert turns.accepted == 1


@pytest.mark.parametrize(
    ("words", "wish", "options"),
    [
        ("a fox --size 1:1", "a fox", Options(size="1024x1024")),
        ("a fox", "a fox", Options()),
        ("a fox --size huge", "", None),
    ],
)
async def test_flags_are_read_when_an_ask_is_accepted_and_stay_in_its_words(
    words: str, wish: str, options: Options | None
) -> None:
    """The turn reports a wrong one, where everybody in the thread sees it."""
    one = studio([asyncio.Event()])
    turn = await one.intake.take(reply(2, words))
    await one.lanes.close(0, lambda: None)
    await one.errands.close()
    assert turn is not None
    found = turn.ask
    assert (found.words, found.wish, found.options) == (words, wish, options)


async def test_an_ask_for_something_new_builds_on_nothing() -> None:
    one = studio([asyncio.Event()])
    turn = await one.intake.take(reply(2, "a hen --new"))
    await one.lanes.close(0, lambda: None)
    await one.errands.close()
    assert turn is not None
    assert turn.ask.onto == FROM_SCRATCH
