"""Runs a turn once more where it failed before it had ended.

In one process nobody else would take it up before the next start.
"""

import asyncio
import logging
from dataclasses import dataclass

from bot.core.about import ids, pairs
from bot.core.lanes import Run, Stop
from bot.core.ports import Turns
from bot.core.turns import Status, Turn

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Again:
    """A `Run` that does not give up at once. Its lane waits meanwhile."""

    run: Run
    turns: Turns
    pauses: tuple[float, ...] = (1.0, 5.0, 30.0)

    async def __call__(self, turn: Turn, stop: Stop) -> None:
        """Run the turn; what still fails in the end is raised."""
        for pause in self.pauses:
            if await self._done(turn, stop):
                return
            await asyncio.sleep(pause)
        await self.run(turn, stop)

    async def _done(self, turn: Turn, stop: Stop) -> bool:
        try:
            await self.run(turn, stop)
        except Exception:
            log.exception("ended with a bug", extra=pairs(**ids(turn)))
            return await self._has_ended(turn)
        return True

    async def _has_ended(self, turn: Turn) -> bool:
        try:
            found = await self.turns.get(turn.id)
        except Exception:
            log.exception("the journal cannot be read", extra=pairs(**ids(turn)))
            return False
        return found is None or found.status is Status.SHOWN
