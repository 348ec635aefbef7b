"""Accepts an ask in SQLite: it is claimed once, and only while few enough are
waiting."""

from sqlite_utils import Database

from bot.core.errors import Crowded
from bot.core.turn.asks import Ask
from bot.core.turn.life import IN_LINE, Status
from storage import rows
from storage.states import among, not_over

ROOM = f"""(? is null or (
    select count(*) from turns where team = ? and channel = ? and thread = ?
        and {among(IN_LINE)} and ({not_over()} or settled = 0)
) < ?)"""  # noqa: S608 -- our own words
"""The condition that fewer than so many wait or run; its last part makes the planner
use the index."""


def inserted(db: Database, ask: Ask, most: int | None) -> int | None:
    """The number of the new turn; None if the ask was claimed before."""
    key = [ask.thread.team, ask.thread.channel, ask.thread.ts]
    values = {
        "claim": ask.claim,
        "team": ask.thread.team,
        "channel": ask.thread.channel,
        "thread": ask.thread.ts,
        "user": ask.user,
        "ask_ts": ask.ts,
        "ask": rows.ask_text(ask),
        "status": Status.WAITING,
    }
    names, marks = ", ".join(values), ", ".join("?" * len(values))
    made = db.execute(
        f"insert into turns ({names}) select {marks} where {ROOM} "
        "on conflict (claim) do nothing returning id",
        [*values.values(), most, *key, most],
    ).fetchone()
    if made is None:
        _claimed(db, ask)
        return None
    return int(made[0])


def _claimed(db: Database, ask: Ask) -> None:
    """Raise Crowded unless the ask was claimed before."""
    where = "select 1 from turns where claim = ?"
    if not db.execute(where, [ask.claim]).fetchone():
        raise Crowded(f"too many wait in {ask.thread}")
