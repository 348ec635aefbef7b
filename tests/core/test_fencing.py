"""What was true when a process was frozen may not be any more when it wakes."""

from collections.abc import Callable

import pytest

from bot.core.errors import Overtaken
from bot.core.fencing import TRIES, freshly


class Database:
    """Its answers take so many seconds each; from `overtaken` on they are a no."""

    def __init__(self, *seconds: float, overtaken: int = 99) -> None:
        self.seconds, self.overtaken = list(seconds), overtaken
        self.now, self.asked = 0.0, 0

    @property
    def clock(self) -> Callable[[], float]:
        return lambda: self.now

    async def check(self) -> None:
        self.asked += 1
        self.now += self.seconds.pop(0)
        if self.asked >= self.overtaken:
            raise Overtaken("another process goes on")


async def test_an_answer_that_comes_at_once_is_enough() -> None:
    database = Database(0.01)
    await freshly(database.check, database.clock)
    assert database.asked == 1


async def test_an_answer_that_lay_about_while_the_process_was_frozen_is_not() -> None:
    database = Database(10.0, 0.01, overtaken=2)
    with pytest.raises(Overtaken):
        await freshly(database.check, database.clock)


async def test_a_database_that_is_always_slow_is_believed_in_the_end() -> None:
    database = Database(*[5.0] * TRIES)
    await freshly(database.check, database.clock)
    assert database.asked == TRIES
