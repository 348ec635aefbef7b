"""The ledger of budgets against a simple model: calls, and when they were taken."""

import asyncio
import tempfile
from collections.abc import AsyncIterator, Callable
from contextlib import (
    AbstractAsyncContextManager,
    AsyncExitStack,
    asynccontextmanager,
    closing,
)
from pathlib import Path

import pytest
from hypothesis import settings, strategies
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from bot.core.calls.budget import Ledger
from bot.core.calls.tiers import Limit, Window
from storage.budgets import ledger_in
from storage.postgres.budgets import PostgresLedger
from storage.postgres.database import opened
from storage.worker import SqliteWorker
from tests.postgres_server import new_database

SECONDS = 8.0
"""The length of the window; all times are halves, which floats have exactly."""
WINDOWS = {
    "end": (Window(4, SECONDS),),
    "preview": (Window(3, SECONDS), Window(2, SECONDS / 4)),
    "wary": (Window(4, SECONDS), Window(1, SECONDS / 2, after_shut=20.0)),
}
LOW, HIGH = "T1/low/", "T1/high/"
who = strategies.sampled_from(sorted(WINDOWS))
halves = strategies.integers(1, 20).map(lambda number: number / 2)


def limit(priority: str, key: str = LOW) -> Limit:
    return Limit(key, WINDOWS[priority])


class Calls:
    """Every call that was ever taken, and until when the row is shut."""

    def __init__(self) -> None:
        self.taken: list[float] = []
        self.opens = 0.0

    def within(self, seconds: float, now: float) -> int:
        return sum(now - seconds < each <= now for each in self.taken)

    def may(self, priority: str, now: float) -> bool:
        counting = (w for w in WINDOWS[priority] if self.counts(w, now))
        free = all(self.within(w.seconds, now) < w.most for w in counting)
        return free and self.opens <= now

    def counts(self, window: Window, now: float) -> bool:
        return not window.after_shut or now < self.opens + window.after_shut

    def wait(self, priority: str, now: float) -> float:
        """By trying every half second that comes."""
        later = 0.0
        while not self.may(priority, now + later):
            later += 0.5
        return later


class SharedLedgers(RuleBasedStateMachine):
    """Two processes, each with its own connections to one PostgreSQL."""

    processes = 2

    @initialize()
    def opened(self) -> None:
        self.now = 1000.0
        self.runner = asyncio.Runner()
        self.stack = AsyncExitStack()
        self.ledgers = self.runner.run(self.opened_ledgers())
        self.calls = {LOW: Calls(), HIGH: Calls()}

    async def opened_ledgers(self) -> list[Ledger]:
        url = await new_database()
        enter = self.stack.enter_async_context
        databases = [await enter(opened(url, most=2)) for _ in range(self.processes)]
        return [PostgresLedger(each, lambda: self.now) for each in databases]

    def ledger(self, number: int) -> Ledger:
        return self.ledgers[number % len(self.ledgers)]

    @rule(number=strategies.integers(0, 1), priority=who)
    def take(self, number: int, priority: str) -> None:
        wait = self.runner.run(self.ledger(number).take([limit(priority)]))
        assert wait == self.calls[LOW].wait(priority, self.now)
        if wait == 0:
            self.calls[LOW].taken.append(self.now)

    @rule(number=strategies.integers(0, 1), priority=who)
    def take_from_both_or_none(self, number: int, priority: str) -> None:
        both = [limit(priority, HIGH), limit("end", LOW)]
        wait = self.runner.run(self.ledger(number).take(both))
        high, low = self.calls[HIGH], self.calls[LOW]
        assert wait == max(high.wait(priority, self.now), low.wait("end", self.now))
        if wait == 0:
            for each in (high, low):
                each.taken.append(self.now)

    @rule(number=strategies.integers(0, 1), seconds=halves)
    def close(self, number: int, seconds: float) -> None:
        self.runner.run(self.ledger(number).close(LOW, seconds))
        calls = self.calls[LOW]
        calls.opens = max(calls.opens, self.now + seconds)

    @rule(number=strategies.integers(0, 1))
    def tidy(self, number: int) -> None:
        self.runner.run(self.ledger(number).tidy())

    @rule(seconds=halves)
    def later(self, seconds: float) -> None:
        self.now += seconds

    @rule()
    def much_later(self) -> None:
        self.now += 4000

    @invariant()
    def no_window_has_more_than_its_most(self) -> None:
        for calls in getattr(self, "calls", {}).values():
            for end in calls.taken:
                assert calls.within(SECONDS, end) <= 4

    def teardown(self) -> None:
        if hasattr(self, "runner"):
            self.runner.run(self.stack.aclose())
            self.runner.close()


