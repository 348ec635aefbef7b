"""Takes asks in: claimed once, answered in order, and seen at once.

When `take` returns, the ask is in the journal, and Slack may be told so. The message is
posted without waiting for the lane.
"""

from dataclasses import replace

from bot.core.asking import WHAT
from bot.core.asks import Ask
from bot.core.errors import AskError
from bot.core.lanes import Lanes
from bot.core.options import read_options
from bot.core.placing import Placing, Tell
from bot.core.ports import Turns
from bot.core.thread import ThreadKey
from bot.core.turns import Turn


class Intake:
    """The door."""

    def __init__(self, turns: Turns, placing: Placing, lanes: Lanes) -> None:
        self._turns, self._placing, self._lanes = turns, placing, lanes
        placing.on_opened = lanes.opened

    async def take(self, ask: Ask, tell: Tell | None = None) -> Turn | None:
        """Accept the ask, unless it was accepted before."""
        turn = await self._turns.accept(ask)
        if turn is not None:
            self._placing.start(turn, self._lanes.ahead(turn.ask.thread), tell)
            self._lanes.submit(turn)
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

    async def knows(self, thread: ThreadKey) -> bool:
        """Whether the thread is ours."""
        return await self._turns.knows(thread)
