"""The gallery in SQLite, with FTS5 for its words.

Triggers keep the index true to the rows. A search first looks through the newest
pictures, which fill most pages. Only then is the index asked: it has to put together
all words with the same beginning, and the pictures of all of the viewer's audiences.
"""

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from sqlite_utils import Database

from bot.core.gallery.words import WantedWords
from bot.core.turn.gallery import GalleryPage, GallerySearch
from bot.core.turn.slots import Spot
from storage import gallery_rows
from storage.gallery_rows import FEW, FILLING, FLOOR, SHOWN, SPOTS, spots
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
AMONG_NEWEST: Final = f"""
    select g.place from (
        select * from gallery where {{which}}
        order by place desc limit %(through)s
    ) g where {_SEEN} and {{where}} order by g.place desc limit %(most)s
"""  # noqa: S608 -- our own words
HAS: Final = "instr(' ' || g.words || ' ', %({part})s)"
WITH_PICTURES: Final = """
    select a.value as audience from json_each(%(audiences)s) a where exists (
        select 1 from gallery indexed by gallery_audience
        where team = %(team)s and audience = a.value
    )
"""
MATCHING: Final = """
    select count(*) as matching from (
        select rowid from gallery_words
        where gallery_words match %(match)s and rowid < %(below)s
        order by rowid desc limit %(through)s
    )
"""
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


Args = Mapping[str, Any]


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
        db.execute(_named(ADD), {**row, "turn": turn})


def _search(db: Database, search: GallerySearch) -> GalleryPage:
    found = [] if gallery_rows.finds_nothing(search) else _found(db, search)
    [filling] = _rows(db, FILLING, {})
    return gallery_rows.page(found, search, filling=bool(filling["filling"]))


def _found(db: Database, search: GallerySearch) -> list[Row]:
    args = gallery_rows.values(search)
    args["audiences"] = json.dumps(args["audiences"])
    if search.since:
        [floor] = _rows(db, FLOOR, args)
        args["floor"] = floor["place"]
    if search.mine and not gallery_rows.sought(search):
        return _shown(db, BY_USER.format(where=gallery_rows.where(search)), args)
    found = _among_newest(db, search, args)
    return found if len(found) > search.most else _by_index(db, search, args)


def _among_newest(db: Database, search: GallerySearch, args: Args) -> list[Row]:
    parts = _parts(gallery_rows.sought(search))
    has = [HAS.format(part=each) for each in parts]
    where = " and ".join([gallery_rows.where(search), *has])
    which = gallery_rows.looked_through(search)
    among = AMONG_NEWEST.format(which=which, where=where)
    return _shown(db, among, {**args, **parts})


def _by_index(db: Database, search: GallerySearch, args: Args) -> list[Row]:
    words, where = gallery_rows.sought(search), gallery_rows.where(search)
    audiences = [row["audience"] for row in _rows(db, WITH_PICTURES, args)]
    args = {**args, "audiences": json.dumps(audiences), "match": _match(words, [])}
    if not words:
        return _shown(db, BY_AUDIENCE.format(where=where), args)
    if len(audiences) <= FEW or _many(db, args):
        args["match"] = _match(words, gallery_rows.audience_marks(search, audiences))
    return _shown(db, BY_WORDS.format(where=where), args) if audiences else []


def _shown(db: Database, which: str, args: Args) -> list[Row]:
    return _rows(db, SHOWN.format(found=which), args)


def _many(db: Database, args: Args) -> bool:
    """Whether so many pictures match that it is worth it to put together those of the
    viewer's audiences first."""
    [row] = _rows(db, MATCHING, args)
    return bool(row["matching"] >= args["through"])


def _parts(words: WantedWords) -> dict[str, str]:
    """What has to be in a picture's words, which have spaces between them."""
    whole = {f"part{n}": f" {each} " for n, each in enumerate(words.entries)}
    return whole | ({"beginning": f" {words.beginning}"} if words.beginning else {})


def _match(words: WantedWords, marks: Sequence[str]) -> str:
    """The words and marks in FTS5's language, each in quotes."""
    whole = [f'"{each}"' for each in words.entries]
    begun = [f'"{words.beginning}" *'] * bool(words.beginning)
    seen = " OR ".join(f'"{each}"' for each in marks)
    return " AND ".join([*whole, *begun, *[f"({seen})"] * bool(seen)])


def _rows(db: Database, sql: str, args: Args) -> list[Row]:
    return list(db.query(_named(sql), dict(args)))


def _named(sql: str) -> str:
    return re.sub(r"%\((\w+)\)s", r":\1", sql).replace("%%", "%")
