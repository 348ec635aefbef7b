"""The door: what comes in, and what does not."""

import asyncio

from bot.core.asks import Ask
from bot.core.intake import MOST_WAITING
from bot.core.turns import Turn
from tests.memory_turns import MemoryTurns
from tests.studio import reply, studio


class SlowTurns(MemoryTurns):
    """A journal that takes its time, as every real one does."""

    async def accept(self, ask: Ask, most: int | None = None) -> Turn | None:
        """Accept it, after all who came meanwhile were looked at."""
        await asyncio.sleep(0)
        return await super().accept(ask, most)


class CountingTurns(MemoryTurns):
    """A journal that counts how often it is bothered."""

    accepted = 0

    async def accept(self, ask: Ask, most: int | None = None) -> Turn | None:
        """Count, and accept it."""
        self.accepted += 1
        return await super().accept(ask, most)


async def test_no_more_wait_in_a_thread_than_may_however_fast_they_come() -> None:
    """And who is one too many is told so, alone."""
    one = studio([asyncio.Event()], turns=SlowTurns())
    asks = [reply(number) for number in range(2, MOST_WAITING + 5)]
    taken = await asyncio.gather(*(one.intake.take(each) for each in asks))
    await one.lanes.close(0, lambda: None)
    await one.errands.close()
    assert [turn is not None for turn in taken] == [True] * MOST_WAITING + [False] * 3
    assert len(one.chat.whispers) == 3


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
