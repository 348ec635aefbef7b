"""Takes asks in: claimed once, answered in order, and seen at once.

When `take` returns, the ask is in the journal, and Slack may be told so. The message is
posted without waiting for the lane.
"""

from bot.core.asks import Ask
from bot.core.lanes import Lanes
from bot.core.placing import Placing, Tell
from bot.core.ports import Turns
from bot.core.thread import ThreadKey
from bot.core.turns import Turn


class Intake:
    """The door."""

    def __init__(self, turns: Turns, placing: Placing, lanes: Lanes) -> None:
        self._turns, self._placing, self._lanes = turns, placing, lanes

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

    async def knows(self, thread: ThreadKey) -> bool:
        """Whether the thread is ours."""
        return await self._turns.knows(thread)
