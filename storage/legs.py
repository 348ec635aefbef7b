"""The legs of turns in SQLite."""

import time
from collections.abc import Sequence
from typing import Any

from sqlite_utils import Database

from bot.core.turn.decisions import Decision
from bot.core.turn.legs import SUPERSEDED, Leg, decided
from bot.core.turn.life import Status
from bot.core.turn.permissions import Permission
from bot.core.turn.thread import ThreadKey
from bot.core.turn.turns import Turn
from storage import approval_rows, approvals, leg_rows, rows, steps
from storage.states import among
from storage.worker import SqliteWorker

KEEP = """
    insert into legs (turn, number, response, body, asked) values (?, ?, ?, ?, ?)
    on conflict (turn, number) do update set body = excluded.body
"""
ASKING = f"""
    select id from turns where team = ? and channel = ? and thread = ?
        and {among([Status.ASKING])} order by id
"""  # noqa: S608 -- our own words
OF = "select body from legs where turn = ? order by number"


class SqliteLegs:
    """Implements the port `Legs`."""

    def __init__(self, worker: SqliteWorker) -> None:
        self._run = worker.run

    async def of(self, turn: int) -> Sequence[Leg]:
        """The legs that have ended without an answer."""
        return await self._run(lambda db: _of(db, turn))

    async def keep(self, turn: int, leg: Leg) -> Leg:
        """Store the leg, and put the turn into the state that follows from it.

        A stop is known in the one process that there is.
        """

        def work(db: Database) -> Leg:
            values: dict[str, Any] = {"response": "", "sequence": None}
            found = steps.must(db, turn)
            if leg.leaves is Status.ASKING is not found.status:
                values["handed_over"] = found.handed_over + 1
            steps.step(db, turn, leg.leaves, values)
            _keep(db, turn, leg)
            return leg

        return await self._run(work)

    async def decide(
        self, turn: int, decisions: Sequence[Decision], declined: str = ""
    ) -> Turn | None:
        """Note what was decided; the turn, if it goes on by that."""
        return await self._run(lambda db: _decide(db, turn, decisions, declined))

    async def permitted(self, turn: Turn) -> Sequence[Permission]:
        """What need not be asked in the turn's thread."""
        return await self._run(lambda db: approvals.permitted(db, turn))

    async def came_outside(self, turn: Turn) -> None:
        """End the thread's permissions for what may change something."""
        await self._run(lambda db: approvals.came_outside(db, turn))

    async def overdue(self, seconds: float) -> Sequence[int]:
        """The turns that have been asking for longer than that."""
        return await self._run(lambda db: approvals.overdue(db, seconds))


def superseded(db: Database, thread: ThreadKey) -> tuple[Turn, ...]:
    """Decline the open questions of a thread's turns, because there is a newer turn."""
    key = [thread.team, thread.channel, thread.ts]
    asking = db.execute(ASKING, key).fetchall()
    gone_on = (_decide(db, row[0], (), SUPERSEDED) for row in asking)
    return tuple(turn for turn in gone_on if turn)


def _decide(
    db: Database, turn: int, decisions: Sequence[Decision], declined: str
) -> Turn | None:
    found = steps.get(db, turn)
    if found is None or found.status is not Status.ASKING:
        return None
    *before, last = _of(db, turn)
    leg = decided(last, decisions, declined)
    _keep(db, turn, leg)
    approvals.give(db, found, last, leg)
    approvals.note(db, turn, approval_rows.audit_of_legs([*before, leg]))
    if leg.leaves is Status.ASKING:
        return None
    return steps.step(db, turn, Status.WAITING, {"settled": False})


def _of(db: Database, turn: int) -> list[Leg]:
    return [leg_rows.leg(row[0]) for row in db.execute(OF, [turn])]


def _keep(db: Database, turn: int, leg: Leg) -> None:
    """Store the leg, and its pictures among the turn's, in the order of the legs."""
    text = leg_rows.leg_text(leg)
    db.execute(KEEP, [turn, leg.number, leg.response, text, time.time()])
    drawn = [picture for each in _of(db, turn) for picture in each.pictures]
    for number, picture in enumerate(drawn):
        row = {"turn": turn, **rows.picture_row(number, picture)}
        db.table("pictures").upsert(row, pk=("turn", "number"))