class OwnLedger(SharedLedgers):
    """A process that has a file for itself, and is started anew now and then."""

    async def opened_ledgers(self) -> list[Ledger]:
        folder = self.stack.enter_context(tempfile.TemporaryDirectory())
        self.path = Path(folder) / "budgets.db"
        self.process = await self.stack.enter_async_context(AsyncExitStack())
        return await self.started()

    async def started(self) -> list[Ledger]:
        worker = self.process.enter_context(closing(SqliteWorker(self.path)))
        enter = self.process.enter_async_context
        return [await enter(ledger_in(worker, lambda: self.now))]

    @rule()
    def restart(self) -> None:
        self.runner.run(self.process.aclose())
        self.ledgers = self.runner.run(self.started())


OwnLedger.TestCase.settings = settings(
    max_examples=20, stateful_step_count=40, deadline=None
)
TestOwnLedger = OwnLedger.TestCase
SharedLedgers.TestCase.settings = settings(
    max_examples=5, stateful_step_count=30, deadline=None
)
TestSharedLedgers = SharedLedgers.TestCase


class Clock:
    """A clock that is set."""

    def __init__(self) -> None:
        self.now = 5000.0

    def __call__(self) -> float:
        return self.now


@asynccontextmanager
async def in_a_file(folder: Path, clock: Clock) -> AsyncIterator[Ledger]:
    with closing(SqliteWorker(folder / "budgets.db")) as worker:
        async with ledger_in(worker, clock) as ledger:
            yield ledger


@asynccontextmanager
async def in_postgres(_: Path, clock: Clock) -> AsyncIterator[Ledger]:
    async with opened(await new_database()) as database:
        yield PostgresLedger(database, clock)


Engine = Callable[[Path, Clock], AbstractAsyncContextManager[Ledger]]
ENGINES = pytest.mark.parametrize("engine", [in_a_file, in_postgres])
"""Tests that hold for every ledger."""


@ENGINES
@pytest.mark.parametrize("set_to", [1000.0, 4998.0, 90000.0])
async def test_a_clock_that_is_set_stops_nobody_for_longer_than_the_window(
    engine: Engine, set_to: float, tmp_path: Path
) -> None:
    """Calls that seem to lie in the future count as made just now, and age from
    there."""
    clock = Clock()
    async with engine(tmp_path, clock) as ledger:
        for _ in range(4):
            assert await ledger.take([limit("end")]) == 0
        clock.now = set_to
        wait = await ledger.take([limit("end")])
        assert wait <= SECONDS
        clock.now += wait
        assert await ledger.take([limit("end")]) == 0


@ENGINES
async def test_a_call_counts_until_the_very_end_of_the_window(
    engine: Engine, tmp_path: Path
) -> None:
    clock = Clock()
    async with engine(tmp_path, clock) as ledger:
        assert await ledger.take([limit("end")]) == 0
        clock.now += SECONDS - 0.5
        waits = [await ledger.take([limit("end")]) for _ in range(4)]
    assert waits == [0, 0, 0, 0.5]


@ENGINES
async def test_a_door_is_never_shut_for_longer_than_an_hour(
    engine: Engine, tmp_path: Path
) -> None:
    clock = Clock()
    async with engine(tmp_path, clock) as ledger:
        await ledger.close(HIGH, 1e9)
        assert await ledger.take([limit("end", HIGH)]) == 3600
        clock.now = 1000.0
        assert await ledger.take([limit("end", HIGH)]) == 3600
        clock.now += 3600
        assert await ledger.take([limit("end", HIGH)]) == 0


@ENGINES
async def test_after_a_refusal_calls_go_one_by_one_for_a_while(
    engine: Engine, tmp_path: Path
) -> None:
    """Also where nothing is called meanwhile, and what holds nobody up is forgotten."""
    clock = Clock()
    async with engine(tmp_path, clock) as ledger:
        assert await ledger.take([limit("wary")]) == 0
        assert await ledger.take([limit("wary")]) == 0
        await ledger.close(LOW, 2)
        clock.now += 10
        await ledger.tidy()
        waits = [await ledger.take([limit("wary")]) for _ in range(2)]
        clock.now += 12
        burst = [await ledger.take([limit("wary")]) for _ in range(4)]
    assert waits == [0, SECONDS / 2]
    assert burst == [0, 0, 0, 0]


@ENGINES
async def test_who_goes_first_needs_no_more_than_the_window(
    engine: Engine, tmp_path: Path
) -> None:
    """However many came at once, it passes after the wait that it was given."""
    clock = Clock()
    async with engine(tmp_path, clock) as ledger:
        for priority in ("preview", "end", "preview", "end", "end", "preview", "end"):
            begun = clock.now
            while wait := await ledger.take([limit(priority)]):
                clock.now += wait
            assert clock.now - begun <= SECONDS
