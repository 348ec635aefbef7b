"""Notes of files in Slack that a form shows."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from sqlite_utils import Database

from bot.core.ports import PrivatePicture
from storage.worker import SqliteWorker

LEND: Final = (
    "insert into form_files (file_id, team, until, channel, ts) "
    "values (%s, %s, %s, %s, %s) on conflict (file_id) do update "
    "set channel = excluded.channel, ts = excluded.ts"
)
RETURN: Final = "delete from form_files where file_id = %s"
FIND: Final = "select * from form_files where team = %s and file_id = %s"
OVERDUE: Final = "select * from form_files where until <= %s order by until"


def lending(team: str, picture: PrivatePicture, until: float) -> list[object]:
    """The values of `LEND`."""
    return [picture.file_id, team, until, picture.channel, picture.ts]


def kept(row: Mapping[str, Any]) -> PrivatePicture:
    """The picture of a row."""
    return PrivatePicture(str(row["file_id"]), str(row["channel"]), str(row["ts"]))


class SqliteFormFiles:
    """Implements the port `FormFiles`."""

    def __init__(self, worker: SqliteWorker) -> None:
        self._run = worker.lightly

    async def lent(self, team: str, picture: PrivatePicture, until: float) -> None:
        """Note a file that has to be deleted at this time at the latest, or the message
        that shows it."""
        values = lending(team, picture, until)
        await self._run(lambda db: db.execute(_own(LEND), values))

    async def returned(self, file_id: str) -> None:
        """Note that it is deleted."""
        await self._run(lambda db: db.execute(_own(RETURN), [file_id]))

    async def of(self, team: str, file_id: str) -> PrivatePicture | None:
        """The picture with this file, as long as it is not deleted."""

        def work(db: Database) -> PrivatePicture | None:
            rows = db.query(_own(FIND), [team, file_id])
            return next(map(kept, rows), None)

        return await self._run(work)

    async def overdue(self, now: float) -> Sequence[tuple[str, PrivatePicture]]:
        """The workspaces and the pictures that are overdue."""

        def work(db: Database) -> list[tuple[str, PrivatePicture]]:
            return [(row["team"], kept(row)) for row in db.query(_own(OVERDUE), [now])]

        return await self._run(work)


def _own(sql: str) -> str:
    return sql.replace("%s", "?")
