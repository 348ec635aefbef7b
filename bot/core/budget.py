"""How many Slack calls of a kind a workspace still has, and who goes first.

This one knows what Slack itself has said: a 429 closes the door for everyone in the
workspace until its Retry-After has passed.
"""

import asyncio
from enum import IntEnum
from typing import Protocol


class Rank(IntEnum):
    """Who goes first when a budget is short."""

    END = 0
    FIRST = 1
    STEP = 2
    PREVIEW = 3


class Budget(Protocol):
    """The calls that are left."""

    async def admitted(self, team: str, call: str, rank: Rank) -> None:
        """Return when the call may be made."""

    def closed(self, team: str, call: str, seconds: float) -> None:
        """Slack said no: nobody calls before this many seconds have passed."""


class MemoryBudget:
    """A budget for one process."""

    def __init__(self) -> None:
        self._opens: dict[tuple[str, str], float] = {}

    async def admitted(self, team: str, call: str, rank: Rank) -> None:
        """Return when the door is open."""
        wait = self._opens.get((team, call), 0) - asyncio.get_running_loop().time()
        if wait > 0:
            await asyncio.sleep(wait)
            await self.admitted(team, call, rank)

    def closed(self, team: str, call: str, seconds: float) -> None:
        """Keep the door shut for so long."""
        opens = asyncio.get_running_loop().time() + seconds
        key = (team, call)
        self._opens[key] = max(opens, self._opens.get(key, 0))
