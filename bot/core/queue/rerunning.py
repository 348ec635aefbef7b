"""Runs a turn again if a run failed before the turn had ended.

With a single process, nobody else would continue it before the next start.
"""

import asyncio
import logging
from dataclasses import dataclass

from bot.core.errors import StoreAway
from bot.core.ports import Turns
from bot.core.reporting.log_context import ids, pairs
from bot.core.storing.pending_writes import lasting
from bot.core.turn.life import TAKEN_UP
from bot.core.turn.stop import Run, Stop
from bot.core.turn.turns import Turn

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Rerunning:
    """A `Run` that tries several times. The turn's lane waits meanwhile."""

    run: Run
    turns: Turns
    pauses: tuple[float, ...] = (1.0, 5.0, 30.0)

    async def __call__(self, turn: Turn, stop: Stop) -> None:
        """Run the turn; raises the error if the last try fails, too.

        While the store is away, it waits: nothing has been spent by then.
        """
        await lasting(lambda: self._run(turn, stop))

    async def _run(self, turn: Turn, stop: Stop) -> None:
        for pause in self.pauses:
            if await self._done(turn, stop):
                return
            await asyncio.sleep(pause)
        await self.run(turn, stop)

    async def _done(self, turn: Turn, stop: Stop) -> bool:
        try:
            await self.run(turn, stop)
        except StoreAway:
            raise
        except Exception:
            log.exception("ended with a bug", extra=pairs(**ids(turn)))
            return await self._has_ended(turn)
        return True

    async def _has_ended(self, turn: Turn) -> bool:
        try:
            found = await self.turns.get(turn.id)
        except Exception:
            log.exception("the stored turns cannot be read", extra=pairs(**ids(turn)))
            return False
        return found is None or found.status not in TAKEN_UP
