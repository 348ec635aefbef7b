"""Pictures in PostgreSQL, where every process finds them."""

import hashlib
from typing import Final

from bot.core.pieces import Kept
from storage.owning import PAINTED
from storage.postgres.belongings import REGION
from storage.postgres.database import Database

_KEEP: Final = (
    "insert into shelf (sha256, data) values (%s, %b) "
    "on conflict (sha256) do update set made = now() "
    "where shelf.made < now() - interval '1 hour'"
)
_DROP_UNNAMED: Final = (
    "delete from shelf where made < now() - interval '1 day' "  # noqa: S608 -- our own words
    "and not exists (select from pictures where pictures.sha256 = shelf.sha256) "
    "and not exists (select from taught_pictures "
    "where taught_pictures.sha256 = shelf.sha256) "
    f"and sha256 not in ({PAINTED})"
)
_FIND: Final = (
    "select length(data) as size, extract(epoch from made)::float8 as made "
    "from shelf where sha256 = %s"
)
_PIECE: Final = (
    "select substring(data from %s for %s) as piece from shelf where sha256 = %s"
)
_FIND_PREVIEW: Final = (
    "select length(data) as size, extract(epoch from made)::float8 as made "
    "from showcase where name = %s"
)
_PIECE_OF_PREVIEW: Final = (
    "select substring(data from %s for %s) as piece from showcase where name = %s"
)


class PostgresShelf:
    """Implements the port `Shelf`: written once, never changed."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def keep(self, data: bytes) -> str:
        """Keep the bytes and return their sha256. If they are there already, they count
        as new, because they are about to be named."""
        sha256 = hashlib.sha256(data).hexdigest()
        await self._database.execute(_KEEP, [sha256, data])
        return sha256

    async def read(self, sha256: str) -> bytes | None:
        """The bytes, if they are still there."""
        sql = "select data from shelf where sha256 = %s"
        rows = await self._database.rows(sql, [sha256])
        return bytes(rows[0]["data"]) if rows else None

    async def find(self, name: str) -> Kept | None:
        """Its size and age, if it is still there."""
        return await _find(self._database, _FIND, name)

    async def piece(self, name: str, start: int, count: int) -> bytes:
        """Some of the bytes; the server reads only these."""
        return await _piece(self._database, _PIECE, name, start, count)

    async def drop(self, sha256: str) -> None:
        """Remove a picture that nothing needs any more."""
        sql = "delete from shelf where sha256 = %s"
        await self._database.execute(sql, [sha256])

    async def drop_unnamed(self) -> None:
        """Drop what nothing has named for a day: a process died between keeping and
        naming it."""
        sql = _DROP_UNNAMED.format(
            mask=REGION.format("mask"), notes=REGION.format("notes")
        )
        await self._database.execute(sql)


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

    async def find(self, name: str) -> Kept | None:
        """Its size and age, if it is still there."""
        return await _find(self._database, _FIND_PREVIEW, name)

    async def piece(self, name: str, start: int, count: int) -> bytes:
        """Some of the bytes."""
        return await _piece(self._database, _PIECE_OF_PREVIEW, name, start, count)


async def _find(database: Database, sql: str, name: str) -> Kept | None:
    rows = await database.rows(sql, [name])
    return Kept(rows[0]["size"], rows[0]["made"]) if rows else None


async def _piece(
    database: Database, sql: str, name: str, start: int, count: int
) -> bytes:
    """Some of the bytes. PostgreSQL counts from 1."""
    rows = await database.rows(sql, [start + 1, count, name])
    return bytes(rows[0]["piece"]) if rows else b""
