"""Permissions and the audit in SQLite."""

import time
from collections.abc import Sequence

from sqlite_utils import Database

from bot.core.turn.legs import Leg
from bot.core.turn.life import Status
from bot.core.turn.permissions import LASTS, Permission
from bot.core.turn.turns import Turn
from storage import approval_rows
from storage.kept import Row
from storage.states import among

GIVE = """
    insert or replace into permissions
        (team, channel, thread, person, server, tool, digest, given_by, reads, given,
            turn)
    values (:team, :channel, :thread, :person, :server, :tool, :digest, :given_by,
        :reads, :given, :turn)
"""
HERE = "team = :team and channel = :channel and thread = :thread"
PERMITTED = f"""
    select * from permissions where {HERE} and person = :person and given > :since
"""  # noqa: S608 -- our own words
END = f"delete from permissions where {HERE} and reads = 0"  # noqa: S608 -- our own words
NOTE = """
    insert or ignore into audit
        (turn, kind, item, "user", server, tool, arguments, outcome)
    values (:turn, :kind, :item, :user, :server, :tool, :arguments, :outcome)
"""
OVERDUE = f"""
    select id from turns where {among([Status.ASKING])} and id in (
        select turn from legs group by turn having max(asked) < :before
    )
"""  # noqa: S608 -- our own words


def give(db: Database, turn: Turn, before: Leg, after: Leg) -> None:
    """Note the permissions that new decisions give."""
    for row in approval_rows.permission_rows(before, after):
        db.execute(GIVE, {**key(turn), "turn": turn.id, "given": time.time(), **row})


def permitted(db: Database, turn: Turn) -> list[Permission]:
    """What the turn's person need not be asked in its thread."""
    args = {**key(turn), "since": time.time() - LASTS}
    return [permission(row) for row in db.query(PERMITTED, args)]


def came_outside(db: Database, turn: Turn) -> None:
    """End the thread's permissions for what may change something."""
    db.execute(END, key(turn))


def note(db: Database, turn: int, rows: Sequence[Row]) -> None:
    """Put into the audit whatever is not there yet."""
    for row in rows:
        db.execute(NOTE, {**row, "turn": turn})


def overdue(db: Database, seconds: float) -> list[int]:
    """The turns that have been asking for longer than that."""
    before = {"before": time.time() - seconds}
    return [row[0] for row in db.execute(OVERDUE, before).fetchall()]


def permission(row: Row) -> Permission:
    """A stored permission, of either database."""
    return Permission(
        row["server"],
        row["tool"],
        row["digest"],
        row["given_by"],
        bool(row["reads"]),
        row["turn"],
    )


def key(turn: Turn) -> dict[str, str]:
    """The thread and the person that permissions are for."""
    thread = turn.ask.thread
    return {
        "team": thread.team,
        "channel": thread.channel,
        "thread": thread.ts,
        "person": turn.ask.user,
    }
