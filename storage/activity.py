"""What people have under way, in SQLite."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Final

from sqlite_utils import Database

from bot.core.turn.turns import Turn
from storage import steps
from storage.activity_rows import LATEST, marked
from storage.states import not_over
from storage.worker import SqliteWorker

OPEN: Final = f"(({not_over()}) or settled = 0)"
"""The turns that are still worked on."""


class SqliteActivity:
    """Implements the port `Activity`."""

    def __init__(self, worker: SqliteWorker) -> None:
        self._run = worker.run

    async def under_way(self, team: str, user: str, most: int) -> Sequence[Turn]:
        """The person's turns that have not ended, the oldest first."""
        of = f"{not_over()} and team = ? and user = ?"
        ids = f"id in (select id from turns where {of} order by id limit ?)"  # noqa: S608 -- our own words
        return await self._run(lambda db: steps.where(db, ids, [team, user, most]))

    async def asked_since(self, team: str, user: str, since: float) -> int:
        """How often the person has asked since then."""
        where = "team = ? and user = ? and created >= ?"
        args = [team, user, f"{datetime.fromtimestamp(since, UTC):%Y-%m-%d %H:%M:%S}"]
        sql = f"select count(*) from turns where {where}"  # noqa: S608 -- our own words
        return int(await self._run(lambda db: db.execute(sql, args).fetchone()[0]))

    async def threads(self, team: str, channel: str, most: int) -> Sequence[Turn]:
        """The newest turn of each of the latest threads of a channel."""
        ids = f"id in ({LATEST.replace('%s', '?')})"
        args = [team, channel, most]
        found = await self._run(lambda db: steps.where(db, ids, args))
        return found[::-1]

    async def mark(self, team: str) -> str:
        """Changes whenever a turn of the workspace begins, goes on, or ends."""

        def read(db: Database) -> str:
            few = "turns indexed by turns_open"  # those of the workspace may be many
            sql = f"select id, status, settled from {few} where {OPEN} and team = ?"  # noqa: S608 -- our own words
            newest = db.execute("select max(id) from turns").fetchone()[0]
            return marked(newest, db.execute(f"{sql} order by id", [team]).fetchall())

        return await self._run(read)
