"""Posts a turn's message at once, and only once.

The process that accepted the ask posts the message without waiting for the lane. If it
is killed between Slack's answer and our note of it, or never gets the answer, the
message is found by its mark.
"""

import asyncio
import contextlib
import hashlib
import logging
from collections.abc import Awaitable, Callable
from dataclasses import replace
from functools import partial

from bot.core.caller import Priority
from bot.core.calls.fencing import FencedChat
from bot.core.errands import Errands
from bot.core.errors import ChatBusy, ChatError, Overtaken
from bot.core.messages.message import Message
from bot.core.messages.view import waiting
from bot.core.reporting.log_context import about
from bot.core.showing.context import TurnContext
from bot.core.showing.posting import Post, insisting, posted_once
from bot.core.showing.signs import Show, SignedBudget, Signs
from bot.core.turn.asks import Ask
from bot.core.turn.thread import ThreadKey
from bot.core.turn.turns import Turn

LATE = 10.0
"""After a loss of power, no machine is back within so many seconds."""
LOOK_AGAIN = 0.1
COMING = (
    "I have your request. My answer will appear as soon as Slack lets me post here."
)
Tell = Callable[[str], Awaitable[None]]
log = logging.getLogger(__name__)


class Placing:
    """Posts and finds each turn's message. `now` is the time of day, like Slack's."""

    def __init__(
        self,
        context: TurnContext,
        errands: Errands,
        *,
        now: Callable[[], float],
    ) -> None:
        self._chat, self._turns, self._budget = (
            context.chat,
            context.turns,
            context.budget,
        )
        self._counters, self._opened_threads = context.counters, context.opened_threads
        self._errands, self._signs, self._now = errands, Signs(errands), now
        self._under_way: dict[int, asyncio.Task[Turn]] = {}
        self._opening: dict[tuple[str, str], set[asyncio.Task[Turn]]] = {}

    def start(
        self,
        turn: Turn,
        ahead: int,
        tell: Tell | None = None,
        since: float | None = None,
    ) -> None:
        """Post the message now; its ask arrived at `since`.

        `tell` reaches the person where nothing can be posted.
        """
        sought = came_late(turn.ask, self._now())
        with about(turn):
            work = self._place(turn, ahead, tell, sought, since)
            task = self._errands.start(work, f"placing {turn.id}")
        self._under_way[turn.id] = task
        task.add_done_callback(lambda _: self._under_way.pop(turn.id, None))
        if turn.ask.opens_thread:
            opening = self._opening.setdefault(_channel(turn.ask.thread), set())
            opening.add(task)
            task.add_done_callback(opening.discard)

    async def of(self, turn: Turn) -> Turn:
        """The turn with its message, which is posted if it was not before. Raises
        ChatError."""
        under_way = self._under_way.get(turn.id)
        if under_way is not None:
            with contextlib.suppress(Overtaken):
                await asyncio.shield(under_way)
            # The turn may have been read too early.
            turn = await self._turns.get(turn.id) or turn
        while not turn.message and not await self._turns.may_post(turn.id):
            await asyncio.sleep(LOOK_AGAIN)  # another process is about to post it
            turn = await self._turns.get(turn.id) or turn
        return turn if turn.message else await self._place(turn, 0, sought=True)

    def whisper(
        self, ask: Ask, sentence: str, tell: Tell | None = None
    ) -> asyncio.Task[None]:
        """Say something to the asker only, if possible. The task raises ChatBusy if it
        may be possible later."""
        said = tell(sentence) if tell else self._whisper(ask, sentence)
        return self._errands.start(_awaited(said), "a whisper")

    async def opened(self, thread: ThreadKey) -> None:
        """Wait for the threads that are being opened in the thread's channel."""
        if opening := self._opening.get(_channel(thread)):
            await asyncio.wait(opening)

    async def _place(
        self,
        turn: Turn,
        ahead: int,
        tell: Tell | None = None,
        sought: bool = False,
        since: float | None = None,
    ) -> Turn:
        try:
            ts = await self._post(turn, waiting(turn, ahead), sought, tell)
        except ChatError as error:
            if tell is not None:
                self._errands.start(_awaited(tell(error.told)), f"a word of {turn.id}")
            raise
        if since is not None:
            self._counters.seen(asyncio.get_running_loop().time() - since)
        return await self._noted(turn, ts)

    async def _post(
        self, turn: Turn, message: Message, sought: bool, tell: Tell | None
    ) -> str:
        thread = turn.ask.thread
        target = replace(thread, ts="") if opens(turn) else thread
        key = ask_key(turn.ask)
        post = Post(
            target, message, f"turn-{turn.id}-{key}", Priority.FIRST, sought, key
        )

        async def check() -> None:
            if not await self._turns.may_post(turn.id):
                raise Overtaken(f"another process posts the message of turn {turn.id}")

        show = self._sign(turn.ask, tell)
        budget = SignedBudget(self._budget, self._signs, _below(turn.ask), show)
        async with self._signs.until_posted(_below(turn.ask), show):
            return await posted_once(FencedChat(self._chat, check), budget, post)

    def _sign(self, ask: Ask, tell: Tell | None) -> Show:
        """Show the sign below the ask; if the channel has no such message, tell the
        asker once."""
        if (ask.thread.ts or ask.ts) and not ask.opens_thread:
            return partial(self._chat.sign, _below(ask))
        saying = [COMING] if tell else []

        async def say(words: str) -> None:
            if words and tell and saying:
                await tell(saying.pop())

        return say

    async def _noted(self, turn: Turn, ts: str) -> Turn:
        opened = replace(turn.ask.thread, ts=ts) if opens(turn) else None
        await self._turns.posted(turn.id, ts, opened)
        found = await self._turns.get(turn.id) or turn
        if found.message != ts:  # another process was faster, and one is enough
            await self._chat.delete(turn.ask.thread, ts)
        elif opened is not None:
            self._opened_threads.tell(found)
        return found

    async def _whisper(self, ask: Ask, sentence: str) -> None:
        # Slack shows a thread's whispers only once the thread has a reply.
        alone = ask.thread.ts == ask.ts
        place = replace(ask.thread, ts="") if alone else ask.thread
        whisper = partial(self._chat.whisper, place, ask.user, Message(sentence))
        try:
            await insisting(whisper)
        except ChatBusy:
            raise
        except ChatError as error:  # somebody who has left the channel, for example
            log.info("an asker cannot be told: %s", error)


async def _awaited(said: Awaitable[None]) -> None:
    await said


def ask_key(ask: Ask) -> str:
    """The key that identifies the message of an ask.

    It is not the number of the turn: if a loss of power removes the row, another turn
    gets that number.
    """
    return hashlib.sha256(ask.claim.encode()).hexdigest()[:16]


def _below(ask: Ask) -> ThreadKey:
    """The thread in which the ask's sign is shown. Outside of threads, each ask has its
    own."""
    return replace(ask.thread, ts=ask.thread.ts or ask.ts or ask.claim)


def came_late(ask: Ask, now: float) -> bool:
    """Whether the ask may have come before: Slack sends it again if it thinks we missed
    it.

    Then its message may exist although a loss of power removed its row.
    """
    with contextlib.suppress(ValueError):
        return bool(ask.ts) and now - float(ask.ts) > LATE
    return False


def opens(turn: Turn) -> bool:
    """Whether the turn's message has yet to open its thread."""
    return turn.ask.opens_thread and not turn.message


def _channel(thread: ThreadKey) -> tuple[str, str]:
    return thread.team, thread.channel
