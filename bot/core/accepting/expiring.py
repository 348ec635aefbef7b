"""Declines what nobody has decided in time."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Final

from bot.core.accepting.deciding import Deciding
from bot.core.accepting.intake import Intake
from bot.core.cancelling import cancelled
from bot.core.errors import StoreAway

EVERY: Final = 60.0
"""Seconds from one look to the next; each process looks."""
EXPIRED: Final = "Not allowed: nobody decided in time."
log = logging.getLogger(__name__)


@asynccontextmanager
async def expiring(intake: Intake, seconds: float) -> AsyncIterator[None]:
    """Decline what is overdue, at once and then again and again."""
    task = asyncio.create_task(Expiring(intake.deciding, seconds).run())
    try:
        yield
    finally:
        await cancelled(task)


@dataclass(frozen=True, slots=True)
class Expiring:
    """Ends turns that have been asking for too long. Nothing is requested for it."""

    deciding: Deciding
    seconds: float
    every: float = EVERY

    async def once(self) -> None:
        """Decline what is overdue now. Of several processes, one does it."""
        for turn in await self.deciding.turns.legs.overdue(self.seconds):
            await self.deciding.decide(turn, (), EXPIRED)

    async def run(self) -> None:
        """Do so from time to time, for ever."""
        while True:
            try:
                await self.once()
            except (StoreAway, TimeoutError) as error:
                log.warning("what is overdue is unknown: %s", error)
            await asyncio.sleep(self.every)
