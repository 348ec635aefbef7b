"""Places that many people share: nobody takes all of them."""

import asyncio
from contextlib import AsyncExitStack

from bot.adapters.fair import FairRoom
from tests.fakes import turns_of_the_loop


class Line:
    """The people who came in, in order; each stays until `goes` is called."""

    def __init__(self, room: FairRoom) -> None:
        self._room, self.inside = room, list[str]()
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._over: dict[str, asyncio.Event] = {}

    async def comes(self, *names: str) -> None:
        """Each name's first letter is the person."""
        for name in names:
            self._over[name] = asyncio.Event()
            self._tasks[name] = asyncio.create_task(self._stay(name))
            await turns_of_the_loop()

    async def goes(self, name: str) -> None:
        self._over[name].set()
        await self._tasks[name]
        await turns_of_the_loop()

    async def gives_up(self, *names: str) -> None:
        for name in names:
            self._tasks[name].cancel()
        await asyncio.gather(*self._tasks.values(), return_exceptions=True)

    async def _stay(self, name: str) -> None:
        async with self._room.place(name[0]):
            self.inside.append(name)
            await self._over[name].wait()


async def test_one_person_does_not_take_all_places() -> None:
    line = Line(FairRoom(3, 2))
    await line.comes("a1", "a2", "a3", "b1")
    assert line.inside == ["a1", "a2", "b1"]
    await line.gives_up("a1", "a2", "a3", "b1")


async def test_whoever_has_the_fewest_goes_first() -> None:
    """However many somebody else has in the line before."""
    line = Line(FairRoom(2, 2))
    await line.comes("a1", "a2", "a3", "a4", "b1")
    await line.goes("a1")
    assert line.inside == ["a1", "a2", "b1"]
    await line.goes("a2")
    assert line.inside == ["a1", "a2", "b1", "a3"]
    await line.gives_up("a3", "a4", "b1")


async def test_whoever_gives_up_takes_no_place() -> None:
    """Neither while it waits, nor at the moment when a place becomes free."""
    room = FairRoom(1, 1)
    line = Line(room)
    await line.comes("a1", "b1", "c1")
    line._over["a1"].set()
    await line.gives_up("b1", "c1")
    async with AsyncExitStack() as stack, asyncio.timeout(60):
        await stack.enter_async_context(room.place("d"))
