"""Accepts asks: each is claimed once, answered in order, and acknowledged at once.

When `take` returns, the ask is in the journal and on the disk, or its person knows that
it is declined; so it may be acknowledged to Slack. Its message is posted without
waiting for the lane or the disk.
"""

import asyncio
import logging
from collections import OrderedDict, deque
from dataclasses import replace
from weakref import WeakValueDictionary

from bot.core.accepting.deciding import Deciding
from bot.core.accepting.helping import asks_for_help
from bot.core.errors import AskError, Crowded, StoreFull
from bot.core.messages.help import HELP
from bot.core.ports import Engine, Turns
from bot.core.reporting.counters import Counters
from bot.core.reporting.log_context import pairs, where
from bot.core.showing.placing import Placing, Tell
from bot.core.turn.asks import FROM_SCRATCH, WHAT, Ask, with_flags_read
from bot.core.turn.thread import ThreadKey
from bot.core.turn.turns import Turn

MOST_WAITING = 20
MOST_REMEMBERED = 100
FULL = (
    f"{MOST_WAITING} requests are already waiting in this thread. Ask again when some "
    "of them are done, or ask in another thread."
)
log = logging.getLogger(__name__)


class Intake:
    """Accepts asks."""

    def __init__(
        self,
        turns: Turns,
        placing: Placing,
        engine: Engine,
        counters: Counters | None = None,
    ) -> None:
        self._counters = counters or Counters()
        self._turns, self._placing, self._engine = turns, placing, engine
        self.deciding = Deciding(turns, engine)
        self._told: OrderedDict[str, asyncio.Task[None]] = OrderedDict()
        self._claimed: deque[str] = deque(maxlen=MOST_REMEMBERED)
        self._locks: WeakValueDictionary[ThreadKey, asyncio.Lock] = (
            WeakValueDictionary()
        )

    async def take(self, ask: Ask, tell: Tell | None = None) -> Turn | None:
        """Accept the ask, unless it was accepted before or too many wait there.

        Whoever asks for help is told at once: no turn comes of it, and nothing is
        spent. Raises ChatBusy if its person has to be told something and cannot be told
        now.
        """
        since = asyncio.get_running_loop().time()
        ask = _read(ask)
        async with self._locks.setdefault(ask.thread, asyncio.Lock()):
            turn = await self._take(ask, tell, since)
        if told := self._told.get(ask.claim):
            await asyncio.shield(told)
        return turn

    async def _take(self, ask: Ask, tell: Tell | None, since: float) -> Turn | None:
        """Accept one ask at a time in each thread, in the order of their places.

        A mention comes as two events; the second one does not need to reach the
        journal.
        """
        if ask.claim in self._claimed or self._is_told(ask):
            return None
        if asks_for_help(ask):
            log.info("help given", extra=pairs(**where(ask.thread)))
            self._tell(ask, tell, HELP)
            return None
        try:
            turn = await self._turns.accept(ask, MOST_WAITING)
        except Crowded:
            self._refuse(ask, tell, FULL, "full")
            return None
        except StoreFull as error:
            log.error("an ask was declined: %s", error)
            self._refuse(ask, tell, error.told, "no_room")
            return None
        self._told.pop(ask.claim, None)
        if turn is not None:
            for each in turn.superseded:
                await self._engine.submit(each)
            ahead = await self._engine.ahead(turn)
            self._placing.start(turn, ahead, tell, since)
            await self._engine.submit(turn, told=ahead)
        await (
            self._turns.secured()
        )  # an ask that was accepted before may not be secured yet
        self._claimed.append(ask.claim)
        return turn

    async def is_ours(self, thread: ThreadKey) -> bool:
        """Whether a reply is in one of our threads, even one that is just opening."""
        await self._placing.opened(thread)
        return await self.knows(thread)

    async def take_on(self, ask: Ask, message: str) -> Turn | None:
        """Accept an ask about a message; if a turn of ours made it, build on that."""
        thread = ask.thread
        turn = await self._turns.by_message(thread.team, thread.channel, message)
        ours = turn is not None and turn.message == message
        return await self.take(replace(ask, onto=turn.id) if turn and ours else ask)

    def objection(self, ask: Ask) -> str:
        """What is wrong with how the ask is written, if anything."""
        try:
            wish = with_flags_read(ask).wish
        except AskError as error:
            return error.sentence
        return "" if wish or ask.attached else WHAT

    def _is_told(self, ask: Ask) -> bool:
        """Whether its person knows that no turn comes of it, or is just being told.

        A click is never delivered twice, so it is another try.
        """
        told = self._told.get(ask.claim) if ask.ts else None
        if told is None or not told.done():
            return told is not None
        return not told.cancelled() and told.exception() is None

    def _refuse(self, ask: Ask, tell: Tell | None, sentence: str, why: str) -> None:
        """Say why the ask is declined."""
        if ask.claim not in self._told or not ask.ts:
            self._counters.declined(ask)
            log.warning("ask declined", extra=pairs(**where(ask.thread), why=why))
        self._tell(ask, tell, sentence)

    def _tell(self, ask: Ask, tell: Tell | None, sentence: str) -> None:
        """Say something to the asker instead of accepting the ask. `_is_told` keeps
        later deliveries from it."""
        self._told[ask.claim] = self._placing.whisper(ask, sentence, tell)
        if len(self._told) > MOST_REMEMBERED:
            self._told.popitem(last=False)

    async def knows(self, thread: ThreadKey) -> bool:
        """Whether the thread is ours."""
        return await self._turns.knows(thread)


def _read(ask: Ask) -> Ask:
    """The ask with its flags read. If one is wrong, they stay unread, and its turn says
    so."""
    try:
        ask = with_flags_read(ask)
    except AskError:
        return ask
    anew = ask.onto is None and ask.options is not None and ask.options.new
    return replace(ask, onto=FROM_SCRATCH) if anew else ask
