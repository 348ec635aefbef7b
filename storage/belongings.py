"""Everything that SQLite stores about somebody."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from sqlite_utils import Database

from bot.core.belongings import Family, Forgotten, Owner, names_in, without_names
from storage import gallery, owning
from storage.rows import with_belongings, with_name_pictures
from storage.worker import SqliteWorker

IDS: Final = "(select value from json_each(%s))"
FIELD: Final = "json_extract(nullif(answer, ''), '$.{}')"
REGION: Final = "json_extract(ask, '$.options.region.{}')"


class SqliteBelongings:
    """Implements the port `Belongings`."""

    def __init__(self, worker: SqliteWorker) -> None:
        self._run, self._emptied = worker.run, worker.emptied

    async def rows(self, owner: Owner) -> Sequence[Mapping[str, Any]]:
        """Every turn as it is stored, with its pictures."""

        def work(db: Database) -> list[Mapping[str, Any]]:
            turns = _family(db, owner).own
            return with_belongings(
                _about(db, owning.TURNS, turns),
                pictures=_about(db, owning.PICTURES, turns),
                legs=_about(db, owning.LEGS, turns),
                audit=_about(db, owning.AUDIT, turns),
                permissions=_about(db, owning.PERMISSIONS, turns),
                abandoned=_about(db, owning.ABANDONED, turns),
                leftovers=_about(db, owning.LEFTOVERS, turns),
            )

        return await self._run(work)

    async def names(self, owner: Owner) -> Sequence[Mapping[str, Any]]:
        """The characters and styles that belong to somebody, with their pictures."""

        def work(db: Database) -> list[Mapping[str, Any]]:
            its = _family(db, owner).names
            return with_name_pictures(
                _about(db, owning.NAMES, (), its),
                _about(db, owning.NAME_PICTURES, (), its),
            )

        return await self._run(work)

    async def stops(self, owner: Owner) -> Sequence[Mapping[str, Any]]:
        """The turns of others that the person has stopped."""
        return await self._run(lambda db: _rows(db, *owning.stops(owner)))

    async def audit(self, owner: Owner) -> Sequence[Mapping[str, Any]]:
        """The audit of a workspace."""
        return await self._run(lambda db: _rows(db, owning.AUDIT_OF_TEAM, [owner.team]))

    async def files(self, owner: Owner) -> Forgotten:
        """Everything that `forget` would leave behind elsewhere."""

        def work(db: Database) -> Forgotten:
            its = _family(db, owner)
            states = _about(db, owning.STATES, [*its.own, *its.followers])
            asked = owning.elsewhere(its, states)
            named = {what: _names(db, *query) for what, query in asked.items()}
            return owning.forgotten(its, states, named)

        return await self._run(work)

    async def forget(self, owner: Owner, found: Forgotten) -> None:
        """Remove the rows of the turns that were found."""

        def work(db: Database) -> None:
            names = names_in(r["ask"] for r in _about(db, owning.ASKS, found.turns))
            for row in _about(db, owning.ANSWERS, found.followers):
                answer = without_names(row["answer"], names)
                _do(db, owning.RENOTE, [answer, row["id"]])
            for row in _about(db, owning.LEGS, found.followers):
                body = without_names(row["body"], names)
                _do(db, owning.RENOTE_LEG, [body, row["turn"], row["number"]])
            for sql, args in owning.forgetting(owner, found, IDS):
                _do(db, sql, args)
            db.execute(gallery.OPTIMIZE)

        await self._run(work)

    async def sweep(self) -> str:
        """Empty the write-ahead log; the database file then has all of its pages."""
        return "" if await self._emptied() else "others are reading or writing it"


def _family(db: Database, owner: Owner) -> Family:
    mine, others = owning.own(owner), owning.linked()
    names, using = owning.taught(owner), owning.using(owner)
    return owning.related(*(_rows(db, *each) for each in (mine, others, names, using)))


def _about(
    db: Database, statement: str, turns: Sequence[int], names: Sequence[int] = ()
) -> list[Mapping[str, Any]]:
    asked = owning.about(statement, turns, IDS, FIELD, REGION, names)
    return _rows(db, *asked)


def _names(
    db: Database, statement: str, turns: Sequence[int], names: Sequence[int]
) -> list[str]:
    return [row["name"] for row in _about(db, statement, turns, names)]


def _rows(db: Database, sql: str, args: Sequence[Any]) -> list[Mapping[str, Any]]:
    return list(db.query(sql.replace("%s", "?"), args))


def _do(db: Database, sql: str, args: Sequence[Any]) -> None:
    db.execute(sql.replace("%s", "?"), args)
