"""Characters and styles in SQLite."""

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlite_utils import Database

from bot.core.turn.taught import Taught
from storage import taught_rows as rows
from storage.belongings import IDS, REGION
from storage.worker import SqliteWorker


class SqliteTaughtNames:
    """Implements the port `TaughtNames`."""

    def __init__(self, worker: SqliteWorker) -> None:
        self._run = worker.run

    async def usable(self, team: str, channel: str) -> Sequence[Taught]:
        """Those that an ask in this channel can name, the newest first."""
        args = [team, channel]
        found = await self._run(lambda db: _found(db, rows.USABLE, args))
        return rows.newest_first(found)

    async def of_team(self, team: str) -> Sequence[Taught]:
        """All of a workspace, by name."""
        found = await self._run(lambda db: _found(db, rows.OF_TEAM, [team]))
        return rows.alphabetically(found)

    async def get(self, name: int) -> Taught | None:
        """The one with this id."""
        return await self._run(lambda db: _one(db, name))

    async def teach(self, taught: Taught, most: int, most_by_user: int) -> Taught:
        """Store a new one, and return it with its id."""

        def work(db: Database) -> Taught:
            rows.refuse_rivals(_rows(db, rows.RIVALS, rows.rivals(taught)))
            [count] = _rows(db, rows.COUNT, [taught.taught_by, taught.team])
            rows.refuse_more(count, most, most_by_user)
            [row] = _rows(db, rows.INSERT, rows.values(taught))
            _keep_pictures(db, row["id"], taught)
            return replace(taught, id=row["id"])

        return await self._run(work)

    async def change(self, taught: Taught) -> Taught | None:
        """Store it in place of the one with its id."""

        def work(db: Database) -> Taught | None:
            before = _one(db, taught.id)
            if before is not None:
                rows.refuse_rivals(_rows(db, rows.RIVALS, rows.rivals(taught)))
                _do(db, rows.CHANGE, [*rows.values(taught), taught.id])
                _take_pictures(db, taught.id)
                _keep_pictures(db, taught.id, taught)
            return before

        return await self._run(work)

    async def forget(self, name: int) -> Taught | None:
        """Remove it; returns what was there."""

        def work(db: Database) -> Taught | None:
            before = _one(db, name)
            _take_pictures(db, name)
            _do(db, rows.FORGET, [name])
            return before

        return await self._run(work)

    async def leftovers(self) -> Sequence[str]:
        """The pictures that names had, and that nothing needs any more."""

        def work(db: Database) -> list[str]:
            left = [row["name"] for row in _rows(db, rows.LEFT, [])]
            for statement in (rows.NEEDED, rows.PAINTED) if left else ():
                needed = _named(db, statement, left)
                for each in needed:
                    _do(db, rows.DROPPED, [each])
                left = [each for each in left if each not in needed]
            return left

        return await self._run(work)

    async def leave(self, hashes: Sequence[str]) -> None:
        """Note pictures that no name has after all."""

        def work(db: Database) -> None:
            for each in hashes:
                _do(db, rows.LEAVE_ONE, [each])

        await self._run(work)

    async def dropped(self, sha256: str) -> None:
        """Note that the shelf has dropped one of these."""
        await self._run(lambda db: _do(db, rows.DROPPED, [sha256]))


def _named(db: Database, statement: str, hashes: Sequence[str]) -> set[str]:
    sql = statement.format(
        ids=IDS, mask=REGION.format("mask"), notes=REGION.format("notes")
    )
    found = _rows(db, sql, [json.dumps(list(hashes))] * 2)
    return {row["name"] for row in found}


def _one(db: Database, name: int) -> Taught | None:
    return next(iter(_found(db, rows.ONE, [name])), None)


def _found(db: Database, sql: str, args: Sequence[Any]) -> list[Taught]:
    found = _rows(db, sql, args)
    hung = _rows(db, rows.PICTURES.format(ids=IDS), [rows.ids_of(found)])
    pictures = rows.by_name(hung)
    return [rows.taught_of(row, pictures) for row in found]


def _keep_pictures(db: Database, name: int, taught: Taught) -> None:
    for args in rows.pictures_values(name, taught):
        _do(db, rows.INSERT_PICTURE, args)


def _take_pictures(db: Database, name: int) -> None:
    _do(db, rows.LEAVE, [name])
    _do(db, rows.FORGET_PICTURES, [name])


def _rows(db: Database, sql: str, args: Sequence[Any]) -> list[dict[str, Any]]:
    return list(db.query(sql.replace("%s", "?"), args))


def _do(db: Database, sql: str, args: Sequence[Any]) -> None:
    db.execute(sql.replace("%s", "?"), args)
