"""The Slack message that is being edited in place.

There are never two edits at once. The newest view wins, and stale ones are dropped. The
last edit waits for the one under way and shows everything. An edit is never cancelled:
a cancelled one may still land in Slack, on top of the final text.

An edit is first admitted and then drawn, so that it is up to date even if it had to
wait.
"""

import asyncio
import logging
from typing import Protocol, Self

from bot.core.caller import Priority
from bot.core.calls.budget import Budget
from bot.core.calls.call import Call
from bot.core.cancelling import cancelled
from bot.core.errors import ChatBusy, ChatError, ChatGone, Overtaken, StoreAway
from bot.core.messages.message import Message
from bot.core.ports import Chat
from bot.core.reporting.counters import Counters
from bot.core.reporting.kinds import kind
from bot.core.turn.thread import ThreadKey

CALL = "chat.update"
AWAY = 1.0
"""Seconds after which an edit is tried again if the store is away; its admission stays
valid."""
ADMITTED_FOR = 1.0
"""Seconds for which an unused admission is kept."""
log = logging.getLogger(__name__)


class Sketch(Protocol):
    """Something that a draft shows. It may look different each time that it is
    drawn."""

    def draw(self) -> Message:
        """The message as it should be now, which is about to be sent."""

    def stands(self) -> None:
        """Note that Slack shows what was drawn last."""

    def refused(self, error: ChatError) -> None:
        """Note that Slack refused what was drawn last."""


class Draft:
    """Shows the newest sketch that it was given, as often as Slack allows."""

    def __init__(
        self,
        chat: Chat,
        thread: ThreadKey,
        ts: str,
        budget: Budget,
        every: float = 1.0,
        counters: Counters | None = None,
    ) -> None:
        self.thread, self.ts = thread, ts
        self.gone = asyncio.Event()
        self.overtaken = False
        self._counters = counters or Counters()
        self._chat, self._budget, self._every = chat, budget, every
        self._newest: Sketch | None = None
        self._priority = Priority.PREVIEW
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

    def show(self, sketch: Sketch, priority: Priority = Priority.PREVIEW) -> None:
        """Remember what to show; it is drawn when it may be sent."""
        self._drop()
        self._newest = sketch
        self._priority = min(self._priority, priority)
        self._fresh.set()

    async def close(
        self, message: Message, patience: float = 600, priority: Priority = Priority.END
    ) -> None:
        """Send the last message, however long Slack makes it wait; then send nothing
        more."""
        await self._stop()
        self._drop()
        async with asyncio.timeout(patience):
            while True:
                await self._admitted(priority)
                try:
                    return await self._edit(message)
                except ChatBusy as error:
                    await self._pause(error, least=0.5)
                except ChatGone:
                    self.gone.set()
                    raise

    async def _stop(self) -> None:
        if self._keeper is None:
            return
        self._closing = True
        async with self._editing:  # an edit under way is completed first
            self._keeper.cancel()
        await cancelled(self._keeper)
        self._keeper = None

    async def _keep_up(self) -> None:
        while not self.gone.is_set():
            await self._fresh.wait()
            try:
                await self._show_next()
            except StoreAway as error:
                log.warning("a step waits: %s", error)
                await asyncio.sleep(AWAY)
            if self._closing:  # a wait may have lost the cancellation
                return
            await asyncio.sleep(self._every)

    async def _show_next(self) -> None:
        if self._spare < asyncio.get_running_loop().time():
            await self._admitted(self._priority)
        async with self._editing:
            if not self._closing:
                await self._send_newest()

    async def _send_newest(self) -> None:
        self._fresh.clear()
        sketch, self._newest = self._newest, None
        priority, self._priority = self._priority, Priority.PREVIEW
        message = _drawn(sketch)
        if sketch is None or message is None or message == self._sent:
            self._spare = asyncio.get_running_loop().time() + ADMITTED_FOR
            return
        try:
            await self._edit(message)
            self._sent = message
            sketch.stands()
        except ChatBusy as error:
            await self._pause(error, least=self._every)
            self.show(self._newest or sketch, priority)
        except ChatGone:
            self.gone.set()
        except Overtaken as error:
            log.info("%s", error)
            self.overtaken = True
            self.gone.set()
        except ChatError as error:
            log.warning("a step could not be shown: %s", error)
            sketch.refused(error)

    def _drop(self) -> None:
        """Drop a view that was not sent yet: a newer one takes its place."""
        if self._newest is not None:
            self._newest = None
            self._counters.dropped()

    async def _admitted(self, priority: Priority) -> None:
        call = Call(self.thread.team, CALL)
        await self._budget.admitted(call, priority, self._sent_at)

    async def _pause(self, error: ChatBusy, least: float) -> None:
        wait = max(least, error.retry_after or 0)
        await self._budget.closed(Call(self.thread.team, CALL), wait)

    async def _edit(self, message: Message) -> None:
        self._sent_at, self._spare = asyncio.get_running_loop().time(), 0.0
        edit = asyncio.ensure_future(self._chat.edit(self.thread, self.ts, message))
        try:
            await asyncio.shield(edit)
        except asyncio.CancelledError:
            await asyncio.gather(edit, return_exceptions=True)
            raise
        except ChatError as error:
            self._counters.edited(kind(error))
            raise
        self._counters.edited("sent")


def _drawn(sketch: Sketch | None) -> Message | None:
    try:
        return sketch.draw() if sketch else None
    except Exception:
        # A view that cannot be drawn must not prevent all later ones.
        log.exception("a step could not be drawn")
        return None
