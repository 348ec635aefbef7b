"""Notes of files in Slack that a form shows, in PostgreSQL."""

from collections.abc import Sequence

from bot.core.ports import PrivatePicture
from storage.form_files import FIND, LEND, OVERDUE, RETURN, kept, lending
from storage.postgres.database import Database


class PostgresFormFiles:
    """Implements the port `FormFiles`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def lent(self, team: str, picture: PrivatePicture, until: float) -> None:
        """Note a file that has to be deleted at this time at the latest, or the message
        that shows it."""
        await self._database.execute(LEND, lending(team, picture, until))

    async def returned(self, file_id: str) -> None:
        """Note that it is deleted."""
        await self._database.execute(RETURN, [file_id])

    async def of(self, team: str, file_id: str) -> PrivatePicture | None:
        """The picture with this file, as long as it is not deleted."""
        rows = await self._database.rows(FIND, [team, file_id])
        return kept(rows[0]) if rows else None

    async def overdue(self, now: float) -> Sequence[tuple[str, PrivatePicture]]:
        """The workspaces and the pictures that are overdue."""
        rows = await self._database.rows(OVERDUE, [now])
        return [(str(row["team"]), kept(row)) for row in rows]
