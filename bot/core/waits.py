"""A budget that tells how long it makes its callers wait."""

import asyncio
from dataclasses import dataclass

from bot.core.budget import Budget
from bot.core.rank import Call, Rank
from bot.core.tally import Tally


@dataclass(frozen=True, slots=True)
class TimedBudget:
    """A `Budget` itself. Who gives up waiting has waited, too."""

    budget: Budget
    tally: Tally

    async def admitted(self, call: Call, rank: Rank, since: float = 0.0) -> None:
        """Return when the call may be made."""
        clock = asyncio.get_running_loop().time
        began = clock()
        try:
            await self.budget.admitted(call, rank, since)
        finally:
            self.tally.waited(call.method, clock() - began)

    async def closed(self, call: Call, seconds: float) -> None:
        """The other side said no."""
        await self.budget.closed(call, seconds)
