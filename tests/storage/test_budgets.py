"""The ledger of budgets against a simple model: a bucket that leaks."""

import asyncio
import tempfile
from contextlib import AsyncExitStack, closing
from pathlib import Path

from hypothesis import settings, strategies
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from bot.core.budget import Ledger
from bot.core.tiers import Limit
from storage.budgets import SqliteLedger
from storage.postgres.budgets import PostgresLedger
from storage.postgres.database import opened
from storage.worker import SqliteWorker
from tests.postgres_server import new_database

EVERY = 2.0
BURSTS = {"end": 4, "preview": 2}
"""How much of the bucket each may fill; the numbers are exact as floats."""
LOW, HIGH = "T1/low/", "T1/high/"
who = strategies.sampled_from(sorted(BURSTS))
process = strategies.integers(0, 1)
halves = strategies.integers(1, 20).map(lambda number: number / 2)


def limit(rank: str, key: str = LOW) -> Limit:
    burst = BURSTS[rank]
    most = max(BURSTS.values()) * EVERY
    return Limit(key, every=EVERY, early=(burst - 1) * EVERY, most=most)


class Bucket:
    """How full it is, when that was so, and until when it is shut."""

    def __init__(self) -> None:
        self.level = self.at = self.opens = 0.0

    def wait(self, rank: str, now: float) -> float:
        level = max(0.0, self.level - (now - self.at) / EVERY)
        leak = (level - (BURSTS[rank] - 1)) * EVERY
        return max(0.0, leak, self.opens - now)

    def take(self, rank: str, now: float) -> float:
        wait = self.wait(rank, now)
        if wait == 0:
            self.level = max(0.0, self.level - (now - self.at) / EVERY) + 1
            self.at = now
        return wait


class Ledgers(RuleBasedStateMachine):
    """Two processes with one database."""

    @initialize()
    def opened(self) -> None:
        self.now = 1000.0
        self.runner = asyncio.Runner()
        self.stack = AsyncExitStack()
        self.ledgers = self.runner.run(self.opened_ledgers())
        self.buckets = {LOW: Bucket(), HIGH: Bucket()}
        self.taken: list[float] = []

    async def opened_ledgers(self) -> list[Ledger]:
        folder = self.stack.enter_context(tempfile.TemporaryDirectory())
        path = Path(folder) / "budgets.db"
        workers = [self.stack.enter_context(closing(SqliteWorker(path))) for _ in "12"]
        return [SqliteLedger(each, lambda: self.now) for each in workers]

    @rule(number=process, rank=who)
    def take(self, number: int, rank: str) -> None:
        wait = self.runner.run(self.ledgers[number].take([limit(rank)]))
        assert wait == self.buckets[LOW].take(rank, self.now)
        if wait == 0:
            self.taken.append(self.now)

    @rule(number=process, rank=who)
    def take_from_both_or_none(self, number: int, rank: str) -> None:
        both = [limit(rank, HIGH), limit(rank, LOW)]
        wait = self.runner.run(self.ledgers[number].take(both))
        buckets = [self.buckets[HIGH], self.buckets[LOW]]
        waits = [each.wait(rank, self.now) for each in buckets]
        assert wait == next((each for each in waits if each), 0)
        if wait == 0:
            self.taken.append(self.now)
            for each in buckets:
                each.take(rank, self.now)

    @rule(number=process, seconds=halves)
    def close(self, number: int, seconds: float) -> None:
        self.runner.run(self.ledgers[number].close(LOW, seconds))
        bucket = self.buckets[LOW]
        bucket.opens = max(bucket.opens, self.now + seconds)

    @rule(number=process)
    def tidy(self, number: int) -> None:
        self.runner.run(self.ledgers[number].tidy())

    @rule(seconds=halves)
    def later(self, seconds: float) -> None:
        self.now += seconds

    @invariant()
    def no_minute_has_more_than_its_share(self) -> None:
        most = 60 / EVERY + max(BURSTS.values())
        for start in getattr(self, "taken", []):
            assert sum(start <= at < start + 60 for at in self.taken) <= most

    def teardown(self) -> None:
        if hasattr(self, "runner"):
            self.runner.run(self.stack.aclose())
            self.runner.close()


class SharedLedgers(Ledgers):
    """Two processes, each with its own connections to one PostgreSQL."""

    async def opened_ledgers(self) -> list[Ledger]:
        url = await new_database()
        enter = self.stack.enter_async_context
        databases = [await enter(opened(url, most=2)) for _ in "12"]
        return [PostgresLedger(each, lambda: self.now) for each in databases]


Ledgers.TestCase.settings = settings(
    max_examples=12, stateful_step_count=40, deadline=None
)
TestLedgers = Ledgers.TestCase
SharedLedgers.TestCase.settings = settings(
    max_examples=5, stateful_step_count=30, deadline=None
)
TestSharedLedgers = SharedLedgers.TestCase


async def test_a_clock_that_is_set_back_stops_nobody_for_long(tmp_path: Path) -> None:
    worker, times = SqliteWorker(tmp_path / "budgets.db"), [5000.0, 1000.0]
    ledger = SqliteLedger(worker, lambda: times[0])
    assert await ledger.take([limit("end")]) == 0
    await ledger.close(HIGH, 1e9)
    times.pop(0)
    assert await ledger.take([limit("end")]) <= max(BURSTS.values()) * EVERY
    assert await ledger.take([limit("end", HIGH)]) <= 3600
    worker.close()
