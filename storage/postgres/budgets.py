"""What is left of the budgets, in PostgreSQL: the same rows for all processes.

The time is the database's, so that the clocks of several machines need not agree. The
table outlives no crash of the database, which is fine: its rows speak of seconds.
"""

from collections.abc import Callable, Sequence
from typing import Final

from bot.core.tiers import Limit
from storage.budgets import LONGEST
from storage.postgres.database import Connection, Database

CLOCK: Final = """(
    select coalesce(%(now)s, extract(epoch from clock_timestamp()))::float8 as now
) as clock"""
# A row that is ahead of what can be in order is a clock's fault, and is cut back.
TAKE: Final = f"""
    insert into budgets as had (key, spoken_for, opens, wait)
    select %(key)s, now + %(every)s, 0, 0 from {CLOCK}
    on conflict (key) do update set (spoken_for, wait) = (
        select
            case
                when had.opens <= now
                and least(had.spoken_for, now + %(most)s) - now <= %(early)s
                then greatest(least(had.spoken_for, now + %(most)s), now) + %(every)s
                else had.spoken_for
            end,
            greatest(
                0,
                least(had.opens, now + %(longest)s) - now,
                least(had.spoken_for, now + %(most)s) - now - %(early)s
            )
        from {CLOCK}
    )
    returning wait
"""  # noqa: S608 -- our own words
GIVE_BACK: Final = "update budgets set spoken_for = spoken_for - %s where key = %s"
CLOSE: Final = f"""
    insert into budgets as had (key, spoken_for, opens, wait)
    select %(key)s, 0, now + %(seconds)s, 0 from {CLOCK}
    on conflict (key) do update set opens = greatest(
        least(had.opens, excluded.opens - %(seconds)s + %(longest)s), excluded.opens
    )
"""  # noqa: S608 -- our own words
TIDY: Final = (
    f"delete from budgets using {CLOCK} where greatest(spoken_for, opens) < now"  # noqa: S608 -- our own words
)


class PostgresLedger:
    """Implements the port `Ledger`."""

    def __init__(
        self, database: Database, now: Callable[[], float | None] = lambda: None
    ) -> None:
        self._database, self._now = database, now

    async def take(self, wanted: Sequence[Limit]) -> float:
        """Take one call from every row, or none; 0, or the seconds to wait."""

        async def work(connection: Connection) -> float:
            taken: list[Limit] = []
            for limit in wanted:
                wait = await self._take(connection, limit)
                if wait > 0:
                    for each in taken:
                        await connection.execute(GIVE_BACK, [each.every, each.key])
                    return wait
                taken.append(limit)
            return 0.0

        return await self._database.run(work)

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
        """Forget the rows that hold nobody up."""
        await self._database.execute(TIDY, {"now": self._now()})

    async def _take(self, connection: Connection, limit: Limit) -> float:
        row = {
            "key": limit.key,
            "every": limit.every,
            "early": limit.early,
            "most": limit.most,
            "longest": LONGEST,
            "now": self._now(),
        }
        found = await (await connection.execute(TAKE, row)).fetchone()
        return float(found["wait"]) if found else 0.0
