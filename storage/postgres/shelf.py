"""Pictures in PostgreSQL, where every process finds them."""

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

    async def drop(self, sha256: str) -> None:
        """Remove a picture that nothing names any more."""
        sql = "delete from shelf where sha256 = %s"
        await self._database.execute(sql, [sha256])


class PostgresShowcase:
    """Implements the port `Showcase`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def put(self, name: str, data: bytes) -> None:
        """Keep it for an hour: Slack fetches an address as soon as it is shown."""
        insert = "insert into showcase (name, data) values (%s, %b)"
        await self._database.execute(insert, [name, data])
        old = "delete from showcase where made < now() - interval '1 hour'"
        await self._database.execute(old)

    async def get(self, name: str) -> bytes | None:
        """The bytes, if they are still there."""
        sql = "select data from showcase where name = %s"
        rows = await self._database.rows(sql, [name])
        return bytes(rows[0]["data"]) if rows else None
