"""Notes of files in Slack that are only shown for a while, in PostgreSQL."""

from collections.abc import Sequence

from storage.postgres.database import Database


class PostgresTemporaryFiles:
    """Implements the port `TemporaryFiles`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def lent(self, turn: int, file_id: str) -> None:
        """Note a file that is to be deleted once nothing shows it."""
        await self._database.execute(
            "insert into leftovers (file_id, turn) values (%s, %s) "
            "on conflict do nothing",
            [file_id, turn],
        )

    async def returned(self, file_id: str) -> None:
        """Note that it is deleted."""
        sql = "delete from leftovers where file_id = %s"
        await self._database.execute(sql, [file_id])

    async def outstanding(self, turn: int) -> Sequence[str]:
        """The files of the turn that are not deleted yet."""
        sql = "select file_id from leftovers where turn = %s order by file_id"
        return [str(row["file_id"]) for row in await self._database.rows(sql, [turn])]
