"""Tells waiting people how many are ahead of them, and keeps the number up to date.

All notices of a workspace together count as one caller of the budget, so that a long
line does not take previews away from turns that are being answered.
"""

import asyncio
import logging

from bot.core.caller import Priority
from bot.core.calls.call import Call
from bot.core.errands import Errands
from bot.core.errors import ChatError
from bot.core.messages import view
from bot.core.queue.lanes import Notices, WaitingTurns
from bot.core.showing.context import TurnContext
from bot.core.turn.turns import Turn

CALL = "chat.update"
log = logging.getLogger(__name__)


class QueueNotices(Notices):
    """Remembers what each waiting turn was told last."""

    def __init__(self, context: TurnContext, errands: Errands) -> None:
        self._context, self._errands = context, errands
        self._told: dict[int, int] = {}
        self._told_at: dict[int, float] = {}
        self._telling: set[str] = set()
        self._editing: dict[int, asyncio.Lock] = {}

    def joined(self, turn: int, ahead: int) -> None:
        """Note the number that the turn's first message says."""
        self._told[turn] = ahead

    def moved(self, waiting: WaitingTurns) -> None:
        """Update the notices: a turn has started or left the line."""
        for team in {turn.ask.thread.team for turn, _ in waiting()}:
            if team not in self._telling:
                self._telling.add(team)
                self._errands.start(self._tell(team, waiting), f"the queue of {team}")

    async def left(self, turn: Turn) -> None:
        """Send the turn no more notices; return when none is under way."""
        self._told.pop(turn.id, None)
        self._told_at.pop(turn.id, None)
        if lock := self._editing.get(turn.id):
            async with lock:
                return

    async def _tell(self, team: str, waiting: WaitingTurns) -> None:
        try:
            while self._next(team, waiting):
                now = asyncio.get_running_loop().time()
                await self._context.budget.admitted(
                    Call(team, CALL), Priority.PREVIEW, now
                )
                if found := self._next(team, waiting):
                    await self._say(*found)
        finally:
            self._telling.discard(team)

    def _next(self, team: str, waiting: WaitingTurns) -> tuple[Turn, int] | None:
        """The turn whose notice is out of date, and has been for longest."""
        moved = [
            (turn, ahead)
            for turn, ahead in waiting()
            if turn.ask.thread.team == team and self._told.get(turn.id) != ahead
        ]
        return min(
            moved, key=lambda each: self._told_at.get(each[0].id, 0), default=None
        )

    async def _say(self, turn: Turn, ahead: int) -> None:
        self._told[turn.id] = ahead
        self._told_at[turn.id] = asyncio.get_running_loop().time()
        async with self._editing.setdefault(turn.id, asyncio.Lock()):
            current = await self._context.turns.get(turn.id)
            if current is not None and current.message and turn.id in self._told:
                await self._edit(current, ahead)
        del self._editing[turn.id]

    async def _edit(self, turn: Turn, ahead: int) -> None:
        try:
            message = view.waiting(turn, ahead)
            await self._context.chat.edit(turn.ask.thread, turn.message, message)
        except ChatError as error:
            log.info("turn %s: its place could not be shown: %s", turn.id, error)
