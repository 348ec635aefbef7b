"""Sees to it that nothing stays behind when a process dies. Each process has one."""

import asyncio
import logging
from collections.abc import Callable
from typing import Final, Protocol

from procrastinate.exceptions import ProcrastinateException
from procrastinate.jobs import Job

from bot.adapters.queue.journal import Journal
from bot.adapters.queue.tickets import BEAT, STALLED, Tickets
from bot.core.turns import Turn

LATE: Final = 2 * BEAT
log = logging.getLogger(__name__)


class Held(Protocol):
    """What the engine of this process has in its hands."""

    def running(self) -> list[int]:
        """The turns that it runs."""

    def held(self) -> tuple[int | None, set[int]]:
        """Its worker's number, and the tickets that it knows of."""


class Janitor:
    """Beats, and takes up what the dead have left.

    Who was cut off itself cannot tell who is dead: after a late beat it first waits
    until everybody else has had the time to beat again.
    """

    def __init__(
        self,
        journal: Journal,
        tickets: Tickets,
        settle: Callable[[Turn], None],
        engine: Held,
    ) -> None:
        self._journal, self._tickets = journal, tickets
        self._settle, self._engine = settle, engine
        self._last: float | None = None
        self._sure_from = 0.0
        self._suspect: set[int] = set()

    async def run(self) -> None:
        """Go round for good."""
        while True:
            try:
                await self.round()
            except ProcrastinateException as error:
                log.warning("a round was broken off: %s", error)
            except Exception:
                log.exception("a round was broken off")
            await asyncio.sleep(BEAT)

    async def round(self) -> None:
        """Once."""
        clock = asyncio.get_running_loop().time
        await self._journal.beat(self._engine.running())
        now = clock()
        if self._last is not None and now - self._last > BEAT + LATE:
            self._sure_from = now + STALLED
        self._last = now
        await self._own()
        if now >= self._sure_from:
            await self._others()
        await self._tickets.tidy()

    def silent(self) -> float:
        """For how long the others have heard nothing of this process."""
        now = asyncio.get_running_loop().time()
        return 0.0 if self._last is None else now - self._last

    async def _others(self) -> None:
        for job in await self._tickets.stalled():
            log.warning("turn %s is taken over", job.task_kwargs.get("turn"))
            await self._give_back(job)
        if count := await self._journal.rewrite(self._tickets.write):
            log.warning("%s turns had no ticket, and have one now", count)
        for turn in await self._journal.unsettled():
            self._settle(turn)

    async def _own(self) -> None:
        """Give back what is ours only because we never heard that we got it."""
        worker, held = self._engine.held()
        lost = await self._tickets.lost(worker, held)
        for job in lost:
            if job.id in self._suspect:
                await self._give_back(job)
        self._suspect = {job.id for job in lost if job.id is not None}

    async def _give_back(self, job: Job) -> None:
        try:
            await self._tickets.give_back(job)
        except ProcrastinateException as error:
            log.info("another was sooner: %s", error)
