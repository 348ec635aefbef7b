"""Slack for one attempt at a turn. It falls silent once another process continues the
turn.

Calls for the turn that do not go through its chat (an upload, for example) have a
caller whose `check` is asked for the same reason, just before they are made.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

from bot.core.caller import STEP, Caller, Check
from bot.core.messages.message import Message
from bot.core.ports import Chat
from bot.core.turn.thread import ThreadKey

FRESH = 1.0
"""How many seconds the database's answer stays valid."""
TRIES = 3


async def freshly(check: Check, clock: Callable[[], float] | None = None) -> None:
    """Check, and check again if the answer took a long time.

    This process may have been frozen meanwhile, so what was true before may not be true
    any more. If the database is slow all the time, its answer is believed in the end.
    """
    clock = clock or asyncio.get_running_loop().time
    for _ in range(TRIES):
        since = clock()
        await check()
        if clock() - since < FRESH:
            return


@dataclass(frozen=True, slots=True)
class FencedChat:
    """Implements the port `Chat`. Everything that others can see is checked first.

    `check` raises Overtaken if this attempt may say nothing more.
    """

    chat: Chat
    check: Check

    async def post(self, thread: ThreadKey, message: Message, mark: str = "") -> str:
        """Post, if the turn is still ours."""
        await freshly(self.check)
        return await self.chat.post(thread, message, mark)

    async def edit(self, thread: ThreadKey, ts: str, message: Message) -> None:
        """Edit, if the turn is still ours."""
        await freshly(self.check)
        await self.chat.edit(thread, ts, message)

    async def delete(self, thread: ThreadKey, ts: str, caller: Caller = STEP) -> None:
        """Delete, if the turn is still ours."""
        await freshly(self.check)
        await self.chat.delete(thread, ts, caller)

    async def find(
        self, thread: ThreadKey, mark: str, caller: Caller = STEP
    ) -> str | None:
        """Find the message. Nobody sees that, so it needs no check."""
        return await self.chat.find(thread, mark, caller)

    async def sign(self, thread: ThreadKey, words: str) -> None:
        """Show the status, if the turn is still ours."""
        await freshly(self.check)
        await self.chat.sign(thread, words)

    async def whisper(
        self,
        thread: ThreadKey,
        user: str,
        message: Message,
        caller: Caller = STEP,
    ) -> None:
        """Whisper, if the turn is still ours."""
        await freshly(self.check)
        await self.chat.whisper(thread, user, message, caller)
