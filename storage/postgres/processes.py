"""The knowledge of the processes that share a database about each other."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Final

from bot.core.queue.seats import SeatLimits
from bot.core.turn.life import (
    AT_WORK,
    HOLDING_LANE,
    LOOKED_AFTER,
    STOPPED_IN_LANE,
    TAKEN_UP,
    TAKING_SEAT,
    Status,
)
from bot.core.turn.turns import Turn, Waiting
from storage.postgres import sql
from storage.postgres.database import Connection, Database
from storage.postgres.sql import ALIVE, LIVES
from storage.states import among

Write = Callable[[Connection, Turn], Awaitable[None]]

LANE: Final = f"""
    select turns.*, {LIVES} and turns.runner <> %(me)s as elsewhere,
        extract(epoch from now() - turns.created)::float8 as age
    from turns join turns own on own.id = %(turn)s
        and (turns.team, turns.channel, turns.thread)
            = (own.team, own.channel, own.thread)
    where turns.id <= own.id and {among(HOLDING_LANE, "turns.status")}
    order by turns.id
"""  # noqa: S608 -- our own words
STOP: Final = f"""
    update turns set stop = case when stop = '' then %(reason)s else stop end
    where id = %(turn)s and {among(STOPPED_IN_LANE)}
    returning {among(AT_WORK)} as runs
"""  # noqa: S608 -- our own words
BARE: Final = f"""
    {among(TAKEN_UP)} and not {LIVES} and not exists (
        select 1 from procrastinate_jobs
        where status in ('todo', 'doing') and args ->> 'turn' = turns.id::text
    )
"""  # noqa: S608 -- our own words
UNSEAT: Final = "update turns set runner = ''"
SEAT: Final = """
    select take_seat(%(turn)s, %(me)s, %(per_team)s, %(per_user)s, %(alive)s::interval)
"""
UNSETTLED: Final = f"""
    update turns set runner = %(me)s, attempt = attempt + 1 where id in (
        select id from turns where {among(LOOKED_AFTER)} and not settled and not {LIVES}
        order by id for update skip locked limit 50
    ) returning id
"""  # noqa: S608 -- our own words


class PostgresProcesses:
    """One process among others; `me` is its name."""

    def __init__(self, database: Database, me: str) -> None:
        self._database, self._me = database, me

    async def beat(self, running: Sequence[int] = ()) -> None:
        """Note that this process is alive, and that it runs exactly these turns."""
        await self._database.execute(
            "insert into processes (id) values (%s) "
            "on conflict (id) do update set beat = now()",
            [self._me],
        )
        await self._database.execute(
            f"{UNSEAT} where runner = %s and {among(TAKING_SEAT)} "
            "and not id = any(%s::bigint[])",
            [self._me, list(running)],
        )
        old = "delete from processes where beat < now() - interval '1 day'"
        await self._database.execute(old)

    async def alone(self) -> bool:
        """Whether every other process that was here has signed off."""
        others = "select exists (select 1 from processes where id <> %s) as found"
        [row] = await self._database.rows(others, [self._me])
        return not row["found"]

    async def leave(self) -> None:
        """Note that this process is gone, so that others need not wait to be sure."""
        await self._database.execute("delete from processes where id = %s", [self._me])

    async def lane(self, turn: int) -> Sequence[Waiting]:
        """The turn and those before it in its thread that have not ended.

        A turn whose answer is stored but not shown has not ended: people read in order.
        """

        async def work(connection: Connection) -> list[Waiting]:
            args = {"turn": turn, "me": self._me}
            found = await (await connection.execute(LANE, args)).fetchall()
            turns = await sql.with_pictures(connection, found)
            return [
                Waiting(each, row["stop"], bool(row["elsewhere"]), row["age"])
                for each, row in zip(turns, found, strict=True)
            ]

        return await self._database.at_once(work)

    async def released(self, turn: int) -> None:
        """Note that this process no longer runs the turn."""
        await self._database.execute(
            f"{UNSEAT} where id = %s and runner = %s and {among(TAKING_SEAT)}",
            [turn, self._me],
        )

    async def seat(self, turn: Turn, seats: SeatLimits) -> float:
        """Take a seat for the turn; 0, or the seconds until it is worth asking again.

        The further back the turn is, the less often it asks.
        """
        args = {
            "turn": turn.id,
            "me": self._me,
            "per_team": seats.per_team,
            "per_user": seats.per_user,
            "alive": ALIVE,
        }
        [row] = await self._database.rows(SEAT, args)
        return float(row["take_seat"])

    async def waiting(self) -> int:
        """How many turns wait without being assigned to a process."""
        count = (
            f"select count(*) as count from turns where {among([Status.WAITING])} "  # noqa: S608 -- our own words
            "and runner = ''"
        )
        [row] = await self._database.rows(count)
        return int(row["count"])

    async def stop(self, turn: int, reason: str) -> bool | None:
        """Note a request to stop the turn; None if it is over, otherwise whether it is
        running."""
        found = await self._database.rows(STOP, {"turn": turn, "reason": reason})
        return bool(found[0]["runs"]) if found else None

    async def stopped(self, turns: Sequence[int]) -> Mapping[int, str]:
        """Which of these turns should stop, and why."""
        where = "select id, stop from turns where id = any(%s) and stop <> ''"
        found = await self._database.rows(where, [list(turns)])
        return {row["id"]: row["stop"] for row in found}

    async def rewrite(self, write: Write) -> int:
        """Write tickets for unfinished turns that have none and that nobody runs."""

        async def work(connection: Connection) -> int:
            # Only one process at a time does this, so that no turn gets two tickets.
            one = "select pg_try_advisory_xact_lock(hashtext('darkroom janitor')) as ok"
            row = await (await connection.execute(one)).fetchone()
            if not row or not row["ok"]:
                return 0
            found = await sql.find(connection, BARE, [])
            for turn in found:
                await write(connection, turn)
            return len(found)

        return await self._database.run(work)

    async def unsettled(self) -> Sequence[Turn]:
        """Take over turns to be settled whose process is gone.

        That counts as another attempt, so a process that was only frozen hangs nothing
        more.
        """
        mine = await self._database.rows(UNSETTLED, {"me": self._me})
        args = [[row["id"] for row in mine]]
        return await self._database.at_once(lambda c: sql.find(c, "id = any(%s)", args))
