"""The one thread that owns the SQLite database."""

import asyncio
import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final, TypeVar

from sqlite_utils import Database

from storage.log import Flush, Log
from storage.migrations import migrations
from storage.troubles import Damaged, NoFts5, busy, told

Result = TypeVar("Result")
WIPING: Final = "PRAGMA secure_delete=ON"
"""Deleted data is overwritten, however this SQLite was built."""
LIGHT: Final = "PRAGMA synchronous=NORMAL"
"""Only writes that say so wait for the disk (storage/log.py)."""
FTS5: Final = "fts5"
NO_FTS5: Final = (
    "this Python's SQLite is built without FTS5, which finds pictures by their words"
)
MOST_CHECKED: Final = 500_000_000
"""The largest file, in bytes, that is checked completely at the start, which takes 2
s."""
LEAST_ROOM: Final = 1_000_000
"""About the most bytes that a turn needs in the database, with a margin."""


class SqliteWorker:
    """Opens the database in a thread of its own and does all the work there.

    A SQLite connection belongs to the thread that opened it, and waiting for a lock
    would stop the event loop.
    """

    def __init__(self, path: Path, flush: Flush | None = None) -> None:
        self.folder = path.absolute().parent
        self._executor = ThreadPoolExecutor(1, thread_name_prefix="sqlite")
        self._db = self._executor.submit(_opened, path).result()
        self._log = Log(self._executor.submit(_log_of, self._db).result(), flush)
        self._owed = 0

    async def run(self, work: Callable[[Database], Result]) -> Result:
        """Do the work in one transaction: all of it, or nothing.

        When this returns, the changes are on the disk.
        """
        result, commit = await self._do(lambda: self._counted(work))
        with told():
            await self._log.holds(commit)
        return result

    async def lightly(self, work: Callable[[Database], Result]) -> Result:
        """Do the work in one transaction, without waiting for the disk.

        It survives the end of the process. After a loss of power the last changes may
        be missing, which is fine for things that can be found out or done again.
        """
        return await self._do(lambda: self._whole(work))

    async def ahead(self, work: Callable[[Database], Result]) -> Result:
        """Do the work in one transaction, and begin to write it to the disk;
        `caught_up` waits for that."""

        def whole() -> tuple[Result, int]:
            result, commit = self._counted(work)
            self._owed = max(self._owed, commit)
            return result, commit

        result, commit = await self._do(whole)
        if commit:
            self._log.begin()
        return result

    async def caught_up(self) -> None:
        """Return when everything that was done ahead is on the disk."""
        with told():
            await self._log.holds(self._owed)

    def _counted(self, work: Callable[[Database], Result]) -> tuple[Result, int]:
        """The result, and the number of the commit; 0 if nothing has changed."""
        before = self._db.conn.total_changes
        result = self._whole(work)
        changed = self._db.conn.total_changes > before
        return result, self._log.noted() if changed else 0

    async def emptied(self) -> bool:
        """Copy the log into the file and empty it; returns whether that was possible.

        If another process has the file open, this waits for it, as long as for any
        lock.
        """
        work = "PRAGMA wal_checkpoint(TRUNCATE)"
        busy = await self._do(lambda: self._db.execute(work).fetchone()[0])
        return not busy

    async def room(self) -> str:
        """What prevents the file from growing, in a few words; empty if nothing
        does."""
        room = await self.run(_room)
        return "the database has reached its largest size" if room < LEAST_ROOM else ""

    def _whole(self, work: Callable[[Database], Result]) -> Result:
        try:
            with self._db.atomic():
                return work(self._db)
        except sqlite3.OperationalError as error:
            if not busy(error):
                raise
        return self._undisturbed(work)

    def _undisturbed(self, work: Callable[[Database], Result]) -> Result:
        """Do the work again, after another process wrote, or was writing, between its
        first read and its first write. SQLite does not wait then, because waiting could
        be in vain. This time, the work waits before it reads, and then the others wait
        for it.
        """
        self._db.execute("BEGIN IMMEDIATE")
        try:
            with self._db.atomic():
                result = work(self._db)
            self._db.commit()
        except BaseException:
            self._db.rollback()
            raise
        return result

    async def _do(self, whole: Callable[[], Result]) -> Result:
        loop = asyncio.get_running_loop()
        with told():
            return await asyncio.shield(loop.run_in_executor(self._executor, whole))

    def close(self) -> None:
        """Finish what was begun, and close the database."""
        self._executor.submit(self._db.close).result()
        self._executor.shutdown()
        self._log.close()


def _opened(path: Path) -> Database:
    path.parent.mkdir(parents=True, exist_ok=True)
    db = Database(sqlite3.connect(path, timeout=30), use_old_upsert=False)
    db.enable_wal()
    db.execute(LIGHT)
    db.execute(WIPING)
    db.execute("PRAGMA foreign_keys=ON")
    _read_through(db, path)
    _must_have_fts5(db)
    migrations.apply(db)
    return db


def _log_of(db: Database) -> str:
    """Find the log by SQLite's own name for the file, because the file may be reached
    by a link."""
    return f"{db.execute('PRAGMA database_list').fetchone()[2]}-wal"


def _must_have_fts5(db: Database) -> None:
    """Raise NoFts5 before anything is changed. Python's own builds have it; it is a
    choice of whoever builds SQLite."""
    try:
        db.execute(f"create virtual table temp.tried using {FTS5} (words)")
    except sqlite3.OperationalError as error:
        raise NoFts5(NO_FTS5) from error
    db.execute("drop table temp.tried")


def _read_through(db: Database, path: Path) -> None:
    """Raise Damaged if a page is damaged, which is better found now than during a
    turn."""
    if path.stat().st_size > MOST_CHECKED:
        return
    [found] = db.execute("PRAGMA quick_check(1)").fetchone()
    if found != "ok":
        raise Damaged(str(found))


def _room(db: Database) -> int:
    """How many bytes the file may still grow by, and how many are free in it."""
    names = ("max_page_count", "page_count", "freelist_count", "page_size")
    most, used, free, size = (_pragma(db, name) for name in names)
    return (most - used + free) * size


def _pragma(db: Database, name: str) -> int:
    return int(db.execute(f"PRAGMA {name}").fetchone()[0])
