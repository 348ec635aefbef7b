"""Notes of files in Slack that a form shows."""

from collections.abc import Sequence

from storage.worker import SqliteWorker


class SqliteFormFiles:
    """Implements the port `FormFiles`."""

    def __init__(self, worker: SqliteWorker) -> None:
        self._run = worker.lightly

    async def lent(self, team: str, file_id: str, until: float) -> None:
        """Note a file that has to be deleted at this time at the latest."""
        sql = "insert or ignore into form_files (file_id, team, until) values (?, ?, ?)"
        await self._run(lambda db: db.execute(sql, [file_id, team, until]))

    async def returned(self, file_id: str) -> None:
        """Note that it is deleted."""
        sql = "delete from form_files where file_id = ?"
        await self._run(lambda db: db.execute(sql, [file_id]))

    async def overdue(self, now: float) -> Sequence[tuple[str, str]]:
        """The workspaces and ids of the files that are overdue."""
        sql = "select team, file_id from form_files where until <= ? order by until"
        return await self._run(
            lambda db: [(row[0], row[1]) for row in db.execute(sql, [now])]
        )
