"""All that PostgreSQL holds of somebody."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from bot.core.belongings import Forgotten, Owner
from storage import owning
from storage.postgres.database import Connection, Database
from storage.rows import with_pictures

UNFINISHED: Final = "nullif(answer, '')::json ->> 'unfinished_file'"


class PostgresBelongings:
    """Implements the port `Belongings`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def rows(self, owner: Owner) -> Sequence[Mapping[str, Any]]:
        """Every turn as it is stored, with its pictures."""
        turns = await self._rows(owning.TURNS, owner)
        return with_pictures(turns, await self._rows(owning.PICTURES, owner))

    async def files(self, owner: Owner) -> Forgotten:
        """What `forget` would leave behind elsewhere."""
        turns = await self._rows(owning.TURNS, owner)
        return Forgotten(
            turns=len(turns),
            unfinished=owning.unfinished(turns),
            files=[row["file_id"] for row in await self._rows(owning.FILES, owner)],
            pictures=[row["sha256"] for row in await self._rows(owning.HASHES, owner)],
            responses=[
                row["response"] for row in await self._rows(owning.RESPONSES, owner)
            ],
        )

    async def forget(self, owner: Owner) -> None:
        """Remove every row."""

        async def work(connection: Connection) -> None:
            for sql, args in owning.forgetting(owner):
                await connection.execute(sql, args)

        await self._database.run(work)

    async def _rows(self, statement: str, owner: Owner) -> list[dict[str, Any]]:
        return await self._database.rows(*owning.about(statement, owner, UNFINISHED))
