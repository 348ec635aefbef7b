"""The gallery in PostgreSQL, with a GIN index for its words.

Such an index knows no order: a word that most pictures have would give most pictures,
only to sort them. So the newest pictures are looked through first, which finds the page
of a frequent word; the index then only has to find the rare ones.
"""

from collections.abc import Sequence
from typing import Any, Final

from bot.core.turn.gallery import GalleryPage, GallerySearch
from bot.core.turn.slots import Spot
from storage import gallery_rows
from storage.gallery_rows import FILLING, FLOOR, SHOWN, SPOTS, spots
from storage.kept import Row
from storage.postgres.database import Connection, Database

LOOKED_THROUGH: Final = 2_000
"""How many of the newest pictures are looked through."""
FEW: Final = 8
"""So many audiences the index tells apart by itself."""
_SEEN: Final = "g.audience in (select unnest(%(audiences)s::text[]))"
_HASHES: Final = "p.sha256 = any(%(hashes)s::text[])"
_NEWEST: Final = """
    select * from gallery where team = %(team)s and place < %(below)s
    order by place desc limit %(through)s
"""
AMONG_NEWEST: Final = f"""
    select g.place from ({_NEWEST}) g
    where {_SEEN} and {{where}} and g.words @@ %(match)s::tsquery
    order by g.place desc limit %(most)s
"""  # noqa: S608 -- our own words
BY_WORDS: Final = f"""
    with g as materialized (
        select place, team, channel, "user", audience, made
        from gallery where words @@ %(match)s::tsquery
    )
    select g.place from g where {_SEEN} and {{where}}
    order by g.place desc limit %(most)s
"""  # noqa: S608 -- our own words
BY_USER: Final = f"""
    select g.place from gallery g where {_SEEN} and {{where}}
    order by g.place desc limit %(most)s
"""  # noqa: S608 -- our own words
BY_AUDIENCE: Final = """
    select n.place from unnest(%(audiences)s::text[]) a (audience) cross join lateral (
        select g.place from gallery g
        where g.audience = a.audience and {where} order by g.place desc limit %(most)s
    ) n order by n.place desc limit %(most)s
"""
"""The newest of each audience, and the newest of these."""


class PostgresGallery:
    """Implements the port `Gallery`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def search(self, wanted: GallerySearch) -> GalleryPage:
        """One page of what is looked for, the newest first."""
        return await self._database.at_once(lambda c: _search(c, wanted))

    async def spots(
        self, seen: GallerySearch, hashes: Sequence[str]
    ) -> dict[str, Spot]:
        """Where those of these pictures hang that the viewer sees."""
        args = {"team": seen.team, "audiences": sorted(seen.audiences)}
        args["hashes"] = list(hashes)
        sql = SPOTS.format(hashes=_HASHES, seen=_SEEN)
        return spots(await self._database.at_once(lambda c: _rows(c, sql, args)))


async def _search(connection: Connection, search: GallerySearch) -> GalleryPage:
    nothing = gallery_rows.finds_nothing(search)
    found = [] if nothing else await _found(connection, search)
    [filling] = await _rows(connection, FILLING, {})
    return gallery_rows.page(found, search, filling=filling["filling"])


async def _found(connection: Connection, search: GallerySearch) -> list[Row]:
    args = gallery_rows.values(search)
    args |= {"match": _match(search), "through": LOOKED_THROUGH}
    if search.since:
        [floor] = await _rows(connection, FLOOR, args)
        args["floor"] = floor["place"]
    where = gallery_rows.where(search)
    if not gallery_rows.sought(search):
        which = BY_USER if search.mine else BY_AUDIENCE
        return await _shown(connection, which.format(where=where), args)
    found = await _shown(connection, AMONG_NEWEST.format(where=where), args)
    if len(found) > search.most:
        return found
    return await _shown(connection, BY_WORDS.format(where=where), args)


async def _shown(connection: Connection, which: str, args: dict[str, Any]) -> list[Row]:
    return await _rows(connection, SHOWN.format(found=which), args)


def _match(search: GallerySearch) -> str:
    """The words and marks as a query, each in quotes."""
    words = gallery_rows.sought(search)
    whole = [f"'{each}'" for each in words.entries]
    begun = [f"'{words.beginning}':*"] * bool(words.beginning)
    marks = gallery_rows.audience_marks(search)
    seen = [f"({' | '.join(repr(each) for each in marks)})"] * (len(marks) <= FEW)
    return " & ".join([*whole, *begun, *seen])


async def _rows(connection: Connection, sql: str, args: dict[str, Any]) -> list[Row]:
    return [*await (await connection.execute(sql, args)).fetchall()]
