"""Posts a turn's message at once, and only once.

The process that took the ask posts the message without waiting for the lane. If it is
killed between Slack's answer and our note of it, or never gets the answer, the message
is found by its mark.
"""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from dataclasses import replace

from bot.core.about import about
from bot.core.asks import Ask
from bot.core.budget import Budget
from bot.core.errands import Errands
from bot.core.errors import ChatError, Overtaken
from bot.core.fencing import FencedChat
from bot.core.message import Message
from bot.core.ports import Chat, Turns
from bot.core.posting import Post, posted_once
from bot.core.rank import Rank
from bot.core.tally import Silent, Tally
from bot.core.thread import ThreadKey
from bot.core.turns import Turn
from bot.core.view import waiting

LOOK_AGAIN = 0.1
Tell = Callable[[str], Awaitable[None]]


class Placing:
    """Where each turn's message is."""

    def __init__(
        self,
        chat: Chat,
        turns: Turns,
        budget: Budget,
        errands: Errands,
        tally: Tally | None = None,
    ) -> None:
        self._tally = tally or Silent()
        self._chat, self._turns, self._budget = chat, turns, budget
        self._errands = errands
        self.on_opened: Callable[[Turn], None] = lambda _: None
        self._under_way: dict[int, asyncio.Task[Turn]] = {}
        self._opening: dict[tuple[str, str], set[asyncio.Task[Turn]]] = {}

    def start(
        self,
        turn: Turn,
        ahead: int,
        tell: Tell | None = None,
        since: float | None = None,
    ) -> None:
        """Post the message now; its ask came in at `since`.

        `tell` reaches the person where a post does not.
        """
        with about(turn):
            work = self._place(turn, ahead, tell, since=since)
            task = self._errands.start(work, f"placing {turn.id}")
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
            with contextlib.suppress(Overtaken):
                await asyncio.shield(under_way)
            # It may have read the turn too early.
            turn = await self._turns.get(turn.id) or turn
        while not turn.message and not await self._turns.may_post(turn.id):
            await asyncio.sleep(LOOK_AGAIN)  # another process is about to post it
            turn = await self._turns.get(turn.id) or turn
        return turn if turn.message else await self._place(turn, 0, sought=True)

    def whisper(self, ask: Ask, sentence: str, tell: Tell | None = None) -> None:
        """Say something to the asker alone, as far as that can be done."""
        said = tell(sentence) if tell else self._whisper(ask, sentence)
        self._errands.start(_awaited(said), "a whisper")

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
            ts = await self._post(turn, waiting(turn, ahead), sought)
        except ChatError as error:
            if tell is not None:
                self._errands.start(_awaited(tell(error.told)), f"a word of {turn.id}")
            raise
        if since is not None:
            self._tally.seen(asyncio.get_running_loop().time() - since)
        return await self._noted(turn, ts)

    async def _post(self, turn: Turn, message: Message, sought: bool) -> str:
        thread = turn.ask.thread
        target = replace(thread, ts="") if opens(turn) else thread
        post = Post(target, message, mark(turn), Rank.FIRST, sought)

        async def check() -> None:
            if not await self._turns.may_post(turn.id):
                raise Overtaken(f"another process posts the message of turn {turn.id}")

        return await posted_once(FencedChat(self._chat, check), self._budget, post)

    async def _noted(self, turn: Turn, ts: str) -> Turn:
        opened = replace(turn.ask.thread, ts=ts) if opens(turn) else None
        await self._turns.posted(turn.id, ts, opened)
        found = await self._turns.get(turn.id) or turn
        if found.message != ts:  # another process was sooner, and nobody needs two
            await self._chat.delete(turn.ask.thread, ts)
        elif opened is not None:
            self.on_opened(found)
        return found

    async def _whisper(self, ask: Ask, sentence: str) -> None:
        try:
            await self._chat.whisper(ask.thread, ask.user, Message(sentence))
        except ChatError:
            return  # a word in the ear is not worth a failure


async def _awaited(said: Awaitable[None]) -> None:
    await said


def mark(turn: Turn) -> str:
    """What tells a turn's message apart from all others."""
    return f"turn-{turn.id}"


def opens(turn: Turn) -> bool:
    """Whether the turn's message is still to open its thread."""
    return turn.ask.opens_thread and not turn.message


def _channel(thread: ThreadKey) -> tuple[str, str]:
    return thread.team, thread.channel
