"""The Slack message that is being edited in place.

Never two edits at once; the newest view wins and stale ones are dropped; the last edit
waits for the one under way and carries everything. An edit is never cancelled: a
cancelled one may still land in Slack, on top of the final text.
"""

import asyncio
import logging
from collections.abc import Callable
from typing import Self

from bot.core.budget import Budget, Rank
from bot.core.errors import ChatBusy, ChatError, ChatGone, Overtaken, kind
from bot.core.message import Message
from bot.core.ports import Chat
from bot.core.tally import Silent, Tally
from bot.core.thread import ThreadKey

CALL = "chat.update"
Draw = Callable[[], Message]
log = logging.getLogger(__name__)


class Draft:
    """Shows the newest message that it was given, as often as is allowed."""

    def __init__(
        self,
        chat: Chat,
        thread: ThreadKey,
        ts: str,
        budget: Budget,
        every: float = 1.0,
        tally: Tally | None = None,
    ) -> None:
        self.thread, self.ts = thread, ts
        self.gone = asyncio.Event()
        self.overtaken = False
        self.on_shown: Callable[[], None] = lambda: None
        self.on_refused: Callable[[], None] | None = None
        self._tally = tally or Silent()
        self._chat, self._budget, self._every = chat, budget, every
        self._newest: Draw | None = None
        self._sent: Message | None = None
        self._fresh = asyncio.Event()
        self._editing = asyncio.Lock()
        self._keeper: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        self._keeper = asyncio.create_task(self._keep_up())
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._stop()

    def show(self, draw: Draw) -> None:
        """Remember how to draw the message; it is drawn when it may be sent."""
        self._drop()
        self._newest = draw
        self._fresh.set()

    async def close(self, message: Message, patience: float = 600) -> None:
        """Send the last message, however long Slack makes it wait; then keep still."""
        await self._stop()
        self._drop()
        async with asyncio.timeout(patience):
            while True:
                await self._budget.admitted(self.thread.team, CALL, Rank.END)
                try:
                    return await self._edit(message)
                except ChatBusy as error:
                    self._pause(error, least=0.5)

    async def _stop(self) -> None:
        if self._keeper is None:
            return
        async with self._editing:  # an edit under way comes to its end first
            self._keeper.cancel()
        await asyncio.gather(self._keeper, return_exceptions=True)
        self._keeper = None

    async def _keep_up(self) -> None:
        while not self.gone.is_set():
            await self._fresh.wait()
            await self._budget.admitted(self.thread.team, CALL, Rank.PREVIEW)
            async with self._editing:
                await self._send_newest()
            await asyncio.sleep(self._every)

    async def _send_newest(self) -> None:
        self._fresh.clear()
        draw, self._newest = self._newest, None
        message = _drawn(draw)
        if draw is None or message is None or message == self._sent:
            return
        try:
            await self._edit(message)
            self._sent = message
            self.on_shown()
        except ChatBusy as error:
            self._pause(error, least=self._every)
            self._again(draw)
        except ChatGone:
            self.gone.set()
        except Overtaken as error:
            log.info("%s", error)
            self.overtaken = True
            self.gone.set()
        except ChatError as error:
            log.warning("a step could not be shown: %s", error)
            if self.on_refused is not None:
                self.on_refused()

    def _drop(self) -> None:
        """What was not sent yet never will be: something newer takes its place."""
        if self._newest is not None:
            self._newest = None
            self._tally.dropped()

    def _again(self, draw: Draw) -> None:
        if self._newest is None:
            self._newest = draw
        self._fresh.set()

    def _pause(self, error: ChatBusy, least: float) -> None:
        wait = max(least, error.retry_after or 0)
        self._budget.closed(self.thread.team, CALL, wait)

    async def _edit(self, message: Message) -> None:
        edit = asyncio.ensure_future(self._chat.edit(self.thread, self.ts, message))
        try:
            await asyncio.shield(edit)
        except asyncio.CancelledError:
            await asyncio.gather(edit, return_exceptions=True)
            raise
        except ChatError as error:
            self._tally.edited(kind(error))
            raise
        self._tally.edited("sent")


def _drawn(draw: Draw | None) -> Message | None:
    try:
        return draw() if draw else None
    except Exception:
        # One view that cannot be drawn must not end the showing of all others.
        log.exception("a step could not be drawn")
        return None
