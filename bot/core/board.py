"""Tells those who wait how many are before them, and keeps that up.

To the budget a workspace's board is one caller among its drafts, so that a long line
does not take the previews away from those who are being answered.
"""

import asyncio
import logging

from bot.core.errands import Errands
from bot.core.errors import ChatError
from bot.core.lanes import Lanes
from bot.core.rank import Call, Rank, paid
from bot.core.turns import Turn
from bot.core.view import waiting
from bot.core.wall import Wall

CALL = "chat.update"
log = logging.getLogger(__name__)


class Board:
    """What each waiting turn was told last."""

    def __init__(self, wall: Wall, lanes: Lanes, errands: Errands) -> None:
        self._wall, self._lanes, self._errands = wall, lanes, errands
        self._told: dict[int, int] = {}
        self._told_at: dict[int, float] = {}
        self._telling: set[str] = set()
        self._editing: dict[int, asyncio.Lock] = {}

    def joined(self, turn: int, ahead: int) -> None:
        """Its first message says so already."""
        self._told[turn] = ahead

    def moved(self) -> None:
        """Somebody went in or away."""
        for team in {turn.ask.thread.team for turn, _ in self._lanes.waiting()}:
            if team not in self._telling:
                self._telling.add(team)
                self._errands.start(self._tell(team), f"the line of {team}")

    async def left(self, turn: Turn) -> None:
        """It waits no longer: return when nothing more is said of its place."""
        self._told.pop(turn.id, None)
        self._told_at.pop(turn.id, None)
        if lock := self._editing.get(turn.id):
            async with lock:
                return

    async def _tell(self, team: str) -> None:
        try:
            while self._next(team):
                now = asyncio.get_running_loop().time()
                await self._wall.budget.admitted(Call(team, CALL), Rank.PREVIEW, now)
                if found := self._next(team):
                    await self._say(*found)
        finally:
            self._telling.discard(team)

    def _next(self, team: str) -> tuple[Turn, int] | None:
        """Who was told something that is no longer so, and has waited longest."""
        moved = [
            (turn, ahead)
            for turn, ahead in self._lanes.waiting()
            if turn.ask.thread.team == team and self._told.get(turn.id) != ahead
        ]
        return min(
            moved, key=lambda each: self._told_at.get(each[0].id, 0), default=None
        )

    async def _say(self, turn: Turn, ahead: int) -> None:
        self._told[turn.id] = ahead
        self._told_at[turn.id] = asyncio.get_running_loop().time()
        async with self._editing.setdefault(turn.id, asyncio.Lock()):
            current = await self._wall.turns.get(turn.id)
            if current is not None and current.message and turn.id in self._told:
                await self._edit(current, ahead)
        del self._editing[turn.id]

    async def _edit(self, turn: Turn, ahead: int) -> None:
        try:
            with paid(CALL):
                message = waiting(turn, ahead)
                await self._wall.chat.edit(turn.ask.thread, turn.message, message)
        except ChatError as error:
            log.info("turn %s: its place could not be shown: %s", turn.id, error)
