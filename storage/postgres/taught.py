"""Characters and styles in PostgreSQL, which all processes share."""

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

from bot.core.turn.taught import Taught
from storage import taught_rows as rows
from storage.postgres.belongings import REGION
from storage.postgres.database import Connection, Database

IDS: Final = "(select value::bigint from json_array_elements_text(%s::json))"
HASHES: Final = "(select value from json_array_elements_text(%s::json))"
LOCK: Final = "select pg_advisory_xact_lock(hashtextextended('taught/' || %s, 0))"
"""Names of a workspace are given one after the other: two that read the same may be in
rows of different channels, which no unique index compares."""


class PostgresTaughtNames:
    """Implements the port `TaughtNames`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def usable(self, team: str, channel: str) -> Sequence[Taught]:
        """Those that an ask in this channel can name, the newest first."""
        found = await self._read(rows.USABLE, [team, channel])
        return rows.newest_first(found)

    async def of_team(self, team: str) -> Sequence[Taught]:
        """All of a workspace, by name."""
        return rows.alphabetically(await self._read(rows.OF_TEAM, [team]))

    async def get(self, name: int) -> Taught | None:
        """The one with this id."""
        return next(iter(await self._read(rows.ONE, [name])), None)

    async def teach(self, taught: Taught, most: int, most_by_user: int) -> Taught:
        """Store a new one, and return it with its id."""

        async def work(connection: Connection) -> Taught:
            await connection.execute(LOCK, [taught.team])
            rivals = await _rows(connection, rows.RIVALS, rows.rivals(taught))
            if (stored := rows.same(rivals, taught)) is not None:
                return replace(taught, id=stored)
            rows.refuse_rivals(rivals)
            counted = [taught.taught_by, taught.team]
            [count] = await _rows(connection, rows.COUNT, counted)
            rows.refuse_more(count, most, most_by_user)
            [row] = await _rows(connection, rows.INSERT, rows.values(taught))
            await _keep_pictures(connection, row["id"], taught)
            return replace(taught, id=row["id"])

        return await self._database.run(work)

    async def change(self, taught: Taught) -> Taught | None:
        """Store it in place of the one with its id."""

        async def work(connection: Connection) -> Taught | None:
            await connection.execute(LOCK, [taught.team])
            before = await _one(connection, taught.id)
            if before is not None:
                rivals = await _rows(connection, rows.RIVALS, rows.rivals(taught))
                rows.refuse_rivals(rivals)
                args = [*rows.values(taught), taught.id]
                await connection.execute(rows.CHANGE, args)
                await _take_pictures(connection, taught.id)
                await _keep_pictures(connection, taught.id, taught)
            return before

        return await self._database.run(work)

    async def forget(self, name: int) -> Taught | None:
        """Remove it; returns what was there."""

        async def work(connection: Connection) -> Taught | None:
            before = await _one(connection, name)
            await _take_pictures(connection, name)
            await connection.execute(rows.FORGET, [name])
            return before

        return await self._database.run(work)

    async def leftovers(self) -> Sequence[str]:
        """The pictures that names had, and that nothing needs any more."""

        async def work(connection: Connection) -> list[str]:
            left = [row["name"] for row in await _rows(connection, rows.LEFT, [])]
            for statement in (rows.NEEDED, rows.PAINTED) if left else ():
                needed = await _named(connection, statement, left)
                for each in needed:
                    await connection.execute(rows.DROPPED, [each])
                left = [each for each in left if each not in needed]
            return left

        return await self._database.run(work)

    async def leave(self, hashes: Sequence[str]) -> None:
        """Note pictures that no name has after all."""

        async def work(connection: Connection) -> None:
            for each in hashes:
                await connection.execute(rows.LEAVE_ONE, [each])

        await self._database.run(work)

    async def dropped(self, sha256: str) -> None:
        """Note that the shelf has dropped one of these."""
        await self._database.execute(rows.DROPPED, [sha256])

    async def _read(self, sql: str, args: Sequence[Any]) -> list[Taught]:
        async def work(connection: Connection) -> list[Taught]:
            return await _found(connection, sql, args)

        return await self._database.run(work)


async def _one(connection: Connection, name: int) -> Taught | None:
    return next(iter(await _found(connection, rows.ONE, [name])), None)


async def _found(connection: Connection, sql: str, args: Sequence[Any]) -> list[Taught]:
    found = await _rows(connection, sql, args)
    hung = rows.PICTURES.format(ids=IDS)
    pictures = rows.by_name(await _rows(connection, hung, [rows.ids_of(found)]))
    return [rows.taught_of(row, pictures) for row in found]


async def _named(
    connection: Connection, statement: str, hashes: Sequence[str]
) -> set[str]:
    sql = statement.format(
        ids=HASHES, mask=REGION.format("mask"), notes=REGION.format("notes")
    )
    found = await _rows(connection, sql, [json.dumps(list(hashes))] * 2)
    return {row["name"] for row in found}


async def _keep_pictures(connection: Connection, name: int, taught: Taught) -> None:
    for args in rows.pictures_values(name, taught):
        await connection.execute(rows.INSERT_PICTURE, args)


async def _take_pictures(connection: Connection, name: int) -> None:
    await connection.execute(rows.LEAVE, [name])
    await connection.execute(rows.FORGET_PICTURES, [name])


async def _rows(
    connection: Connection, sql: str, args: Sequence[Any]
) -> list[dict[str, Any]]:
    return await (await connection.execute(sql, args)).fetchall()
