"""The gallery in PostgreSQL, with a GIN index for its words.

Such an index knows no order: a word that most pictures have would give most pictures,
only to sort them. So the newest pictures are looked through first, which finds the page
of a frequent word; the index then only has to find the rare ones.
"""

from collections.abc import Sequence
from typing import Any, Final

from bot.core.gallery.words import WantedWords
from bot.core.turn.gallery import GalleryPage, GallerySearch
from bot.core.turn.slots import Spot
from storage import gallery_rows
from storage.gallery_rows import FEW, FILLING, FLOOR, SHOWN, SPOTS, spots
from storage.kept import Row
from storage.postgres.database import Connection, Database

_SEEN: Final = "(g.audience in (select unnest(%(audiences)s::text[]))) is true"
"""As a question about each row: PostgreSQL might compare all rows with all audiences,
or use the index of the audiences, where another is better."""
_HASHES: Final = "p.sha256 = any(%(hashes)s::text[])"
_NEWEST: Final = """
    select * from gallery where team = %(team)s and {which}
    order by place desc limit %(through)s
"""
AMONG_NEWEST: Final = f"""
    select g.place from ({_NEWEST}) g
    where {_SEEN} and {{where}} order by g.place desc limit %(most)s
"""  # noqa: S608 -- our own words
HAS: Final = "g.words @@ %(match)s::tsquery"
WITH_PICTURES: Final = """
    select a.audience from unnest(%(audiences)s::text[]) a (audience)
    cross join lateral (
        select from gallery where team = %(team)s and audience = a.audience limit 1
    ) any_picture
"""
BY_WORDS: Final = f"""
    with m as materialized (
        select place, team, channel, "user", made
        from gallery g where g.words @@ %(match)s::tsquery and {_SEEN}
    )
    select g.place from m g where {{where}} order by g.place desc limit %(most)s
"""  # noqa: S608 -- our own words
"""The index of words is used, whatever the others seem to promise."""
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
    if search.since:
        [floor] = await _rows(connection, FLOOR, args)
        args["floor"] = floor["place"]
    if search.mine and not gallery_rows.sought(search):
        by_user = BY_USER.format(where=gallery_rows.where(search))
        return await _shown(connection, by_user, args)
    found = await _among_newest(connection, search, args)
    if len(found) > search.most:
        return found
    return await _by_index(connection, search, args)


async def _among_newest(
    connection: Connection, search: GallerySearch, args: dict[str, Any]
) -> list[Row]:
    words, where = gallery_rows.sought(search), gallery_rows.where(search)
    where = f"{where} and {HAS}" if words else where
    which = gallery_rows.looked_through(search)
    among = AMONG_NEWEST.format(which=which, where=where)
    return await _shown(connection, among, {**args, "match": _match(words, [])})


async def _by_index(
    connection: Connection, search: GallerySearch, args: dict[str, Any]
) -> list[Row]:
    words, where = gallery_rows.sought(search), gallery_rows.where(search)
    audiences = [
        row["audience"] for row in await _rows(connection, WITH_PICTURES, args)
    ]
    args = {**args, "audiences": audiences}
    if not words:
        return await _shown(connection, BY_AUDIENCE.format(where=where), args)
    args["match"] = _match(words, gallery_rows.audience_marks(search, audiences))
    by_words = BY_WORDS.format(where=where)
    return await _shown(connection, by_words, args) if audiences else []


async def _shown(connection: Connection, which: str, args: dict[str, Any]) -> list[Row]:
    return await _rows(connection, SHOWN.format(found=which), args)


def _match(words: WantedWords, marks: Sequence[str]) -> str:
    """The words and marks as a query, each in quotes."""
    whole = [f"'{each}'" for each in words.entries]
    begun = [f"'{words.beginning}':*"] * bool(words.beginning)
    some = 0 < len(marks) <= FEW
    seen = [f"({' | '.join(repr(each) for each in marks)})"] * some
    return " & ".join([*whole, *begun, *seen])


async def _rows(connection: Connection, sql: str, args: dict[str, Any]) -> list[Row]:
    return [*await (await connection.execute(sql, args)).fetchall()]
