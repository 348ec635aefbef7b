"""Notes of files in Slack that are only shown for a while."""

from collections.abc import Sequence

from storage.worker import SqliteWorker


class SqliteTemporaryFiles:
    """Implements the port `TemporaryFiles`."""

    def __init__(self, worker: SqliteWorker) -> None:
        self._run = worker.lightly

    async def lent(self, turn: int, file_id: str) -> None:
        """Note a file that has to be deleted when nothing shows it any more."""
        sql = "insert or ignore into leftovers (file_id, turn) values (?, ?)"
        await self._run(lambda db: db.execute(sql, [file_id, turn]))

    async def returned(self, file_id: str) -> None:
        """Note that it is deleted."""
        sql = "delete from leftovers where file_id = ?"
        await self._run(lambda db: db.execute(sql, [file_id]))

    async def outstanding(self, turn: int) -> Sequence[str]:
        """The files of the turn that are not deleted yet."""
        sql = "select file_id from leftovers where turn = ? order by file_id"
        return await self._run(lambda db: [row[0] for row in db.execute(sql, [turn])])
