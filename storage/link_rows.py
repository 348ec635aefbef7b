"""Turns rows of links to the page into values, and values into rows."""

import json
from dataclasses import asdict
from typing import Any, Final

from bot.core.turn.asks import FROM_SCRATCH, Attached
from bot.core.turn.painting import PageLink, PostedPicture
from bot.core.turn.thread import ThreadKey
from storage.kept import Row, known
from storage.rows import deeply_storable

COLUMNS: Final = 'digest, turn, "user", made, browser, team, posted'


def link_values(link: PageLink) -> list[Any]:
    """The values of the columns."""
    turn = None if link.turn == FROM_SCRATCH else link.turn
    team = link.posted.thread.team if link.posted else ""
    posted = _text(link.posted) if link.posted else ""
    return [link.digest, turn, link.user, link.made, link.browser, team, posted]


def link_of(row: Row) -> PageLink:
    """The link in a row."""
    return PageLink(
        row["digest"],
        row["turn"] or FROM_SCRATCH,
        row["user"],
        row["made"],
        row["browser"],
        _posted(row["team"], json.loads(row["posted"])) if row["posted"] else None,
    )


def _text(posted: PostedPicture) -> str:
    kept = {
        "channel": posted.thread.channel,
        "thread": posted.thread.ts,
        "file": deeply_storable(asdict(posted.file)),
    }
    return json.dumps(kept, ensure_ascii=False)


def _posted(team: str, kept: Row) -> PostedPicture:
    thread = ThreadKey(team, kept["channel"], kept["thread"])
    return PostedPicture(thread, Attached(**known(Attached, kept["file"])))
