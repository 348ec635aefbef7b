"""The order of callers when a budget is short."""

import asyncio
from collections.abc import Sequence
from contextlib import AsyncExitStack
from itertools import count

from bot.core.caller import Priority
from bot.core.calls.budget import SharedBudget
from bot.core.calls.call import Call
from bot.core.calls.tiers import Limit, Tiers
from bot.core.messages.message import Message
from bot.core.showing.draft import Draft
from tests.fakes import THREAD, FakeChat, Sketched, turns_of_the_loop

EDIT = Call("T1", "chat.update")


class Tap:
    """A ledger that gives nothing before it is told to, and then one call a time."""

    def __init__(self) -> None:
        self.left = 0
        self.asked = 0
        self.closed: list[tuple[str, float]] = []

    async def take(self, wanted: Sequence[Limit]) -> float:
        self.asked += 1
        if self.left == 0:
            return 0.005
        self.left -= 1
        return 0

    async def close(self, key: str, seconds: float) -> None:
        self.closed.append((key, seconds))

    async def tidy(self) -> None:
        """There are no rows."""


class Line:
    """Callers by name, in the order in which they were admitted."""

    def __init__(self) -> None:
        self.tap = Tap()
        self.budget = SharedBudget(self.tap, Tiers())
        self.served: asyncio.Queue[str] = asyncio.Queue()

    def comes(
        self, name: str, priority: Priority, since: float = 0
    ) -> asyncio.Task[None]:
        async def wait() -> None:
            await self.budget.admitted(EDIT, priority, since)
            self.served.put_nowait(name)

        return asyncio.create_task(wait())

    async def next(self) -> str:
        self.tap.left += 1
        async with asyncio.timeout(60):
            return await self.served.get()


async def test_ends_go_before_first_messages_steps_and_previews() -> None:
    line = Line()
    for priority in (Priority.PREVIEW, Priority.STEP, Priority.END, Priority.FIRST):
        line.comes(priority.name, priority)
        await turns_of_the_loop()
    assert [await line.next() for _ in Priority] == ["END", "FIRST", "STEP", "PREVIEW"]


async def test_among_equals_the_oldest_edit_goes_first() -> None:
    line = Line()
    for name, since in (("b", 2.0), ("c", 3.0), ("a", 1.0)):
        line.comes(name, Priority.PREVIEW, since)
        await turns_of_the_loop()
    assert [await line.next() for _ in range(3)] == ["a", "b", "c"]


async def test_a_caller_that_goes_away_holds_nobody_up() -> None:
    line = Line()
    first = line.comes("first", Priority.END)
    line.comes("second", Priority.END)
    await turns_of_the_loop()
    first.cancel()
    assert await line.next() == "second"
    assert line.tap.left == 0


async def test_only_the_first_in_line_asks() -> None:
    """However many wait, the ledger is asked by one."""
    line = Line()
    for number in range(50):
        line.comes(str(number), Priority.PREVIEW)
    await turns_of_the_loop()
    assert line.tap.asked <= 2
    assert {await line.next() for _ in range(50)} == {str(n) for n in range(50)}


async def test_thirty_messages_share_what_there_is() -> None:
    """Each always has news, and none is edited three times before all are edited
    twice."""
    line, chat, loop = Line(), FakeChat(), asyncio.get_running_loop()
    numbers = count()

    def keep_showing(one: Draft) -> None:
        def draw() -> Message:
            loop.call_soon(keep_showing, one)
            return Message(str(next(numbers)))

        one.show(Sketched(draw))

    async with AsyncExitStack() as stack:
        for number in range(30):
            one = Draft(chat, THREAD, f"{number}.0", line.budget, every=0)
            keep_showing(await stack.enter_async_context(one))
        line.tap.left = 60
        async with asyncio.timeout(60):
            while sum(map(len, chat.versions.values())) < 60:
                chat.changed.clear()
                await chat.changed.wait()
    assert [len(each) for each in chat.versions.values()] == [2] * 30


async def test_a_refusal_shuts_the_row() -> None:
    line = Line()
    await line.budget.closed(Call("T1", "chat.postMessage", "C1"), 7)
    assert line.tap.closed == [("T1/chat.postMessage/C1", 7)]
