"""Draws the app's home tab: what is under way, the gallery, and how to ask. Pure.

A view of Slack's has a hundred blocks; what is shown of each kind is limited so that
they always suffice.
"""

from collections.abc import Iterator
from typing import Any, Final

from bot.core.messages import blocks, gallery
from bot.core.messages.gallery import OPEN
from bot.core.messages.help import HELP
from bot.core.messages.home_fields import fields, pager
from bot.core.messages.message import Block
from bot.core.messages.names import name_section
from bot.core.messages.permalinks import permalink
from bot.core.messages.text import escaped, plain
from bot.core.turn.home import DAY, LATEST, ON_PAGE, HomeContent, HomeUse
from bot.core.turn.life import Status
from bot.core.turn.slots import Spot
from bot.core.turn.taught import Taught
from bot.core.turn.turns import Turn

NAMES: Final = "home_names"
"""The button that opens the list of all names, with their pictures."""
MOST_BLOCKS: Final = 100
MOST_UNDER_WAY: Final = 5
MOST_NAMES: Final = 8
UNKNOWN: Final = (
    "Slack is not telling me right now which channels you are in, so I show no "
    "pictures from them. Open this tab again in a minute."
)
NOTHING: Final = "Nothing yet. Mention me in a channel, or write to me here in Slack."
NO_OTHERS: Final = "No others yet."
FILLING: Final = "Older pictures are still being added, so some may be missing."
NOT_FOUND: Final = "Nothing was found. Try fewer words, or *Show all*."
_STATES: Final = {
    Status.WAITING: "◌ Waiting",
    Status.ASKING: "❓ Asks you something",
    Status.ANSWERED: "◕ Almost done",
}


def home(content: HomeContent, viewer: str) -> dict[str, Any]:
    """The view for one person. Slack returns the search in it with every click."""
    shown = [*_top(content, viewer), *_gallery(content, viewer), *_below(content)]
    return {
        "type": "home",
        "callback_id": "home",
        "private_metadata": content.search.kept,
        "blocks": shown[:MOST_BLOCKS],
    }


def _top(content: HomeContent, viewer: str) -> Iterator[Block]:
    """What is looked for, and, if nothing is, what concerns the person alone."""
    yield from fields(content.search, content.names)
    if content.under_way:
        yield _header("Under way")
    for turn in content.under_way[:MOST_UNDER_WAY]:
        yield _under_way(turn, content.base)
    if content.mine:
        yield _header("Your latest pictures")
        latest = content.mine[:LATEST]
        yield from gallery.rows(latest, viewer, content.base, "mine")


def _under_way(turn: Turn, base: str) -> Block:
    state = _STATES.get(turn.status, "◑ Working")
    words = escaped(plain(turn.ask.words, 200)) or "A picture"
    url = permalink(base, turn.ask.thread, turn.message or turn.ask.ts)
    button = {**blocks.button("Open", OPEN, str(turn.id)), "url": url} if url else None
    return blocks.section(f"*{state}* · {words}", button, f"under-way-{turn.id}")


def _gallery(content: HomeContent, viewer: str) -> Iterator[Block]:
    search, found = content.search, content.page.pictures[:ON_PAGE]
    above = {(each.turn, each.number) for each in content.mine[:LATEST]}
    pictures = [each for each in found if (each.turn, each.number) not in above]
    yield _header("Found" if search.narrows else "From your channels")
    if not content.known:
        yield blocks.section(UNKNOWN)
    elif not pictures:
        yield blocks.section(_nothing(content))
    yield from gallery.rows(pictures, viewer, content.base, "found")
    if content.page.filling:
        yield blocks.context(FILLING)
    yield from pager(search, content.page.more)


def _nothing(content: HomeContent) -> str:
    """Why no picture is found, or no other than the person's latest ones."""
    if content.search.narrows:
        return NOT_FOUND
    return NO_OTHERS if content.mine else NOTHING


def _below(content: HomeContent) -> Iterator[Block]:
    if content.names and not content.search.narrows:
        yield _header("Characters and styles")
        for each in content.names[:MOST_NAMES]:
            yield name_section(each, _spot(each, content))
        row = blocks.actions(blocks.button("All names…", NAMES, "all"))
        yield {**row, "block_id": "names"}
    yield _header("How much you use")
    yield blocks.context(_use(content.use))
    yield _header("How to ask")
    for line in HELP.split("\n"):
        yield blocks.section(line)


def _spot(taught: Taught, content: HomeContent) -> Spot | None:
    """Where a picture of the name hangs, if the person sees one."""
    found = (content.spots.get(each.sha256) for each in taught.pictures)
    return next((spot for spot in found if spot), None)


def _use(use: HomeUse) -> str:
    most = f" (at most {use.at_once} at once)" if use.at_once else ""
    times = "once" if use.asked == 1 else f"{use.asked:,} times"
    return f"Under way: {use.under_way}{most} · You asked {times} in the last 30 days."


def _header(text: str) -> Block:
    return {"type": "header", "text": {"type": "plain_text", "text": text}}


MONTH: Final = 30 * DAY
"""The time for which is told how much somebody has asked for, in seconds."""
