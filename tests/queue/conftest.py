"""Processes that share a queue, each with a run that ends when a test says so."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass, field, replace

import pytest

from bot.adapters.queue import QueueEngine, Tickets
from bot.core.queue.seats import SeatLimits
from bot.core.turn.stop import Stop
from bot.core.turn.turns import Answer, Outcome, Turn
from storage.postgres.database import Database, opened
from storage.postgres.processes import PostgresProcesses
from storage.postgres.turns import PostgresTurns
from tests.fakes import THREAD, FakeAccess, ask
from tests.postgres_server import new_database


@dataclass
class Events:
    """The events of all processes, in order."""

    begun: asyncio.Queue[tuple[str, int]] = field(default_factory=asyncio.Queue)
    ends: dict[int, asyncio.Event] = field(
        default_factory=lambda: defaultdict(asyncio.Event)
    )
    ended: list[int] = field(default_factory=list)
    stops: dict[int, str] = field(default_factory=dict)
    settled: asyncio.Queue[int] = field(default_factory=asyncio.Queue)

    async def next(self) -> int:
        """The turn that begins next."""
        async with asyncio.timeout(60):
            return (await self.begun.get())[1]


class Process:
    """One process: its journal, its engine, and a run that waits for the test."""

    def __init__(self, name: str, database: Database, events: Events) -> None:
        self.name, self._events = name, events
        self.tickets = Tickets(database.pool)
        self.processes = PostgresProcesses(database, name)
        self.turns = PostgresTurns(database, name)
        self.bugs: set[int] = set()
        self.handed_over = False
        self.access = FakeAccess()
        seats = SeatLimits(at_once=3, per_team=3, per_user=2)
        self.engine = QueueEngine(
            self.processes, self.tickets, self._run, self._settle, (seats, self.access)
        )

    async def take(
        self, number: int, thread: str = "1.1", team: str = "T1", user: str = ""
    ) -> Turn:
        """Accept an ask, from somebody new if nobody is named."""
        key = replace(THREAD, ts=thread, team=team)
        wanted = replace(ask(claim=str(number)), user=user or f"U{number}")
        turn = await self.turns.accept(replace(wanted, thread=key))
        assert turn is not None
        return turn

    async def close(self, grace: float = 0) -> None:
        """Stop in an orderly way."""

        def hand_over() -> None:
            self.handed_over = True

        await self.engine.close(grace, hand_over)
        await self.processes.leave()

    async def _run(self, turn: Turn, stop: Stop) -> None:
        turn = await self.turns.begin(turn.id)
        self._events.begun.put_nowait((self.name, turn.id))
        if turn.id in self.bugs:
            self.bugs.remove(turn.id)
            raise RuntimeError("a bug")
        if stop.refused:
            self._events.ends[turn.id].set()
        waits = [self._events.ends[turn.id].wait(), stop.asked.wait()]
        tasks = [asyncio.ensure_future(each) for each in waits]
        try:
            await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for each in tasks:
                each.cancel()
        held = self.turns.for_attempt(turn)
        await held.answered(turn.id, Answer(Outcome.DONE))
        await held.shown(turn.id, (), settled=True)
        self._events.stops[turn.id] = stop.reason or str(stop.refused or "")
        self._events.ended.append(turn.id)

    def _settle(self, turn: Turn) -> None:
        self._events.settled.put_nowait(turn.id)


@dataclass
class Harbour:
    """Starts processes; ends those that a test leaves."""

    database: Database
    events: Events
    stack: AsyncExitStack

    async def process(self, name: str, *, start: bool = True) -> Process:
        """A process of this name."""
        process = Process(name, self.database, self.events)
        await process.tickets.open()
        await process.processes.beat()
        if start:
            await process.engine.start()
            self.stack.push_async_callback(process.close)
        return process


@pytest.fixture
async def harbour() -> AsyncIterator[Harbour]:
    async with AsyncExitStack() as stack:
        database = await stack.enter_async_context(opened(await new_database()))
        yield Harbour(database, Events(), stack)


@pytest.fixture
def events(harbour: Harbour) -> Events:
    return harbour.events
