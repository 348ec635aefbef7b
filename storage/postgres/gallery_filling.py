"""Puts pictures from before into PostgreSQL's gallery."""

import asyncio
from collections.abc import Sequence
from typing import Any, Final

from storage import gallery_rows
from storage.kept import Row
from storage.postgres.database import Connection, Database
from storage.postgres.gallery_rows import ADDED, values

LOCK: Final = 0x0DA12C01  # any number that nobody else takes
FREE: Final = "select pg_try_advisory_xact_lock(%s) as free"
MISSING: Final = f"""
    select * from turns where {gallery_rows.UNFILLED} order by id desc limit %s
"""  # noqa: S608 -- our own words
PICTURES: Final = "select * from pictures where turn = any(%s) order by turn, number"
ADD: Final = f"""
    with noted as (
        update turns set indexed = %(indexed)s
        where id = any(%(turns)s) and indexed = 0 returning id
    ), {ADDED} select id from noted
"""  # noqa: S608 -- our own words


class PostgresGalleryFilling:
    """Implements the port `GalleryFilling`. One process at a time does it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def fill(self, most: int) -> int:
        """Add the pictures of so many turns; returns how many turns that were."""
        return await self._database.run(lambda c: _fill(c, most))


async def _fill(connection: Connection, most: int) -> int:
    [row] = await _rows(connection, FREE, [LOCK])
    turns = await _rows(connection, MISSING, [most]) if row["free"] else []
    if not turns:
        return 0
    ids = [turn["id"] for turn in turns]
    pictures = await _rows(connection, PICTURES, [ids])
    args = await asyncio.to_thread(_values, turns, pictures)
    await connection.execute(ADD, {**args, "turns": ids})
    return len(turns)


def _values(turns: Sequence[Row], pictures: Sequence[Row]) -> dict[str, Any]:
    of: dict[int, list[Row]] = {turn["id"]: [] for turn in turns}
    for picture in pictures:
        of[picture["turn"]].append(picture)
    made = gallery_rows.entries_of_before
    return values({turn["id"]: made(turn, of[turn["id"]]) for turn in turns})


async def _rows(
    connection: Connection, sql: str, args: Sequence[Any]
) -> list[dict[str, Any]]:
    return await (await connection.execute(sql, args)).fetchall()
