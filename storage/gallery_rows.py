"""What both databases share of the gallery: rows as values, values as rows, and the
conditions of a search, with PostgreSQL's placeholders."""

import json
import logging
from collections.abc import Sequence
from typing import Any, Final

from bot.core.gallery.entries import (
    MOST_OF_A_TURN,
    entries,
    of_audience,
    of_name,
    of_user,
)
from bot.core.gallery.words import WantedWords, wanted
from bot.core.messages.text import storable
from bot.core.turn.gallery import GalleryPage, GalleryPicture, GallerySearch
from bot.core.turn.slots import Spot
from bot.core.turn.thread import ThreadKey
from bot.core.turn.turns import Answer, Turn
from storage.kept import Row
from storage.rows import turn as stored_turn

log = logging.getLogger(__name__)
HIGHEST: Final = 2**62
"""Above the place of every picture."""
LOOKED_THROUGH: Final = 2_000
"""How many of the newest pictures are looked through before an index is asked."""
FEW: Final = 8
"""So many audiences an index of words tells apart by itself."""
SKEW: Final = 60.0
"""Seconds by which turns may be numbered in another order than they were asked for."""
ADDED: Final = 1
"""What `turns.indexed` says of a turn whose pictures are in the gallery."""
SHOWN_BEFORE: Final = """
    exists (
        select 1 from turns t cross join pictures p
        where p.turn = t.id and p.sha256 = {sha256} and p.place >= 0
            and t.id < {turn}.id and t.team = {turn}.team
            and t.channel = {turn}.channel and t.thread = {turn}.thread
    )
"""
"""Whether a picture was in its thread before: picked of a set, shown again, or kept
when others of its set were drawn anew.

A thread has fewer turns than some pictures have copies; SQLite follows this order.
"""
UNFILLED: Final = "answer is not null and indexed = 0"
"""The turns that the gallery does not know yet, in the words of their index."""
FILLING: Final = f"select exists (select 1 from turns where {UNFILLED}) as filling"  # noqa: S608 -- our own words
FLOOR: Final = """
    select min(place) as place from (
        select place from gallery where team = %(team)s and made > %(since)s - %(skew)s
        order by made limit 50
    ) earliest
"""
"""No picture that was made since then is below this place."""
SHOWN: Final = """
    with f as ({found})
    select g.turn, g.number, g.title, g.made, t.team, t.channel, t.thread, t.message,
        t."user", t.ask, p.sha256, p.format, p.revised_prompt, p.file_id, p.url,
        p.beside, p.place, s.file_id as sheet_file, s.url as sheet_url
    from f join gallery g on g.place = f.place
    join turns t on t.id = g.turn
    join pictures p on p.turn = g.turn and p.number = g.number
    left join pictures s on s.turn = g.turn and s.sheet and p.place > 0
    order by g.place desc
"""
"""The pictures at these places, with all that is shown of them, as it is now."""

SPOTS: Final = """
    select p.sha256, p.file_id, p.url from pictures p join (
        select id, team, case when channel like 'D%%' then '@' || "user"
            else '#' || channel end as audience from turns
    ) g on g.id = p.turn
    where {hashes} and g.team = %(team)s and {seen}
        and p.place = 0 and (p.file_id <> '' or p.url <> '')
    order by p.turn
"""
"""Turns may show a picture that stands in the gallery with an earlier one. Their
audiences are those of `bot/core/turn/gallery.py`."""


def spots(found: Sequence[Row]) -> dict[str, Spot]:
    """Where pictures hang, by their hash; the newest place of each."""
    return {row["sha256"]: Spot(row["file_id"], row["url"]) for row in found}


def place(turn: int, number: int) -> int:
    """Where a picture stands in the gallery: newer turns are higher, and of one turn,
    the first picture is the highest."""
    return turn * MOST_OF_A_TURN + MOST_OF_A_TURN - 1 - number


