"""All that SQLite holds of somebody."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from sqlite_utils import Database

from bot.core.belongings import Forgotten, Owner
from storage import owning
from storage.rows import with_pictures
from storage.worker import SqliteWorker

UNFINISHED: Final = "json_extract(nullif(answer, ''), '$.unfinished_file')"


class SqliteBelongings:
    """Implements the port `Belongings`."""

    def __init__(self, worker: SqliteWorker) -> None:
        self._run = worker.run

    async def rows(self, owner: Owner) -> Sequence[Mapping[str, Any]]:
        """Every turn as it is stored, with its pictures."""

        def work(db: Database) -> list[Mapping[str, Any]]:
            turns = _rows(db, owning.TURNS, owner)
            return with_pictures(turns, _rows(db, owning.PICTURES, owner))

        return await self._run(work)

    async def files(self, owner: Owner) -> Forgotten:
        """What `forget` would leave behind elsewhere."""

        def work(db: Database) -> Forgotten:
            turns = _rows(db, owning.TURNS, owner)
            return Forgotten(
                turns=len(turns),
                unfinished=owning.unfinished(turns),
                files=[row["file_id"] for row in _rows(db, owning.FILES, owner)],
                pictures=[row["sha256"] for row in _rows(db, owning.HASHES, owner)],
                responses=[
                    row["response"] for row in _rows(db, owning.RESPONSES, owner)
                ],
            )

        return await self._run(work)

    async def forget(self, owner: Owner) -> None:
        """Remove every row."""

        def work(db: Database) -> None:
            for sql, args in owning.forgetting(owner):
                db.execute(sql.replace("%s", "?"), args)

        await self._run(work)


def _rows(db: Database, statement: str, owner: Owner) -> list[Mapping[str, Any]]:
    sql, args = owning.about(statement, owner, UNFINISHED)
    return list(db.query(sql.replace("%s", "?"), args))
