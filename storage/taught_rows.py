"""Characters and styles as rows, and the statements on them, for both databases.

The statements are written with `%s`; `{ids}` takes one value, a list as JSON.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from bot.core.errors import NameTaken, TooMany
from bot.core.messages.text import storable
from bot.core.turn.taught import NameKind, NamePicture, Taught, reads_as

Row = Mapping[str, Any]
Pictures = Mapping[int, Sequence[NamePicture]]

OF_TEAM: Final = "select * from taught where team = %s"
USABLE: Final = f"{OF_TEAM} and channel in ('', %s)"
ONE: Final = "select * from taught where id = %s"
PICTURES: Final = (
    "select * from taught_pictures where taught in {ids} order by taught, number"
)
RIVALS: Final = (
    "select * from taught where team = %s and read_as = %s and id <> %s "
    "and (channel = '' or %s = '' or channel = %s)"
)
"""Those that read the same and can be used in the same place."""
COUNT: Final = (
    "select count(*) as of_team, "
    "coalesce(sum(case when taught_by = %s then 1 else 0 end), 0) as of_user "
    "from taught where team = %s"
)
_COLUMNS: Final = (
    *("team", "channel", "kind", "name", "read_as", "sentence", "taught_by"),
    *("agreed_by", "made"),
)
_MARKS: Final = ", ".join(["%s"] * len(_COLUMNS))
INSERT: Final = (
    f"insert into taught ({', '.join(_COLUMNS)}) values ({_MARKS}) returning id"  # noqa: S608 -- our own names
)
CHANGE: Final = (
    f"update taught set {', '.join(f'{each} = %s' for each in _COLUMNS)} where id = %s"  # noqa: S608 -- our own names
)
INSERT_PICTURE: Final = (
    "insert into taught_pictures (taught, number, sha256, format, width, height) "
    "values (%s, %s, %s, %s, %s, %s)"
)
LEAVE: Final = (
    "insert into taught_leftovers (sha256) "
    "select distinct sha256 from taught_pictures where taught = %s "
    "on conflict do nothing"
)
LEAVE_ONE: Final = (
    "insert into taught_leftovers (sha256) values (%s) on conflict do nothing"
)
LEFT: Final = "select sha256 as name from taught_leftovers order by sha256"
DROPPED: Final = "delete from taught_leftovers where sha256 = %s"
FORGET_PICTURES: Final = "delete from taught_pictures where taught = %s"
FORGET: Final = "delete from taught where id = %s"
NEEDED: Final = (
    "select sha256 as name from pictures where sha256 in {ids} "
    "union select sha256 from taught_pictures where sha256 in {ids}"
)
PAINTED: Final = (
    "select {mask} as name from turns where {mask} in {ids} "
    "union select {notes} from turns where {notes} in {ids}"
)
"""What was painted on pictures; of those asks that have it, there is an index."""


def values(taught: Taught) -> list[Any]:
    """The values of `INSERT`, and of `CHANGE` but for the last."""
    kept = {
        "team": taught.team,
        "channel": taught.channel,
        "kind": str(taught.kind),
        "name": storable(taught.name),
        "read_as": reads_as(storable(taught.name)),
        "sentence": storable(taught.sentence),
        "taught_by": taught.taught_by,
        "agreed_by": taught.agreed_by,
        "made": taught.made,
    }
    return [kept[each] for each in _COLUMNS]


def pictures_values(name: int, taught: Taught) -> list[list[Any]]:
    """The values of `INSERT_PICTURE`, one list for each picture."""
    return [
        [name, number, each.sha256, each.format, each.width, each.height]
        for number, each in enumerate(taught.pictures)
    ]


def rivals(taught: Taught) -> list[Any]:
    """The values of `RIVALS`."""
    reads, channel = reads_as(storable(taught.name)), taught.channel
    return [taught.team, reads, taught.id, channel, channel]


def refuse_rivals(found: Sequence[Row]) -> None:
    """Raise NameTaken if there are any."""
    if found:
        raise NameTaken(f"name {found[0]['id']} reads the same")


def refuse_more(count: Row, most: int, most_by_user: int) -> None:
    """Raise TooMany if no more can be taught."""
    if count["of_team"] >= most:
        raise TooMany("workspace")
    if count["of_user"] >= most_by_user:
        raise TooMany("person")


def same(found: Sequence[Row], taught: Taught) -> int | None:
    """The id of the row that was made from this very value, if it is among these.

    It is, if the connection broke after the row was stored and before that was known.
    """
    mine = values(taught)
    stored = ([row[each] for each in _COLUMNS] for row in found)
    ids = (row["id"] for row, its in zip(found, stored, strict=True) if its == mine)
    return next(ids, None)


def ids_of(found: Iterable[Row]) -> str:
    """The value of `{ids}` for these rows."""
    return json.dumps([row["id"] for row in found])


def by_name(rows: Iterable[Row]) -> Pictures:
    """Rows of pictures as values, by the name that they belong to."""
    found: dict[int, list[NamePicture]] = {}
    for row in rows:
        picture = NamePicture(row["sha256"], row["format"], row["width"], row["height"])
        found.setdefault(row["taught"], []).append(picture)
    return found


def taught_of(row: Row, pictures: Pictures) -> Taught:
    """A row as a value."""
    return Taught(
        row["team"],
        NameKind(row["kind"]),
        row["name"],
        row["sentence"],
        tuple(pictures.get(row["id"], ())),
        row["taught_by"],
        row["channel"],
        row["agreed_by"],
        row["made"],
        row["id"],
    )


def newest_first(names: Iterable[Taught]) -> list[Taught]:
    """In the order of `usable`."""
    return sorted(names, key=lambda each: (each.made, each.id), reverse=True)


def alphabetically(names: Iterable[Taught]) -> list[Taught]:
    """In the order of `of_team`, which no database's collation changes."""
    return sorted(names, key=lambda each: (reads_as(each.name), each.id))
