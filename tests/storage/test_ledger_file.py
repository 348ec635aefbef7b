"""The ledger in a file: decided in memory, written behind."""

import asyncio
import logging
import sqlite3
from collections.abc import Callable
from contextlib import AsyncExitStack, closing
from pathlib import Path
from typing import TypeVar

import pytest
from sqlite_utils import Database

from bot.core.belongings import Forgotten, Owner
from bot.core.calls.tiers import Limit, Window
from storage.belongings import SqliteBelongings
from storage.budgets import ledger_in
from storage.migrations import migrations
from storage.worker import SqliteWorker

Result = TypeVar("Result")
LOW, HIGH = "T1/low/", "T1/high/"
MINE, OTHERS = "T1/chat.postMessage/C1", "T10/chat.postMessage/C1"


def limit(key: str = LOW) -> Limit:
    return Limit(key, (Window(4, 8.0),))


class Clock:
    """A clock that is set."""

    now = 5000.0

    def __call__(self) -> float:
        return self.now


class Strained(SqliteWorker):
    """Counts its light transactions, and may fail at them."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.done, self.fails = 0, False

    async def lightly(self, work: Callable[[Database], Result]) -> Result:
        if self.fails:
            raise sqlite3.OperationalError("database or disk is full")
        self.done += 1
        return await super().lightly(work)


async def test_a_call_does_not_wait_for_the_file(tmp_path: Path) -> None:
    """Even if the database's one thread is busy."""
    async with AsyncExitStack() as stack:
        worker = stack.enter_context(closing(SqliteWorker(tmp_path / "a.db")))
        ledger = await stack.enter_async_context(ledger_in(worker))
        goes_on = asyncio.Event()
        busy, loop = asyncio.Event(), asyncio.get_running_loop()

        def blocks(_: Database) -> None:
            loop.call_soon_threadsafe(busy.set)
            asyncio.run_coroutine_threadsafe(goes_on.wait(), loop).result()

        blocked = asyncio.create_task(worker.run(blocks))
        await busy.wait()
        assert [await ledger.take([limit()]) for _ in range(4)] == [0] * 4
        goes_on.set()
        await blocked


async def test_what_comes_while_the_file_is_busy_is_written_together(
    tmp_path: Path,
) -> None:
    with closing(Strained(tmp_path / "a.db")) as worker:
        async with ledger_in(worker) as ledger:
            worker.done = 0
            for number in range(50):
                await ledger.take([limit(f"T1/{number}/")])
        assert worker.done == 1


async def test_a_write_that_fails_fails_no_call_and_is_made_up_for(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    clock = Clock()
    with closing(Strained(tmp_path / "a.db")) as worker:
        async with ledger_in(worker, clock) as ledger:
            worker.fails = True
            with caplog.at_level(logging.WARNING):
                assert await ledger.take([limit()]) == 0
                await ledger.written()
            assert "budgets will be stored later" in caplog.text
            worker.fails = False
            assert await ledger.take([limit(HIGH)]) == 0
        async with ledger_in(worker, clock) as again:
            assert [await again.take([limit()]) for _ in range(4)] == [0, 0, 0, 8]


async def test_rows_that_hold_nobody_up_are_forgotten(tmp_path: Path) -> None:
    clock = Clock()
    with closing(SqliteWorker(tmp_path / "a.db")) as worker:
        async with ledger_in(worker, clock) as ledger:
            await ledger.take([limit()])
            clock.now += 4000
            await ledger.take([limit(HIGH)])
            await ledger.tidy()
        keys = "select key from budgets"
        assert await worker.run(lambda db: db.execute(keys).fetchall()) == [(HIGH,)]


async def test_a_workspace_that_is_forgotten_has_no_rows(tmp_path: Path) -> None:
    """Nor does the next one, whose name begins alike, lose its own."""
    with closing(SqliteWorker(tmp_path / "a.db")) as worker:
        async with ledger_in(worker) as ledger:
            await ledger.close(MINE, 60)
            await ledger.close(OTHERS, 60)
        await SqliteBelongings(worker).forget(Owner(team="T1"), Forgotten(()))
        async with ledger_in(worker) as ledger:
            assert await ledger.take([limit(MINE)]) == 0
            assert await ledger.take([limit(OTHERS)]) > 0


async def test_a_door_that_was_shut_stays_so_in_the_new_shape(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with closing(sqlite3.connect(path)) as connection:
        db = Database(connection)
        migrations.apply(db, stop_before="m012_budget_windows")
        db.execute("insert into budgets values (?, 0, 5060, 0)", [LOW])
        connection.commit()
    with closing(SqliteWorker(path)) as worker:
        async with ledger_in(worker, Clock()) as ledger:
            assert await ledger.take([limit()]) == 60
