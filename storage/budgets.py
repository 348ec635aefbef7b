"""What is left of the budgets: one row a key, by the generic cell rate algorithm.

A row holds the time until which its calls are spoken for; a call is taken if that is
not too far ahead, and moves it on. One statement asks and takes, so that any number of
processes may share the row.
"""

import time
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from sqlite_utils import Database

from bot.core.tiers import Limit
from storage.worker import SqliteWorker

LONGEST: Final = 3600.0
"""No door stays shut for longer, whatever a header or a clock that was set says."""

# A row that is ahead of what can be in order is a clock's fault, and is cut back.
TAKE: Final = """
    insert into budgets (key, spoken_for, opens, wait)
    values (:key, :now + :every, 0, 0)
    on conflict (key) do update set
        wait = max(
            0,
            min(budgets.opens, :now + :longest) - :now,
            min(budgets.spoken_for, :now + :most) - :now - :early
        ),
        spoken_for = case
            when budgets.opens <= :now
            and min(budgets.spoken_for, :now + :most) - :now <= :early
            then max(min(budgets.spoken_for, :now + :most), :now) + :every
            else budgets.spoken_for
        end
    returning wait
"""
GIVE_BACK: Final = (
    "update budgets set spoken_for = spoken_for - :every where key = :key"
)
CLOSE: Final = """
    insert into budgets (key, spoken_for, opens, wait) values (:key, 0, :opens, 0)
    on conflict (key) do update set
        opens = max(min(budgets.opens, :latest), excluded.opens)
"""
TIDY: Final = "delete from budgets where spoken_for < :now and opens < :now"


class SqliteLedger:
    """Implements the port `Ledger`. The time is the wall's: rows outlive a process."""

    def __init__(
        self, worker: SqliteWorker, now: Callable[[], float] = time.time
    ) -> None:
        self._run, self._now = worker.lightly, now

    async def take(self, wanted: Sequence[Limit]) -> float:
        """Take one call from every row, or none; 0, or the seconds to wait."""
        now = self._now()

        def work(db: Database) -> float:
            taken: list[Limit] = []
            for limit in wanted:
                wait = _take(db, limit, now)
                if wait > 0:
                    for each in taken:
                        db.execute(GIVE_BACK, {"key": each.key, "every": each.every})
                    return wait
                taken.append(limit)
            return 0.0

        return await self._run(work)

    async def close(self, key: str, seconds: float) -> None:
        """Shut the row; of two times to open at, the later one counts."""
        now = self._now()
        row = {
            "key": key,
            "opens": now + min(seconds, LONGEST),
            "latest": now + LONGEST,
        }
        await self._run(lambda db: _do(db, CLOSE, row))

    async def tidy(self) -> None:
        """Forget the rows that hold nobody up."""
        row = {"now": self._now()}
        await self._run(lambda db: _do(db, TIDY, row))


def _take(db: Database, limit: Limit, now: float) -> float:
    row = {
        "key": limit.key,
        "every": limit.every,
        "early": limit.early,
        "most": limit.most,
        "now": now,
        "longest": LONGEST,
    }
    return float(db.execute(TAKE, row).fetchone()[0])


def _do(db: Database, sql: str, row: Mapping[str, object]) -> None:
    db.execute(sql, dict(row))
