"""The gallery in SQLite, with FTS5 for its words.

Triggers keep the index true to the rows. It is read from the newest picture on, so a
search is over as soon as its page is full.
"""

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from sqlite_utils import Database

from bot.core.turn.gallery import GalleryPage, GallerySearch
from bot.core.turn.slots import Spot
from storage import gallery_rows
from storage.gallery_rows import FILLING, FLOOR, SHOWN, SPOTS, spots
from storage.kept import Row
from storage.worker import SqliteWorker

ADD: Final = f"""
    insert into gallery
        (place, turn, number, team, channel, "user", audience, title, made, words)
    select %(place)s, id, %(number)s, team, channel, "user", %(audience)s, %(title)s,
        (julianday(created) - 2440587.5) * 86400, %(words)s
    from turns where id = %(turn)s
        and not {gallery_rows.SHOWN_BEFORE.format(sha256="%(sha256)s", turn="turns")}
"""  # noqa: S608 -- our own words
_SEEN: Final = "g.audience in (select value from json_each(%(audiences)s))"
_HASHES: Final = "p.sha256 in (select value from json_each(%(hashes)s))"
BY_WORDS: Final = f"""
    select g.place from gallery_words w cross join gallery g on g.place = w.rowid
    where w.gallery_words match %(match)s and w.rowid < %(below)s
        and {_SEEN} and {{where}}
    order by w.rowid desc limit %(most)s
"""  # noqa: S608 -- our own words
BY_USER: Final = f"""
    select g.place from gallery g indexed by gallery_user where {_SEEN} and {{where}}
    order by g.place desc limit %(most)s
"""  # noqa: S608 -- our own words
BY_AUDIENCE: Final = """
    select n.place from json_each(%(audiences)s) a cross join gallery n
    where n.place in (
        select g.place from gallery g indexed by gallery_audience
        where g.audience = a.value and {where} order by g.place desc limit %(most)s
    )
    order by n.place desc limit %(most)s
"""
"""The newest of each audience, and the newest of these."""
OPTIMIZE: Final = "insert into gallery_words (gallery_words) values ('optimize')"
"""Words of removed pictures stay in the index until it is written anew."""


class SqliteGallery:
    """Implements the port `Gallery`."""

    def __init__(self, worker: SqliteWorker) -> None:
        self._run = worker.run

    async def search(self, wanted: GallerySearch) -> GalleryPage:
        """One page of what is looked for, the newest first."""
        return await self._run(lambda db: _search(db, wanted))

    async def spots(
        self, seen: GallerySearch, hashes: Sequence[str]
    ) -> dict[str, Spot]:
        """Where those of these pictures hang that the viewer sees."""
        args = {
            "team": seen.team,
            "audiences": json.dumps(sorted(seen.audiences)),
            "hashes": json.dumps(list(hashes)),
        }
        sql = SPOTS.format(hashes=_HASHES, seen=_SEEN)
        return spots(await self._run(lambda db: _rows(db, sql, args)))


def add(db: Database, turn: int, entries: Sequence[Row]) -> None:
    """Put a turn's pictures into the gallery, in place of those before."""
    db.execute("delete from gallery where turn = ?", [turn])
    for row in entries:
        db.execute(_named(ADD), {**row, "turn": turn, "words": " ".join(row["words"])})


def _search(db: Database, search: GallerySearch) -> GalleryPage:
    found = [] if gallery_rows.finds_nothing(search) else _found(db, search)
    [filling] = _rows(db, FILLING, {})
    return gallery_rows.page(found, search, filling=bool(filling["filling"]))


def _found(db: Database, search: GallerySearch) -> list[Row]:
    args = gallery_rows.values(search)
    args["audiences"] = json.dumps(args["audiences"])
    args["match"] = _match(search)
    if search.since:
        [floor] = _rows(db, FLOOR, args)
        args["floor"] = floor["place"]
    which = BY_USER if search.mine else BY_AUDIENCE
    which = BY_WORDS if gallery_rows.sought(search) else which
    which = which.format(where=gallery_rows.where(search))
    return _rows(db, SHOWN.format(found=which), args)


def _match(search: GallerySearch) -> str:
    """The words and marks in FTS5's language, each in quotes."""
    words = gallery_rows.sought(search)
    whole = [f'"{each}"' for each in words.entries]
    begun = [f'"{words.beginning}" *'] * bool(words.beginning)
    seen = (f'"{each}"' for each in gallery_rows.audience_marks(search))
    return " AND ".join([*whole, *begun, f"({' OR '.join(seen)})"])


def _rows(db: Database, sql: str, args: Mapping[str, Any]) -> list[Row]:
    return list(db.query(_named(sql), dict(args)))


def _named(sql: str) -> str:
    return re.sub(r"%\((\w+)\)s", r":\1", sql).replace("%%", "%")
