"""Slack for one attempt at a turn: silent once another process goes on with it.

What is called for the turn by other ways than its chat (an upload, say) asks
`still_ours` for the same, just before it calls.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from bot.core.message import Message
from bot.core.ports import Chat
from bot.core.thread import ThreadKey

Check = Callable[[], Awaitable[None]]
FRESH = 1.0
"""Seconds for which the database's answer holds."""
TRIES = 3
_check: ContextVar[Check | None] = ContextVar("check", default=None)


@contextmanager
def fenced(check: Check) -> Iterator[None]:
    """What is called in here, or in a task begun in here, belongs to one attempt."""
    token = _check.set(check)
    try:
        yield
    finally:
        _check.reset(token)


async def still_ours() -> None:
    """Raise Overtaken if the call at hand belongs to an attempt that is over."""
    if check := _check.get():
        await freshly(check)


async def freshly(check: Check, clock: Callable[[], float] | None = None) -> None:
    """Check, and once more where the answer lay about: this process was frozen then.

    What was true before may not be any more. A database that is slow all the time is
    believed in the end.
    """
    clock = clock or asyncio.get_running_loop().time
    for _ in range(TRIES):
        since = clock()
        await check()
        if clock() - since < FRESH:
            return


@dataclass(frozen=True, slots=True)
class FencedChat:
    """Implements the port `Chat`. Whatever others can see is asked for first.

    `check` raises Overtaken where nothing may be said any more.
    """

    chat: Chat
    check: Check

    async def post(self, thread: ThreadKey, message: Message, mark: str = "") -> str:
        """Post, if it is still ours to post."""
        await freshly(self.check)
        return await self.chat.post(thread, message, mark)

    async def edit(self, thread: ThreadKey, ts: str, message: Message) -> None:
        """Edit, if it is still ours to edit."""
        await freshly(self.check)
        await self.chat.edit(thread, ts, message)

    async def delete(self, thread: ThreadKey, ts: str) -> None:
        """Delete, if it is still ours to delete."""
        await freshly(self.check)
        await self.chat.delete(thread, ts)

    async def find(self, thread: ThreadKey, mark: str) -> str | None:
        """Looking harms nobody."""
        return await self.chat.find(thread, mark)

    async def whisper(self, thread: ThreadKey, user: str, message: Message) -> None:
        """Whisper, if it is still ours to speak."""
        await freshly(self.check)
        await self.chat.whisper(thread, user, message)
