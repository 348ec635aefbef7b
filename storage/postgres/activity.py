"""What people have under way, in PostgreSQL."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Final

from bot.core.turn.turns import Turn
from storage.activity_rows import LATEST, marked
from storage.postgres import sql
from storage.postgres.database import Database
from storage.states import not_over

OPEN: Final = f"(({not_over()}) or not settled)"
"""The turns that are still worked on."""


class PostgresActivity:
    """Implements the port `Activity`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def under_way(self, team: str, user: str, most: int) -> Sequence[Turn]:
        """The person's turns that have not ended, the oldest first."""
        where = f'{not_over()} and team = %s and "user" = %s'
        statement = f"select * from turns where {where} order by id limit %s"  # noqa: S608 -- our own words
        args = [team, user, most]
        return await self._database.at_once(lambda c: sql.values(c, statement, args))

    async def asked_since(self, team: str, user: str, since: float) -> int:
        """How often the person has asked since then."""
        where = 'team = %s and "user" = %s and created >= %s'
        statement = f"select count(*) as asked from turns where {where}"  # noqa: S608 -- our own words
        begun = datetime.fromtimestamp(since, UTC)
        [row] = await self._database.rows(statement, [team, user, begun])
        return int(row["asked"])

    async def threads(self, team: str, channel: str, most: int) -> Sequence[Turn]:
        """The newest turn of each of the latest threads of a channel."""
        statement = f"select * from turns where id in ({LATEST}) order by id desc"  # noqa: S608 -- our own words
        args = [team, channel, most]
        return await self._database.at_once(lambda c: sql.values(c, statement, args))

    async def mark(self, team: str) -> str:
        """Changes whenever a turn of the workspace begins, goes on, or ends."""
        [newest] = await self._database.rows("select max(id) as id from turns", [])
        where = f"{OPEN} and team = %s order by id"
        statement = f"select id, status, settled from turns where {where}"  # noqa: S608 -- our own words
        turns = await self._database.rows(statement, [team])
        return marked(newest["id"], (row.values() for row in turns))
