"""The budgets' ledger in a file that belongs to one process.

Every key has a row, which says when its calls were made, as long as that matters, and
until when it is shut. The rows are in memory, and nobody waits for the file: changes
are written later, all of them together, as soon as the database's one thread is free. A
process that is killed loses the notes of its last few milliseconds.
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

from bot.core.calls.tiers import Limit, Window
from bot.core.errors import StoreAway
from storage.worker import SqliteWorker

LONGEST: Final = 3600.0
"""The most seconds that a row stays shut, even if a header says longer or a clock was
set."""

WRITE: Final = "insert or replace into budgets (key, times, opens) values (?, ?, ?)"
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Row:
    """When calls were made, the oldest first, and when the row opens."""

    times: tuple[float, ...] = ()
    opens: float = 0.0

    def at(self, now: float) -> "Row":
        """The row, corrected for a clock that may have been set back, so that nobody
        waits for long.

        Calls that seem to lie in the future count as made just now, and age from there
        once the row is noted.
        """
        opens = min(self.opens, now + LONGEST)
        times = self.times
        if times and times[-1] > now:
            times = tuple(min(each, now) for each in times)
        return Row(times, opens)

    def wait(self, windows: Iterable[Window], now: float) -> float:
        """The seconds until another call fits in every window."""
        full = (self._has_room(each) for each in windows)
        return max(0.0, self.opens - now, *(each - now for each in full))

    def _has_room(self, window: Window) -> float:
        """When the window has room for another call, or no longer counts."""
        room = _falls_out(self.times, window)
        return min(room, self.opens + window.after_shut) if window.after_shut else room

    def taken(self, longest: float, now: float) -> "Row":
        """The row with another call; calls outside the longest window are gone."""
        kept = (each for each in self.times if each + longest > now)
        return replace(self, times=(*kept, now))

    def matters(self, now: float) -> bool:
        """Whether the row may make somebody wait."""
        last = self.times[-1] if self.times else 0.0
        return max(self.opens, last) + LONGEST > now


def _falls_out(times: Sequence[float], window: Window) -> float:
    """When the call that fills the window falls out of it."""
    return times[-window.most] + window.seconds if len(times) >= window.most else 0.0


class SqliteLedger:
    """Implements the port `Ledger`. It uses wall-clock time, because rows outlive a
    process."""

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
        """Shut the row; if it was shut already, the later time to open counts."""
        now = self._now()
        row = self._row(key, now)
        opens = max(row.opens, now + min(seconds, LONGEST))
        self._note(key, replace(row, opens=opens))

    async def tidy(self) -> None:
        """Forget rows that no longer make anybody wait."""
        now = self._now()
        for key in [key for key in self._rows if not self._row(key, now).matters(now)]:
            del self._rows[key]
            self._write(key)

    async def written(self) -> None:
        """Return when everything is in the file, or was refused."""
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
        """Write the changes; later ones are written in the next round."""
        while self._changed:
            keys, self._changed = self._changed, set()
            rows = {key: self._rows.get(key) for key in keys}
            try:
                await self._worker.lightly(partial(_keep, rows=rows))
            except (StoreAway, sqlite3.Error) as error:
                self._changed |= keys
                log.warning("budgets will be stored later: %s", error)
                return


@asynccontextmanager
async def ledger_in(
    worker: SqliteWorker, now: Callable[[], float] = time.time
) -> AsyncIterator[SqliteLedger]:
    """The ledger in this file. Closing it writes everything."""
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
