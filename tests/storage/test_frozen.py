"""A process that is frozen holds nobody up, wherever it stood."""

import asyncio
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import psycopg
import pytest

from bot.core.calls.tiers import Limit, Window
from storage.postgres.budgets import PostgresLedger
from storage.postgres.database import opened
from tests.postgres_server import new_database

ROW = [Limit("T1/chat.update/", (Window(1000, 1.0),))]
IN_LINE = (
    "select count(*) from pg_stat_activity where wait_event_type = 'Lock' "
    "and datname = current_database()"
)


class Freezing:
    """A process with a loop of its own, whose calls are in line when it is frozen."""

    def __init__(self, url: str, calls: int) -> None:
        self._url, self._calls = url, calls
        self._loop = asyncio.new_event_loop()
        self._wakes = threading.Event()
        self._thread = threading.Thread(
            target=self._loop.run_until_complete, args=[self._live()]
        )

    def start(self) -> None:
        self._thread.start()

    def freeze(self) -> None:
        self._loop.call_soon_threadsafe(self._wakes.wait)

    async def wake(self) -> None:
        self._wakes.set()
        await asyncio.to_thread(self._thread.join)
        self._loop.close()

    async def _live(self) -> None:
        async with opened(self._url) as database:
            ledger = PostgresLedger(database)
            await asyncio.gather(*(ledger.take(ROW) for _ in range(self._calls)))


@asynccontextmanager
async def locked(url: str) -> AsyncIterator[psycopg.AsyncConnection]:
    """While somebody else has the row."""
    async with await psycopg.AsyncConnection.connect(url) as connection:
        await connection.execute(
            "insert into budgets values (%s, 0, 0, 0)", [ROW[0].key]
        )
        await connection.commit()
        await connection.execute("select * from budgets for update")
        yield connection
        await connection.commit()


@pytest.mark.slow
async def test_calls_of_a_frozen_process_do_not_hold_a_budget_one_after_the_other() -> (
    None
):
    """Each of them got the row in its turn, and kept it for seconds."""
    url = await new_database()
    frozen = Freezing(url, calls=4)
    async with opened(url) as database, locked(url):
        frozen.start()
        async with asyncio.timeout(60):
            while (await database.rows(IN_LINE))[0]["count"] < 4:  # noqa: ASYNC110 -- it is the server that knows
                await asyncio.sleep(0.01)
        frozen.freeze()
    try:
        async with opened(url) as database, asyncio.timeout(10):
            assert await PostgresLedger(database).take(ROW) == 0
    finally:
        await frozen.wake()
