"""The one thread that owns the SQLite database."""

import asyncio
import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final, TypeVar

from sqlite_utils import Database

from storage.migrations import migrations

Result = TypeVar("Result")
DURABLE: Final = "PRAGMA synchronous=FULL"
"""An ask that is acknowledged survives a loss of power."""


class SqliteWorker:
    """Opens the database in a thread of its own and does all the work there.

    A connection of SQLite belongs to the thread that opened it, and a lock that it
    waits for would stop the event loop.
    """

    def __init__(self, path: Path) -> None:
        self._executor = ThreadPoolExecutor(1, thread_name_prefix="sqlite")
        self._db = self._executor.submit(_opened, path).result()

    async def run(self, work: Callable[[Database], Result]) -> Result:
        """Do the work in one transaction: all of it, or nothing."""
        return await self._do(lambda: self._whole(work))

    async def lightly(self, work: Callable[[Database], Result]) -> Result:
        """The same, but the disk is not waited for.

        It outlives the process as well. After a loss of power the last of such work
        may be missing, which is fine for what is found out or done once more.
        """

        def whole() -> Result:
            self._db.execute("PRAGMA synchronous=NORMAL")
            try:
                return self._whole(work)
            finally:
                self._db.execute(DURABLE)

        return await self._do(whole)

    def _whole(self, work: Callable[[Database], Result]) -> Result:
        with self._db.atomic():
            return work(self._db)

    async def _do(self, whole: Callable[[], Result]) -> Result:
        loop = asyncio.get_running_loop()
        return await asyncio.shield(loop.run_in_executor(self._executor, whole))

    def close(self) -> None:
        """Finish what was begun, and close the database."""
        self._executor.submit(self._db.close).result()
        self._executor.shutdown()


def _opened(path: Path) -> Database:
    path.parent.mkdir(parents=True, exist_ok=True)
    db = Database(sqlite3.connect(path, timeout=30), use_old_upsert=False)
    db.enable_wal()
    db.execute(DURABLE)
    db.execute("PRAGMA foreign_keys=ON")
    migrations.apply(db)
    return db
