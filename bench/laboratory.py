"""Everything that a group of figures needs: servers, contenders, a plan, a folder."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from itertools import count
from pathlib import Path

from bench.contenders import LIMIT, POSTGRES, SQLITE, USUAL, Contender
from bench.databases import Databases
from bench.plan import Plan
from bench.running import Running, started
from bench.servers import Order, Servers
from bench.timings import Seen, seen

PATIENCE = 30.0


class NoAnswerError(Exception):
    """A single turn was not answered, so no figure would mean anything."""


@dataclass(frozen=True, slots=True)
class Laboratory:
    """One run of the bench."""

    plan: Plan
    servers: Servers
    databases: Databases
    folder: Path
    contenders: tuple[Contender, ...] = ()
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def with_contenders(self, group: str) -> "Laboratory":
        """The same with only the contenders of a group of figures."""
        rivals = () if group in self.plan.alone else (LIMIT, USUAL)
        shared = (POSTGRES,) if group in self.plan.on_postgres else ()
        shared = shared if self.databases.uri else ()
        return replace(self, contenders=(*rivals, SQLITE, *shared))

    def orders(
        self, many: int, within: float = 0.0, shape: str = "jpeg"
    ) -> list[Order]:
        """New asks, spread evenly over so many seconds.

        JPEG is what darkroom asks the model for unless it is told otherwise.
        """
        every = within / many if many else 0.0
        return [
            Order(next(self.numbers), shape, index * every) for index in range(many)
        ]

    @asynccontextmanager
    async def cold(
        self, contender: Contender, database: str = ""
    ) -> AsyncIterator[Running]:
        """The contender, with a new database unless one is given."""
        database = database or await self.databases.fresh(contender.keeps)
        async with started(contender, self.servers, self.folder, database) as running:
            yield running

    @asynccontextmanager
    async def warm(
        self, contender: Contender, database: str = ""
    ) -> AsyncIterator[Running]:
        """The contender after its first turn, which is not counted."""
        async with self.cold(contender, database) as running:
            await self.one_by_one(running, 1)
            yield running

    async def one_by_one(self, running: Running, many: int) -> Seen:
        """Ask, wait for the final, ask again; then let the program come to rest."""
        for order in self.orders(many):
            await self.one(running, order)
        return await self.at_rest(running)

    async def one(self, running: Running, order: Order) -> None:
        """Ask, and wait for the final."""
        await running.slack.ask([order])
        if not await running.slack.answered(order.turn, PATIENCE):
            raise NoAnswerError(f"{running.contender.name} did not answer in time")

    async def at_rest(self, running: Running) -> Seen:
        """Wait until the program is at rest, and read the timings."""
        await running.slack.quiet(self.plan.still)
        return await self.now(running)

    async def now(self, running: Running) -> Seen:
        """Read the timings since the last time."""
        return await seen(running.slack)
