"""The model's gate, the same for all processes; the time is the database's."""

from collections.abc import Callable
from typing import Final

from bot.core.calls.gate import Knock, Shut
from storage.postgres.database import Database

NAME: Final = "model"
LONGEST: Final = 3600.0
"""A try that seems to last longer than this means that the clock was set back."""
CLOCK: Final = """
    with clock as (
        select coalesce(%(now)s, extract(epoch from clock_timestamp()))::float8 as now
    )
"""
KNOCK: Final = f"""{CLOCK}, tried as (
        update doors set next = now + %(lease)s from clock
        where name = '{NAME}' and until > now
            and (next <= now or next > now + {LONGEST})
        returning 0::float8 as wait
    )
    select coalesce(
        (select wait from tried),
        (
            select greatest(0.1, least(next, until) - now) from doors, clock
            where name = '{NAME}' and until > now
        ),
        0
    ) as wait, exists (select from doors where name = '{NAME}') as shut
"""  # noqa: S608 -- our own words
# Of two that knock at once, the second sees the row as it was: for it, too, it is shut.
SHUT: Final = f"""{CLOCK}
    insert into doors as had (name, since, until, next)
    select '{NAME}', now, now + %(seconds)s, now + %(again)s from clock
    on conflict (name) do update set
        until = greatest(had.until, excluded.until), next = excluded.next
"""  # noqa: S608 -- our own words
OPENED: Final = f"""{CLOCK}
    delete from doors using clock where name = '{NAME}' and since <= now - %(ago)s
"""  # noqa: S608 -- our own words
STATE: Final = f"""{CLOCK}
    select now - since as lasted, greatest(0, until - now) as remaining
    from doors, clock where name = '{NAME}'
"""  # noqa: S608 -- our own words
ANEW: Final = f"""{CLOCK}
    update doors set since = now, next = now from clock where name = '{NAME}'
"""  # noqa: S608 -- our own words


class PostgresGate:
    """Implements the port `Gate`. Each call is one statement."""

    def __init__(
        self, database: Database, now: Callable[[], float | None] = lambda: None
    ) -> None:
        self._database, self._now = database, now

    async def knock(self, lease: float) -> Knock:
        """Ask to go through."""
        args = {"now": self._now(), "lease": lease}
        [row] = await self._database.rows(KNOCK, args)
        return Knock(float(row["wait"]), bool(row["shut"]))

    async def shut(self, seconds: float, again: float) -> None:
        """Shut the gate for so many seconds; after a part of them, one turn may try."""
        args = {"now": self._now(), "seconds": seconds, "again": again}
        await self._database.execute(SHUT, args)

    async def opened(self, ago: float) -> None:
        """Note that a caller that went through so many seconds ago was answered."""
        await self._database.execute(OPENED, {"now": self._now(), "ago": ago})

    async def state(self) -> Shut | None:
        """How shut the gate is, or None if it is open."""
        found = await self._database.rows(STATE, {"now": self._now()})
        if not found:
            return None
        return Shut(float(found[0]["lasted"]), float(found[0]["remaining"]))

    async def anew(self) -> None:
        """Let the next caller try, as if nobody had waited yet."""
        await self._database.execute(ANEW, {"now": self._now()})
