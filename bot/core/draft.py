"""The Slack message that is being edited in place.

Never two edits at once; the newest view wins and stale ones are dropped; the last edit
waits for the one under way and carries everything. An edit is never cancelled: a
cancelled one may still land in Slack, on top of the final text.

An edit is admitted first and drawn then, so that what has waited shows the newest.
"""

import asyncio
import logging
from collections.abc import Callable
from typing import Self

from bot.core.budget import Budget
from bot.core.cancelling import ended
from bot.core.errors import ChatBusy, ChatError, ChatGone, Overtaken, kind
from bot.core.message import Message
from bot.core.ports import Chat
from bot.core.rank import Call, Rank, paid
from bot.core.tally import Silent, Tally
from bot.core.thread import ThreadKey

CALL = "chat.update"
ADMITTED_FOR = 1.0
"""Seconds for which an admission that was not needed is kept."""
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
        self._rank = Rank.PREVIEW
        self._sent: Message | None = None
        self._sent_at = self._spare = 0.0
        self._fresh = asyncio.Event()
        self._editing = asyncio.Lock()
        self._keeper: asyncio.Task[None] | None = None
        self._closing = False

    async def __aenter__(self) -> Self:
        self._sent_at = asyncio.get_running_loop().time()
        self._keeper = asyncio.create_task(self._keep_up())
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._stop()

    def show(self, draw: Draw, rank: Rank = Rank.PREVIEW) -> None:
        """Remember how to draw the message; it is drawn when it may be sent."""
        self._drop()
        self._newest = draw
        self._rank = min(self._rank, rank)
        self._fresh.set()

    async def close(
        self, message: Message, patience: float = 600, rank: Rank = Rank.END
    ) -> None:
        """Send the last message, however long Slack makes it wait; then keep still."""
        await self._stop()
        self._drop()
        async with asyncio.timeout(patience):
            while True:
                await self._admitted(rank)
                try:
                    return await self._edit(message)
                except ChatBusy as error:
                    await self._pause(error, least=0.5)

    async def _stop(self) -> None:
        if self._keeper is None:
            return
        self._closing = True
        async with self._editing:  # an edit under way comes to its end first
            self._keeper.cancel()
        await ended(self._keeper)
        self._keeper = None

    async def _keep_up(self) -> None:
        while not self.gone.is_set():
            await self._fresh.wait()
            if self._spare < asyncio.get_running_loop().time():
                await self._admitted(self._rank)
            async with self._editing:
                if self._closing:  # the wish to end may have got lost in a wait
                    return
                await self._send_newest()
            await asyncio.sleep(self._every)

    async def _send_newest(self) -> None:
        self._fresh.clear()
        draw, self._newest = self._newest, None
        rank, self._rank = self._rank, Rank.PREVIEW
        message = _drawn(draw)
        if draw is None or message is None or message == self._sent:
            self._spare = asyncio.get_running_loop().time() + ADMITTED_FOR
            return
        try:
            await self._edit(message)
            self._sent = message
            self.on_shown()
        except ChatBusy as error:
            await self._pause(error, least=self._every)
            self.show(self._newest or draw, rank)
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

    async def _admitted(self, rank: Rank) -> None:
        call = Call(self.thread.team, CALL)
        await self._budget.admitted(call, rank, self._sent_at)

    async def _pause(self, error: ChatBusy, least: float) -> None:
        wait = max(least, error.retry_after or 0)
        await self._budget.closed(Call(self.thread.team, CALL), wait)

    async def _edit(self, message: Message) -> None:
        self._sent_at, self._spare = asyncio.get_running_loop().time(), 0.0
        with paid(CALL):
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
