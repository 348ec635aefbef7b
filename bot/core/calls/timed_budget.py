"""Reports how long callers wait for a budget."""

import asyncio
from dataclasses import dataclass

from bot.core.caller import Priority
from bot.core.calls.budget import Budget
from bot.core.calls.call import Call
from bot.core.reporting.counters import Counters


@dataclass(frozen=True, slots=True)
class TimedBudget:
    """A `Budget` that times another one. Callers that give up are counted, too."""

    budget: Budget
    counters: Counters

    async def admitted(
        self, call: Call, priority: Priority, since: float = 0.0
    ) -> None:
        """Return when the call may be made."""
        clock = asyncio.get_running_loop().time
        began = clock()
        try:
            await self.budget.admitted(call, priority, since)
        finally:
            self.counters.waited(call.method, clock() - began)

    async def closed(self, call: Call, seconds: float) -> None:
        """Note that a call was refused."""
        await self.budget.closed(call, seconds)
