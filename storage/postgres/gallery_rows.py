"""Puts the pictures of an answer into PostgreSQL's gallery, in the statement that
stores the answer."""

import json
from collections.abc import Mapping, Sequence
from typing import Any, Final

from bot.core.turn.turns import Answer, Turn
from storage import gallery_rows
from storage.kept import Row

_BEFORE: Final = gallery_rows.SHOWN_BEFORE.format(sha256="its.sha256", turn="turns")
ADDED: Final = f"""
    removed as (
        delete from gallery using noted
        where turn = noted.id and not place = any(%(places)s)
    ), added as (
        insert into gallery
            (place, turn, number, team, channel, "user", audience, title, made, words)
        select place, turns.id, number, team, channel, "user", audience, title,
            extract(epoch from created), array_to_tsvector(string_to_array(words, ' '))
        from turns join json_to_recordset(%(entries)s::json) as its (
            turn bigint, place bigint, number integer, sha256 text, audience text,
            title text, words text
        ) on its.turn = turns.id
        where turns.id in (select id from noted)
            and not {_BEFORE}
        on conflict (place) do update set
            (audience, title, words)
            = (excluded.audience, excluded.title, excluded.words)
    )
"""  # noqa: S608 -- our own words
"""A part of a statement that has `noted` turns."""


def added(turn: Turn | None, answer: Answer) -> dict[str, Any]:
    """The values of that part for one turn; none if there is no such turn."""
    found = gallery_rows.entry_rows(turn, answer) if turn else []
    return values({turn.id: found} if turn else {})


def values(found: Mapping[int, Sequence[Row]]) -> dict[str, Any]:
    """The values of that part for some turns, each with its entries."""
    rows = [{**row, "turn": turn} for turn, each in found.items() for row in each]
    return {
        "indexed": gallery_rows.ADDED,
        "places": [row["place"] for row in rows],
        "entries": json.dumps(rows),
    }
