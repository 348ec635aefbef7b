"""Takes asks in: claimed once, answered in order, and seen at once.

When `take` returns, the ask is in the journal, and Slack may be told so. The message is
posted without waiting for the lane.
"""

import asyncio
import logging
from collections import deque
from dataclasses import replace
from weakref import WeakValueDictionary

from bot.core.about import pairs, where
from bot.core.asking import WHAT
from bot.core.asks import Ask
from bot.core.errors import AskError, Crowded
from bot.core.options import read_options
from bot.core.placing import Placing, Tell
from bot.core.ports import Engine, Turns
from bot.core.tally import Silent, Tally
from bot.core.thread import ThreadKey
from bot.core.turns import Turn

MOST_WAITING = 20
FULL = (
    f"{MOST_WAITING} requests of this thread are waiting already. Ask again when some "
    "of them are done, or in another thread."
)
log = logging.getLogger(__name__)


class Intake:
    """The door."""

    def __init__(
        self,
        turns: Turns,
        placing: Placing,
        engine: Engine,
        tally: Tally | None = None,
    ) -> None:
        self._tally = tally or Silent()
        self._turns, self._placing, self._engine = turns, placing, engine
        self._refused: deque[str] = deque(maxlen=100)
        self._claimed: deque[str] = deque(maxlen=100)
        self._locks: WeakValueDictionary[ThreadKey, asyncio.Lock] = (
            WeakValueDictionary()
        )
        placing.on_opened = engine.opened

    async def take(self, ask: Ask, tell: Tell | None = None) -> Turn | None:
        """Accept the ask, unless it was accepted before or too many wait there."""
        since = asyncio.get_running_loop().time()
        async with self._locks.setdefault(ask.thread, asyncio.Lock()):
            return await self._take(ask, tell, since)

    async def _take(self, ask: Ask, tell: Tell | None, since: float) -> Turn | None:
        """One at a time for each thread, so that they take their places in order.

        A mention comes as two events: the second need not bother the journal.
        """
        if ask.claim in self._claimed:
            return None
        try:
            turn = await self._turns.accept(ask, MOST_WAITING)
        except Crowded:
            self._refuse(ask, tell)
            return None
        self._claimed.append(ask.claim)
        if turn is not None:
            ahead = await self._engine.ahead(turn)
            self._placing.start(turn, ahead, tell, since)
            await self._engine.submit(turn, told=ahead)
        return turn

    async def take_reply(self, ask: Ask) -> Turn | None:
        """Accept a reply that mentions nobody, if it stands in a thread of ours."""
        await self._placing.opened(ask.thread)
        return await self.take(ask) if await self.knows(ask.thread) else None

    async def take_on(self, ask: Ask, message: str) -> Turn | None:
        """Accept an ask about a message; if a turn of ours made it, build on that."""
        thread = ask.thread
        turn = await self._turns.by_message(thread.team, thread.channel, message)
        ours = turn is not None and turn.message == message
        return await self.take(replace(ask, onto=turn.id) if turn and ours else ask)

    def objection(self, ask: Ask) -> str:
        """What is wrong with the ask as it is written, if anything."""
        try:
            words, _ = read_options(ask.words)
        except AskError as error:
            return error.sentence
        return "" if words or ask.attached else WHAT

    def _refuse(self, ask: Ask, tell: Tell | None) -> None:
        """Say once that the thread is full, however often the ask is delivered."""
        if ask.claim not in self._refused:
            self._refused.append(ask.claim)
            self._tally.declined(ask)
            log.warning("ask declined", extra=pairs(**where(ask.thread), why="full"))
            self._placing.whisper(ask, FULL, tell)

    async def knows(self, thread: ThreadKey) -> bool:
        """Whether the thread is ours."""
        return await self._turns.knows(thread)
