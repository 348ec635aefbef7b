"""Notes of files in Slack that a form shows, in PostgreSQL."""

from collections.abc import Sequence

from storage.postgres.database import Database


class PostgresFormFiles:
    """Implements the port `FormFiles`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def lent(self, team: str, file_id: str, until: float) -> None:
        """Note a file that has to be deleted at this time at the latest."""
        await self._database.execute(
            "insert into form_files (file_id, team, until) values (%s, %s, %s) "
            "on conflict do nothing",
            [file_id, team, until],
        )

    async def returned(self, file_id: str) -> None:
        """Note that it is deleted."""
        sql = "delete from form_files where file_id = %s"
        await self._database.execute(sql, [file_id])

    async def overdue(self, now: float) -> Sequence[tuple[str, str]]:
        """The workspaces and ids of the files that are overdue."""
        sql = "select team, file_id from form_files where until <= %s order by until"
        rows = await self._database.rows(sql, [now])
        return [(str(row["team"]), str(row["file_id"])) for row in rows]
