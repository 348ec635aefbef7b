"""The budgets' ledger in PostgreSQL: the same rows for all processes.

The time is the database's, so the clocks of several machines need not agree. The table
does not survive a crash of the database, which is fine: its rows only matter for
seconds.
"""

from collections.abc import Callable, Sequence
from typing import Final

from bot.core.calls.tiers import Limit
from storage.budgets import LONGEST
from storage.postgres.database import Database

CLOCK: Final = """(
    select coalesce(%(now)s, extract(epoch from clock_timestamp()))::float8 as now
) as clock"""
TAKE: Final = """
    select take_calls(
        %(keys)s, %(mosts)s::int[], %(lengths)s::float8[], %(after_shut)s::float8[],
        %(longest)s, %(now)s
    ) as wait
"""
CLOSE: Final = f"""
    insert into budgets as had (key, opens)
    select %(key)s, now + %(seconds)s from {CLOCK}
    on conflict (key) do update set opens = greatest(
        least(had.opens, excluded.opens - %(seconds)s + %(longest)s), excluded.opens
    )
"""  # noqa: S608 -- our own words
TIDY: Final = f"""
    delete from budgets using {CLOCK}
    where greatest(opens, times[cardinality(times)]) + %(longest)s < now
"""  # noqa: S608 -- our own words


class PostgresLedger:
    """Implements the port `Ledger`."""

    def __init__(
        self, database: Database, now: Callable[[], float | None] = lambda: None
    ) -> None:
        self._database, self._now = database, now

    async def take(self, wanted: Sequence[Limit]) -> float:
        """Take one call from every row, or none; 0, or the seconds to wait."""
        asked = [(each.key, window) for each in wanted for window in each.windows]
        row = {
            "keys": [key for key, _ in asked],
            "mosts": [window.most for _, window in asked],
            "lengths": [window.seconds for _, window in asked],
            "after_shut": [window.after_shut for _, window in asked],
            "longest": LONGEST,
            "now": self._now(),
        }
        [found] = await self._database.rows(TAKE, row)
        return float(found["wait"])

    async def close(self, key: str, seconds: float) -> None:
        """Shut the row; of two times to open at, the later one counts."""
        row = {
            "key": key,
            "seconds": min(seconds, LONGEST),
            "longest": LONGEST,
            "now": self._now(),
        }
        await self._database.execute(CLOSE, row)

    async def tidy(self) -> None:
        """Forget the rows that make nobody wait."""
        await self._database.execute(TIDY, {"now": self._now(), "longest": LONGEST})
