"""Makes sure that no turn is left behind when a process dies. Each process has one."""

import asyncio
import logging
from collections.abc import Callable
from typing import Final, Protocol

from procrastinate.exceptions import ProcrastinateException
from procrastinate.jobs import Job

from bot.adapters.queue.journal import Journal
from bot.adapters.queue.tickets import BEAT, STALLED, Tickets
from bot.core.turn.turns import Turn

LATE: Final = 2 * BEAT
log = logging.getLogger(__name__)


class AtWork(Protocol):
    """The turns that the engine of this process is working on."""

    def running(self) -> list[int]:
        """The turns that it runs."""

    def at_work(self) -> tuple[int | None, set[int]]:
        """Its worker's number, and the tickets that it knows of."""


class Janitor:
    """Gives signs of life, and takes over the turns of dead processes.

    A process that was cut off cannot tell which others are dead. After a late sign of
    life, it first waits until everybody else has had time to give another one. A
    process that has just started does the same: the database may have been unreachable,
    and this process may be the first to reach it again.
    """

    def __init__(
        self,
        journal: Journal,
        tickets: Tickets,
        settle: Callable[[Turn], None],
        engine: AtWork,
    ) -> None:
        self._journal, self._tickets = journal, tickets
        self._settle, self._engine = settle, engine
        self._last: float | None = None
        self._sure_from = 0.0
        self._suspect: set[int] = set()

    async def run(self) -> None:
        """Make one round after another, without end."""
        while True:
            try:
                await self.round()
            except ProcrastinateException as error:
                log.warning("a round was cut short: %s", error)
            except Exception:
                log.exception("a round was cut short")
            await asyncio.sleep(BEAT)

    async def round(self) -> None:
        """Give a sign of life, and take over what dead processes have left."""
        clock = asyncio.get_running_loop().time
        await self._journal.beat(self._engine.running())
        now = clock()
        if await self._may_be_wrong(now):
            self._sure_from = now + STALLED
        self._last = now
        await self._own()
        if now >= self._sure_from:
            await self._others()
        if count := await self._journal.rewrite(self._tickets.write):
            log.warning("%s turns had no ticket, and have one now", count)
        await self._tickets.tidy()

    async def _may_be_wrong(self, now: float) -> bool:
        if self._last is None:
            return not await self._journal.alone()
        return now - self._last > BEAT + LATE

    def silent(self) -> float:
        """How many seconds ago the others last heard from this process."""
        now = asyncio.get_running_loop().time()
        return 0.0 if self._last is None else now - self._last

    async def _others(self) -> None:
        for job in await self._tickets.stalled():
            log.warning("turn %s is taken over", job.task_kwargs.get("turn"))
            await self._give_back(job)
        for turn in await self._journal.unsettled():
            self._settle(turn)

    async def _own(self) -> None:
        """Give back tickets that we were given without learning of it."""
        worker, running = self._engine.at_work()
        lost = await self._tickets.lost(worker, running)
        for job in lost:
            if job.id in self._suspect:
                await self._give_back(job)
        self._suspect = {job.id for job in lost if job.id is not None}

    async def _give_back(self, job: Job) -> None:
        try:
            await self._tickets.give_back(job)
        except ProcrastinateException as error:
            log.info("another process was faster: %s", error)
