"""Posts a turn's message at once, and only once.

The process that took the ask posts the message without waiting for the lane. If it is
killed between Slack's answer and our note of it, the message is found by its mark.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from bot.core.errands import Errands
from bot.core.errors import ChatBusy, ChatShut
from bot.core.message import Message
from bot.core.ports import Chat, Turns
from bot.core.rank import Rank, ranked
from bot.core.thread import ThreadKey
from bot.core.turns import Turn
from bot.core.view import waiting

Tell = Callable[[str], Awaitable[None]]
log = logging.getLogger(__name__)


class Placing:
    """Where each turn's message is."""

    def __init__(self, chat: Chat, turns: Turns, errands: Errands) -> None:
        self._chat, self._turns, self._errands = chat, turns, errands
        self._under_way: dict[int, asyncio.Task[Turn]] = {}
        self._opening: dict[tuple[str, str], set[asyncio.Task[Turn]]] = {}

    def start(self, turn: Turn, ahead: int, tell: Tell | None = None) -> None:
        """Post the message now. `tell` reaches the person where a post does not."""
        task = self._errands.start(self._place(turn, ahead, tell), f"placing {turn.id}")
        self._under_way[turn.id] = task
        task.add_done_callback(lambda _: self._under_way.pop(turn.id, None))
        if turn.ask.opens_thread:
            opening = self._opening.setdefault(_channel(turn.ask.thread), set())
            opening.add(task)
            task.add_done_callback(opening.discard)

    async def of(self, turn: Turn) -> Turn:
        """The turn with its message, posted if it never was. Raises ChatError."""
        under_way = self._under_way.get(turn.id)
        if under_way is not None:
            return await asyncio.shield(under_way)
        if turn.message:
            return turn
        found = await self._chat.find(turn.ask.thread, mark(turn))
        return await (self._noted(turn, found) if found else self._place(turn, 0, None))

    async def opened(self, thread: ThreadKey) -> None:
        """Wait for the threads that are being opened in the thread's channel."""
        if opening := self._opening.get(_channel(thread)):
            await asyncio.wait(opening)

    async def _place(self, turn: Turn, ahead: int, tell: Tell | None) -> Turn:
        try:
            ts = await self._post(turn, waiting(turn, ahead))
        except ChatShut as error:
            if tell is not None:
                await tell(error.told)
            raise
        return await self._noted(turn, ts)

    async def _post(self, turn: Turn, message: Message) -> str:
        thread = turn.ask.thread
        target = ThreadKey(
            thread.team, thread.channel, "" if opens(turn) else thread.ts
        )
        for _ in range(20):
            try:
                with ranked(Rank.FIRST):
                    return await self._chat.post(target, message, mark(turn))
            except ChatBusy as error:
                log.warning("turn %s: its message waits: %s", turn.id, error)
                await asyncio.sleep(0 if error.retry_after else 1)
        raise ChatBusy("Slack did not take the first message")

    async def _noted(self, turn: Turn, ts: str) -> Turn:
        thread = turn.ask.thread
        opened = ThreadKey(thread.team, thread.channel, ts) if opens(turn) else None
        await self._turns.posted(turn.id, ts, opened)
        return await self._turns.get(turn.id) or turn


def mark(turn: Turn) -> str:
    """What tells a turn's message apart from all others."""
    return f"turn-{turn.id}"


def opens(turn: Turn) -> bool:
    """Whether the turn's message is still to open its thread."""
    return turn.ask.opens_thread and not turn.message


def _channel(thread: ThreadKey) -> tuple[str, str]:
    return thread.team, thread.channel
