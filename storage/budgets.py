"""What is left of the budgets, in a file that one process has for itself.

Every key has a row: when its calls were taken, as long as that matters, and until when
its door is shut. The rows are in memory, and nobody waits for the file: what changed is
written behind, all of it together, as soon as the one thread of the database is free. A
process that is killed loses what it noted in the last few milliseconds.
"""

import asyncio
import json
import logging
import sqlite3
import time
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from sqlite_utils import Database

from bot.core.tiers import Limit, Window
from storage.worker import SqliteWorker

LONGEST: Final = 3600.0
"""No door stays shut for longer, whatever a header or a clock that was set says."""

WRITE: Final = "insert or replace into budgets (key, times, opens) values (?, ?, ?)"
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Row:
    """When calls were taken, the oldest first, and when the door opens."""

    times: tuple[float, ...] = ()
    opens: float = 0.0

    def at(self, now: float) -> "Row":
        """The row as a clock may have it: one that was set back holds nobody up.

        What it took later than now it took just now, and once that is noted it ages.
        """
        opens = min(self.opens, now + LONGEST)
        times = self.times
        if times and times[-1] > now:
            times = tuple(min(each, now) for each in times)
        return Row(times, opens)

    def wait(self, windows: Iterable[Window], now: float) -> float:
        """The seconds until one call more fits in every window."""
        full = (_falls_out(self.times, each) for each in windows)
        return max(0.0, self.opens - now, *(each - now for each in full))

    def taken(self, longest: float, now: float) -> "Row":
        """With one call more; those that fell out of the longest window are dropped."""
        kept = (each for each in self.times if each + longest > now)
        return replace(self, times=(*kept, now))

    def matters(self, now: float) -> bool:
        """Whether it may hold somebody up."""
        last = self.times[-1] if self.times else 0.0
        return max(self.opens, last + LONGEST) > now


def _falls_out(times: Sequence[float], window: Window) -> float:
    """When the call falls out of the window that has filled it."""
    return times[-window.most] + window.seconds if len(times) >= window.most else 0.0


class SqliteLedger:
    """Implements the port `Ledger`. The time is the wall's: rows outlive a process."""

    def __init__(
        self,
        worker: SqliteWorker,
        rows: dict[str, Row],
        now: Callable[[], float] = time.time,
    ) -> None:
        self._worker, self._rows, self._now = worker, rows, now
        self._changed: set[str] = set()
        self._writing: asyncio.Task[None] | None = None

    async def take(self, wanted: Sequence[Limit]) -> float:
        """Take one call from every row, or none; 0, or the seconds to wait."""
        now = self._now()
        rows = {each.key: self._row(each.key, now) for each in wanted}
        wait = max(rows[each.key].wait(each.windows, now) for each in wanted)
        if wait <= 0:
            for each in wanted:
                longest = each.windows[0].seconds
                self._note(each.key, rows[each.key].taken(longest, now))
        return wait

    async def close(self, key: str, seconds: float) -> None:
        """Shut the row; of two times to open at, the later one counts."""
        now = self._now()
        row = self._row(key, now)
        opens = max(row.opens, now + min(seconds, LONGEST))
        self._note(key, replace(row, opens=opens))

    async def tidy(self) -> None:
        """Forget the rows that hold nobody up."""
        now = self._now()
        for key in [key for key in self._rows if not self._row(key, now).matters(now)]:
            del self._rows[key]
            self._write(key)

    async def written(self) -> None:
        """Return when the file has everything, or has refused it."""
        if self._changed:
            self._begin_to_write()
        if self._writing is not None:
            await self._writing

    def _row(self, key: str, now: float) -> Row:
        row = self._rows.get(key, Row())
        if row != (sane := row.at(now)):
            self._note(key, sane)
        return sane

    def _note(self, key: str, row: Row) -> None:
        self._rows[key] = row
        self._write(key)

    def _write(self, key: str) -> None:
        self._changed.add(key)
        self._begin_to_write()

    def _begin_to_write(self) -> None:
        if self._writing is None or self._writing.done():
            self._writing = asyncio.create_task(self._write_behind())

    async def _write_behind(self) -> None:
        """What changes while others are written is written next."""
        while self._changed:
            keys, self._changed = self._changed, set()
            rows = {key: self._rows.get(key) for key in keys}
            try:
                await self._worker.lightly(partial(_keep, rows=rows))
            except sqlite3.Error as error:
                self._changed |= keys
                log.warning("budgets are noted later: %s", error)
                return


@asynccontextmanager
async def ledger_in(
    worker: SqliteWorker, now: Callable[[], float] = time.time
) -> AsyncIterator[SqliteLedger]:
    """The ledger in this file; in the end the file has all of it."""
    one = SqliteLedger(worker, await worker.lightly(_read), now)
    try:
        yield one
    finally:
        await one.written()


def _read(db: Database) -> dict[str, Row]:
    found = db.query("select key, times, opens from budgets")
    return {
        each["key"]: Row(tuple(json.loads(each["times"])), each["opens"])
        for each in found
    }


def _keep(db: Database, rows: dict[str, Row | None]) -> None:
    for key, row in rows.items():
        if row is None:
            db.execute("delete from budgets where key = ?", [key])
        else:
            db.execute(WRITE, [key, json.dumps(row.times), row.opens])
