"""Draws a picture of the gallery: the picture, who wanted what, where and when, and
what can be done with it."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Final

from bot.core.messages import blocks
from bot.core.messages.history import ENTRY, HISTORY
from bot.core.messages.message import Block
from bot.core.messages.permalinks import permalink
from bot.core.messages.text import escaped, plain
from bot.core.turn.gallery import GalleryPicture

USE: Final = "use_in"
OPEN: Final = "open_thread"
"""The actions of the buttons. *Open thread* is a link, of which Slack tells us."""
MOST_ASKED: Final = 300
"""The most characters of what was asked for."""
MOST_TITLE: Final = 80
UNSEEN: Final = "_Slack has no copy of this picture that I could show here._"


def rows(
    pictures: Sequence[GalleryPicture], viewer: str, base: str, place: str
) -> Iterator[Block]:
    """The blocks of these pictures. `place` tells apart where in the view they are."""
    before: GalleryPicture | None = None
    for each in pictures:
        name = f"{place}-{each.turn}-{each.number}"
        if not _on_same_sheet(each, before):
            yield from ({"type": "divider"},) if before else ()
            yield from _picture(each, name)
        before = each
        yield blocks.section(_said(each, viewer), block_id=f"said-{name}")
        yield {**blocks.actions(*_buttons(each, base)), "block_id": f"do-{name}"}


def _picture(picture: GalleryPicture, name: str) -> Iterator[Block]:
    spot = picture.spot
    if spot.file_id or spot.url:
        url = "" if spot.file_id else spot.url
        alt = picture.revised_prompt or picture.words
        yield blocks.image(alt, f"shown-{name}", file_id=spot.file_id, url=url)
    else:
        yield blocks.context(UNSEEN)


def _on_same_sheet(picture: GalleryPicture, before: GalleryPicture | None) -> bool:
    """Whether the picture is seen already, on the sheet that the one before shows."""
    here = before is not None and picture.turn == before.turn
    return here and bool(picture.place) and before is not None and bool(before.place)


def _said(picture: GalleryPicture, viewer: str) -> str:
    asked = escaped(plain(picture.words, MOST_ASKED)) or "A picture"
    if picture.place:
        title = escaped(plain(picture.title, MOST_TITLE))
        asked = f"*{picture.place}* {title} · {asked}"
    who = "You" if picture.user == viewer else f"<@{picture.user}>"
    return f"{asked}\n{who} · {_where(picture)} · {when(picture.made)}"


def _where(picture: GalleryPicture) -> str:
    channel = picture.thread.channel
    return "our direct messages" if channel.startswith("D") else f"<#{channel}>"


def when(seconds: float) -> str:
    """A moment, in the reader's own time zone and language; a date for whatever does
    not know those."""
    try:
        date = datetime.fromtimestamp(seconds, UTC)
    except (OverflowError, OSError, ValueError):
        return "at some time"
    told = f"{date:%Y-%m-%d}"
    return f"<!date^{int(seconds)}^{{date_short_pretty}}, {{time}}|{told}>"


def _buttons(picture: GalleryPicture, base: str) -> Iterator[Block]:
    value = f"{picture.turn}:{picture.number}"
    if url := permalink(base, picture.thread, picture.message):
        yield {**blocks.button("Open thread", OPEN, value), "url": url}
    yield blocks.button("Use in…", USE, value)
    yield blocks.button(ENTRY, HISTORY, value)
