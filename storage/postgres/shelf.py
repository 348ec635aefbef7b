"""Finished pictures in PostgreSQL, where every process finds them."""

import hashlib

from storage.postgres.database import Database


class PostgresShelf:
    """Implements the port `Shelf`: written once, never changed."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def keep(self, data: bytes) -> str:
        """Keep the bytes and return their sha256."""
        sha256 = hashlib.sha256(data).hexdigest()
        await self._database.execute(
            "insert into shelf (sha256, data) values (%s, %b) on conflict do nothing",
            [sha256, data],
        )
        return sha256

    async def read(self, sha256: str) -> bytes | None:
        """The bytes, if they are still there."""
        sql = "select data from shelf where sha256 = %s"
        rows = await self._database.rows(sql, [sha256])
        return bytes(rows[0]["data"]) if rows else None
