"""A process that was frozen checks again when it wakes, because things may have
changed."""

from collections.abc import Awaitable, Callable

import pytest

from bot.core.calls import fencing
from bot.core.calls.fencing import TRIES, FencedChat, freshly
from bot.core.errors import Overtaken
from bot.core.messages.message import Message
from tests.fakes import THREAD, FakeChat


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


async def test_whoever_asks_the_fence_has_a_fresh_answer(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(fencing, "FRESH", -1.0)  # nothing is fresh enough
    database = Database(0.0, 0.0, overtaken=2)
    with pytest.raises(Overtaken):
        await freshly(database.check)


@pytest.mark.parametrize("what", ["post", "edit", "delete", "whisper"])
async def test_nothing_is_said_on_a_stale_answer(
    monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    monkeypatch.setattr(fencing, "FRESH", -1.0)
    database, chat = Database(0.0, 0.0, overtaken=2), FakeChat()
    fence = FencedChat(chat, database.check)
    said: dict[str, Callable[[], Awaitable[object]]] = {
        "post": lambda: fence.post(THREAD, Message("x")),
        "edit": lambda: fence.edit(THREAD, "1.0", Message("x")),
        "delete": lambda: fence.delete(THREAD, "1.0"),
        "whisper": lambda: fence.whisper(THREAD, "U1", Message("x")),
    }
    with pytest.raises(Overtaken):
        await said[what]()
    assert not chat.versions
