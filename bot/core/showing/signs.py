"""Shows that an ask was seen, as long as its message cannot be posted.

Slack accepts about one post per second in a channel, so the last of many asks waits for
long. Until then, a sign is shown below the ask: the status of its thread. Slack removes
it when we post there, and by itself after two minutes. We remove it as well, because
the message may have been found instead of posted, or never posted at all.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from bot.core.caller import Priority
from bot.core.calls.budget import Budget
from bot.core.calls.call import Call
from bot.core.errands import Errands
from bot.core.errors import ChatError, Overtaken
from bot.core.turn.thread import ThreadKey

SEEN = "has seen this and will answer soon…"
"""Slack shows the bot's name in front of it."""
SOON = 0.2
"""Seconds before a wait is worth a sign, so that a quick message costs no extra
call."""
AGAIN = 60.0
"""Seconds after which it is shown again, well before Slack removes it."""
PATIENCE = 1.0
"""Seconds that a message waits for a sign that is being shown at that moment."""
Show = Callable[[str], Awaitable[None]]
log = logging.getLogger(__name__)


@dataclass(eq=False, slots=True)
class _Sign:
    """The sign of a thread in which a number of asks wait; a task renews it."""

    show: Show
    waiting: int = 0
    late: bool = False
    stirred: asyncio.Event = field(default_factory=asyncio.Event)
    timer: asyncio.TimerHandle | None = None
    task: asyncio.Task[None] | None = None

    async def rests(self) -> None:
        """Return when the sign has to be shown again or is no longer needed."""
        try:
            async with asyncio.timeout(AGAIN):
                await self.stirred.wait()
        except TimeoutError:
            return
        self.stirred.clear()


class Signs:
    """The threads whose asks wait for their message."""

    def __init__(self, errands: Errands) -> None:
        self._errands = errands
        self._signs: dict[ThreadKey, _Sign] = {}
        self._shown: set[ThreadKey] = set()

    @asynccontextmanager
    async def until_posted(self, thread: ThreadKey, show: Show) -> AsyncIterator[None]:
        """Post a message while the context lasts. Its post removes the sign, which
        others may still need. `show` shows words, or removes them."""
        try:
            yield
        finally:
            self._passed(thread, show)

    @asynccontextmanager
    async def waiting(self, thread: ThreadKey, show: Show) -> AsyncIterator[None]:
        """Count somebody as waiting while the context lasts. At its end, no sign is
        being shown."""
        sign = self._signs.get(thread) or self._put_up(thread, show)
        sign.waiting += 1
        try:
            yield
        finally:
            sign.waiting -= 1
            if not sign.waiting:
                await self._put_down(thread, sign)

    def _put_up(self, thread: ThreadKey, show: Show) -> _Sign:
        sign = self._signs[thread] = _Sign(show)

        def keep() -> None:
            keeping = self._keep(thread, sign)
            sign.task = self._errands.start(keeping, f"a sign in {thread}")

        sign.timer = asyncio.get_running_loop().call_later(SOON, keep)
        return sign

    async def _put_down(self, thread: ThreadKey, sign: _Sign) -> None:
        """Wait until the sign has been sent, so that the message comes after it, but
        not for a slow one."""
        del self._signs[thread]
        if sign.timer:
            sign.timer.cancel()
        if sign.task:
            sign.stirred.set()
            await asyncio.wait({sign.task}, timeout=PATIENCE)
            sign.late = not sign.task.done()

    def _passed(self, thread: ThreadKey, show: Show) -> None:
        """Note that a post has removed the sign, if there was one. The post may be an
        older message's.

        Others who wait there need the sign again.
        """
        if thread not in self._shown:
            return
        if sign := self._signs.get(thread):
            sign.stirred.set()
            return
        self._shown.discard(thread)
        self._errands.start(self._say(show, ""), f"no sign in {thread}")

    async def _keep(self, thread: ThreadKey, sign: _Sign) -> None:
        while sign.waiting:
            self._shown.add(thread)
            await self._say(sign.show, SEEN)
            await sign.rests()
        if sign.late and thread not in self._signs:
            await self._say(sign.show, "")

    async def _say(self, show: Show, words: str) -> None:
        """Show the words. A refusal does no harm: the message comes all the same."""
        try:
            await show(words)
        except (ChatError, Overtaken) as error:
            log.info("no sign was shown that an ask was seen: %s", error)


@dataclass(frozen=True, slots=True)
class SignedBudget:
    """A `Budget` for a thread's message. It shows a sign for as long as the message has
    to wait."""

    budget: Budget
    signs: Signs
    thread: ThreadKey
    show: Show

    async def admitted(
        self, call: Call, priority: Priority, since: float = 0.0
    ) -> None:
        """Return when the call may be made."""
        async with self.signs.waiting(self.thread, self.show):
            await self.budget.admitted(call, priority, since)

    async def closed(self, call: Call, seconds: float) -> None:
        """Note that a call was refused."""
        await self.budget.closed(call, seconds)