def entry_rows(turn: Turn, answer: Answer) -> list[dict[str, Any]]:
    """What is stored of a turn's pictures besides the turn's own columns, in the order
    of their places."""
    rows = [
        {
            "place": place(turn.id, each.number),
            "number": each.number,
            "sha256": answer.pictures[each.number].sha256,
            "audience": storable(each.audience),
            "title": storable(each.title),
            "words": " ".join(each.words),
        }
        for each in entries(turn, answer)
    ]
    return rows[::-1]


def entries_of_before(row: Row, pictures: Sequence[Row]) -> list[dict[str, Any]]:
    """The same of a stored turn, whatever version stored it."""
    try:
        turn = stored_turn(row, pictures)
        return entry_rows(turn, turn.answer) if turn.answer else []
    except (LookupError, TypeError, ValueError) as error:
        log.warning("turn %s cannot be found: %s", row["id"], type(error).__name__)
        return []


def where(search: GallerySearch) -> str:
    """What has to hold for a picture besides its words and its audience."""
    conditions = ["g.team = %(team)s", "g.place < %(below)s"]
    conditions += ["g.channel = %(channel)s"] * bool(search.channel)
    conditions += ['g."user" = %(viewer)s'] * search.mine
    conditions += ["g.place >= %(floor)s", "g.made > %(since)s"] * bool(search.since)
    return " and ".join(conditions)


def looked_through(search: GallerySearch) -> str:
    """Which pictures are looked through: where there is an index for it, only the
    viewer's own, or those of the one audience."""
    conditions = ["place < %(below)s"]
    alone = search.mine or len(search.audiences) == 1
    conditions += ["team = %(team)s"] * alone
    conditions += [
        '"user" = %(viewer)s' if search.mine else "audience = %(first)s"
    ] * alone
    return " and ".join(conditions)


def values(search: GallerySearch) -> dict[str, Any]:
    """The values of all statements of a search. It asks for one row more than the page
    shows."""
    audiences = sorted(search.audiences)
    return {
        "team": search.team,
        "viewer": search.viewer,
        "audiences": audiences,
        "first": audiences[0],
        "channel": search.channel,
        "since": search.since,
        "skew": SKEW,
        "floor": 0,
        "below": min(place(*search.before), HIGHEST) if search.before else HIGHEST,
        "most": search.most + 1,
        "through": LOOKED_THROUGH,
    }


def finds_nothing(search: GallerySearch) -> bool:
    """Whether no picture can be found: nobody sees any there, or there is no word in
    what is looked for."""
    text = search.words.strip()
    return not search.audiences or bool(text and not wanted(text))


def sought(search: GallerySearch) -> WantedWords:
    """The entries that a picture has to have; false if all pictures are shown."""
    words = wanted(search.words)
    marks = [of_name(search.team, search.name)] * bool(search.name)
    if words or marks:
        marks += [of_user(search.team, search.viewer)] * search.mine
    return WantedWords((*marks, *words.entries), words.beginning)


def audience_marks(search: GallerySearch, audiences: Sequence[str]) -> list[str]:
    """The marks of these of the viewer's audiences."""
    return [of_audience(search.team, each) for each in audiences]


def page(found: Sequence[Row], search: GallerySearch, *, filling: bool) -> GalleryPage:
    """The page that these rows make."""
    pictures = tuple(picture(row) for row in found[: search.most])
    return GalleryPage(pictures, len(found) > search.most, filling)


def picture(row: Row) -> GalleryPicture:
    """A picture of the gallery. One of a set hangs by itself only if its file is in the
    thread; otherwise, the sheet shows it."""
    asked = json.loads(row["ask"])
    on_sheet = row["place"] > 0 and not row["beside"]
    own = Spot(row["file_id"], row["url"])
    sheet = Spot(row["sheet_file"] or "", row["sheet_url"] or "")
    return GalleryPicture(
        turn=row["turn"],
        number=row["number"],
        thread=ThreadKey(row["team"], row["channel"], row["thread"]),
        message=row["message"],
        user=row["user"],
        words=asked.get("wish") or asked["words"],
        sha256=row["sha256"],
        format=row["format"],
        spot=sheet if on_sheet else own,
        made=row["made"],
        title=row["title"],
        revised_prompt=row["revised_prompt"],
        place=row["place"] if on_sheet else 0,
    )
