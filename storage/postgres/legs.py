"""The legs of turns in PostgreSQL."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from bot.core.turn.decisions import Decision
from bot.core.turn.legs import Leg, decided
from bot.core.turn.life import Status, before
from bot.core.turn.permissions import Permission
from bot.core.turn.turns import Turn
from storage import approval_rows, leg_rows
from storage.approvals import key, permission
from storage.postgres import approvals, sql
from storage.postgres.database import Connection, Database
from storage.states import among, quoted

OF: Final = "select body from legs where turn = %s order by number"
_WRITTEN: Final = """
    insert into legs (turn, number, response, body)
    select id, %(number)s, %(response)s, %(body)s from noted
    on conflict (turn, number) do update set body = excluded.body
"""


def _keep(status: Status) -> str:
    """Store a leg. The attempt of one that asks does not count.

    Whoever runs it keeps it until its questions are shown; that takes no seat.
    """
    changes = f"status = {quoted(status)}, response = '', sequence = null"
    if status is Status.ASKING:
        first = f"case when {among([status])} then 0 else 1 end"
        changes += f", handed_over = handed_over + {first}"
    return f"""
        with noted as (
            update turns set {changes}
            where {sql.OF_ATTEMPT} and {among(before(status))} returning id
        ), written as ({_WRITTEN}), kept as ({sql.KEPT})
        select id from noted
    """  # noqa: S608 -- our own words


KEEP: Final = {status: _keep(status) for status in Status}
STOPPED: Final = f"select stop from turns where {sql.OF_ATTEMPT} for update"  # noqa: S608 -- our own words
DECIDE: Final = f"""
    update turns set status = {quoted(Status.WAITING)}, settled = false,
        runner = ''
    where id = %s
    returning *, renew_ticket(id, team || '/' || channel || '/' || thread, team)
"""  # noqa: S608 -- our own words


class PostgresLegs:
    """Implements the port `Legs`, for one attempt if there is one."""

    def __init__(self, database: Database, attempt: int | None) -> None:
        self._database, self._attempt = database, attempt

    async def of(self, turn: int) -> Sequence[Leg]:
        """The legs that have ended without an answer."""
        return await self._database.at_once(lambda c: _of(c, turn))

    async def keep(self, turn: int, leg: Leg) -> Leg:
        """Store the leg, and bring the turn where that leaves it.

        That is one statement, but where the leg asks: a stop that was noted for the
        process that runs the turn, and that it has not seen yet, declines that.
        """
        earlier = (each for each in await self.of(turn) if each.number < leg.number)
        args = {
            "turn": turn,
            "attempt": self._attempt,
            "number": leg.number,
            "response": leg.response,
            "pictures": sql.pictures_text(
                leg.pictures, sum(len(each.pictures) for each in earlier)
            ),
        }
        if leg.leaves is Status.ASKING:
            return await self._database.run(lambda c: _ask(c, leg, args))
        return await self._database.at_once(lambda c: _keep_leg(c, leg, args))

    async def decide(
        self, turn: int, decisions: Sequence[Decision], declined: str = ""
    ) -> Turn | None:
        """Note what was decided; the turn, if it goes on by that.

        Who decides at the same moment waits for the turn's row.
        """

        async def work(connection: Connection) -> Turn | None:
            lock = "select status from turns where id = %s for update"
            found = await (await connection.execute(lock, [turn])).fetchone()
            if found is None or found["status"] != Status.ASKING:
                return None
            *before, last = await _of(connection, turn)
            leg = decided(last, decisions, declined)
            await connection.execute(
                "update legs set body = %s where turn = %s and number = %s",
                [leg_rows.leg_text(leg), turn, leg.number],
            )
            await _note(connection, turn, last, [*before, leg])
            if leg.leaves is Status.ASKING:
                return None
            [waiting] = await sql.values(connection, DECIDE, [turn])
            return waiting

        return await self._database.run(work)

    async def permitted(self, turn: Turn) -> Sequence[Permission]:
        """What need not be asked in the turn's thread."""
        found = await self._database.rows(approvals.PERMITTED, key(turn))
        return [permission(row) for row in found]

    async def came_outside(self, turn: Turn) -> None:
        """End the thread's permissions for what may change something."""
        await self._database.execute(approvals.END, key(turn))

    async def overdue(self, seconds: float) -> Sequence[int]:
        """The turns that have been asking for longer than that."""
        found = await self._database.rows(approvals.OVERDUE, [seconds])
        return [row["id"] for row in found]


async def _ask(connection: Connection, leg: Leg, args: Mapping[str, Any]) -> Leg:
    """Bring a turn to ask. A stop that is noted at the same moment waits for the turn's
    row, or has to be waited for."""
    found = await (await connection.execute(STOPPED, args)).fetchone()
    stopped = decided(leg, (), found["stop"]) if found and found["stop"] else leg
    return await _keep_leg(connection, stopped, args)


async def _keep_leg(connection: Connection, leg: Leg, args: Mapping[str, Any]) -> Leg:
    await sql.step(
        connection, KEEP[leg.leaves], {**args, "body": leg_rows.leg_text(leg)}
    )
    return leg


async def _of(connection: Connection, turn: int) -> list[Leg]:
    found = await (await connection.execute(OF, [turn])).fetchall()
    return [leg_rows.leg(row["body"]) for row in found]


async def _note(
    connection: Connection, turn: int, before: Leg, legs: Sequence[Leg]
) -> None:
    """Note what new decisions about the last leg permit, and put them into the
    audit."""
    for row in approval_rows.permission_rows(before, legs[-1]):
        await connection.execute(approvals.GIVE, {**row, "turn": turn})
    args: dict[str, Any] = {"turn": turn}
    args["audit"] = approvals.audit_text(approval_rows.audit_of_legs(legs))
    await connection.execute(approvals.NOTE, args)
