"""Everything that PostgreSQL stores about somebody."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import psycopg

from bot.core.belongings import Family, Forgotten, Owner, names_in, without_names
from bot.core.turn.asks import stopped_by
from storage import owning
from storage.postgres.database import Connection, Database
from storage.rows import with_belongings, with_name_pictures

IDS: Final = "(select value::bigint from json_array_elements_text(%s::json))"
FIELD: Final = "nullif(answer, '')::json ->> '{}'"
REGION: Final = "ask::json -> 'options' -> 'region' ->> '{}'"
WISHES: Final = "update turns set stop = replace(stop, %s, 'Stopped.') where stop = %s"
TICKETS: Final = """
    delete from procrastinate_jobs where status <> 'doing'
        and args ->> 'turn' in (select json_array_elements_text(%s::json))
"""
PREVIEWS: Final = "delete from showcase where made < now() - interval '1 hour'"
VACUUM: Final = (
    "vacuum turns, threads, pictures, legs, permissions, audit, abandoned, leftovers, "
    "taught, taught_pictures, taught_leftovers, connections, sign_ins, gallery, shelf, "
    "showcase, procrastinate_jobs, procrastinate_events"
)
REINDEX: Final = "reindex index concurrently gallery_words"
"""An index of words keeps those of removed rows until it is written anew."""


class PostgresBelongings:
    """Implements the port `Belongings`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def rows(self, owner: Owner) -> Sequence[Mapping[str, Any]]:
        """Every turn as it is stored, with its pictures."""

        async def work(connection: Connection) -> list[Mapping[str, Any]]:
            turns = (await _family(connection, owner)).own
            return with_belongings(
                await _about(connection, owning.TURNS, turns),
                pictures=await _about(connection, owning.PICTURES, turns),
                legs=await _about(connection, owning.LEGS, turns),
                audit=await _about(connection, owning.AUDIT, turns),
                permissions=await _about(connection, owning.PERMISSIONS, turns),
                abandoned=await _about(connection, owning.ABANDONED, turns),
                leftovers=await _about(connection, owning.LEFTOVERS, turns),
            )

        return await self._database.run(work)

    async def names(self, owner: Owner) -> Sequence[Mapping[str, Any]]:
        """The characters and styles that belong to somebody, with their pictures."""

        async def work(connection: Connection) -> list[Mapping[str, Any]]:
            its = (await _family(connection, owner)).names
            return with_name_pictures(
                await _about(connection, owning.NAMES, (), its),
                await _about(connection, owning.NAME_PICTURES, (), its),
            )

        return await self._database.run(work)

    async def stops(self, owner: Owner) -> Sequence[Mapping[str, Any]]:
        """The turns of others that the person has stopped."""
        return await self._database.rows(*owning.stops(owner))

    async def audit(self, owner: Owner) -> Sequence[Mapping[str, Any]]:
        """The audit of a workspace."""
        return await self._database.rows(owning.AUDIT_OF_TEAM, [owner.team])

    async def files(self, owner: Owner) -> Forgotten:
        """Everything that `forget` would leave behind elsewhere."""

        async def work(connection: Connection) -> Forgotten:
            its = await _family(connection, owner)
            both = [*its.own, *its.followers]
            states = await _about(connection, owning.STATES, both)
            asked = owning.elsewhere(its, states)
            named = {w: await _names(connection, *query) for w, query in asked.items()}
            return owning.forgotten(its, states, named)

        return await self._database.run(work)

    async def forget(self, owner: Owner, found: Forgotten) -> None:
        """Remove the rows of the turns that were found, and their tickets."""

        async def work(connection: Connection) -> None:
            await _renote(connection, found)
            for sql, args in owning.forgetting(owner, found, IDS):
                await connection.execute(sql, args)
            await connection.execute(*owning.about(TICKETS, found.turns, IDS))
            await connection.execute(PREVIEWS)
            if owner.user:
                said = stopped_by(owner.user)
                await connection.execute(WISHES, [said, said])

        await self._database.run(work)

    async def sweep(self) -> str:
        """Have the server free the space of the rows, so that it is overwritten."""
        try:
            await self._database.execute(VACUUM)
            await self._database.execute(REINDEX)
        except psycopg.Error as error:
            return f"the server does not vacuum: {type(error).__name__}"
        return ""


async def _renote(connection: Connection, found: Forgotten) -> None:
    asks = await _about(connection, owning.ASKS, found.turns)
    names = names_in(row["ask"] for row in asks)
    for row in await _about(connection, owning.ANSWERS, found.followers):
        answer = without_names(row["answer"], names)
        await connection.execute(owning.RENOTE, [answer, row["id"]])
    for row in await _about(connection, owning.LEGS, found.followers):
        body = without_names(row["body"], names)
        place = [row["turn"], row["number"]]
        await connection.execute(owning.RENOTE_LEG, [body, *place])


async def _family(connection: Connection, owner: Owner) -> Family:
    mine, others = owning.own(owner), owning.linked()
    names, using = owning.taught(owner), owning.using(owner)
    asked = (mine, others, names, using)
    return owning.related(*[await _rows(connection, *each) for each in asked])


async def _about(
    connection: Connection,
    statement: str,
    turns: Sequence[int],
    names: Sequence[int] = (),
) -> list[dict[str, Any]]:
    asked = owning.about(statement, turns, IDS, FIELD, REGION, names)
    return await _rows(connection, *asked)


async def _names(
    connection: Connection,
    statement: str,
    turns: Sequence[int],
    names: Sequence[int],
) -> list[str]:
    rows = await _about(connection, statement, turns, names)
    return [row["name"] for row in rows]


async def _rows(
    connection: Connection, sql: str, args: Sequence[Any]
) -> list[dict[str, Any]]:
    return await (await connection.execute(sql, args)).fetchall()
