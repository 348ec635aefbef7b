"""The form that shows a thread's history."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from bot.core.messages import blocks
from bot.core.messages.fields import plain_text
from bot.core.messages.message import Block
from bot.core.messages.text import escaped, plain
from bot.core.turn.history import History, HistoryNode
from bot.core.turn.options import Button
from bot.core.turn.sheet import MOST_ALT
from bot.core.turn.slots import Spot
from bot.core.turn.turns import Turn

HISTORY: Final = "history"
"""The button under a picture."""
HISTORY_FORM: Final = "history_form"
ENTRY: Final = "History"
CHOICE: Final = tuple(f"history_{number}" for number in range(10))
"""The field of a page. Slack keeps what is filled in where the field is the same, so
pages that follow each other have different ones."""
CHOSEN: Final = "chosen"
OLDER, NEWER = "history_older", "history_newer"
COMPARE, WIPE = "history_compare", "history_wipe"
AGAIN, POST, BACK = "history_again", "history_post", "history_back"
USE: Final = "history_use"
"""The buttons in the form."""
SHOWN: Final = (Button.AGAIN, Button.PAIR)
"""What was only shown again, so that drawing it once more would mean nothing."""
COMING: Final = "The film strip is on its way …"
PAIR_COMING: Final = "The two pictures are on their way …"
NOT_SHOWN: Final = (
    "Slack does not show the picture here right now. The numbers below still work."
)
EMPTY: Final = "There is no picture in this thread yet."
NOT_YOURS: Final = (
    "This picture is no longer there, or you are not in its channel, or Slack is not "
    "telling me right now whether you are. Try again in a minute."
)
FORGOTTEN: Final = "I no longer know which thread this is about. Open it again."
ONE: Final = "Choose one."
SEVERAL: Final = "Number {} has several pictures. Pick one of them first."
TWO: Final = "Choose two to compare."
NO_PICTURE: Final = "Number {} has no picture."
BUILDS: Final = "The next reply in the thread builds on number {}."
POSTED: Final = "Number {} is in the thread once more. The next reply builds on it."
PAIR_POSTED: Final = (
    "It is in the thread now. It does not change what the next reply builds on."
)
NOWHERE: Final = Spot()
MOST_TEXT: Final = 75
"""Slack's limit for each of the two lines of an option."""


@dataclass(frozen=True, slots=True)
class HistoryView:
    """What a form shows: where its picture hangs, whether that is still `waiting`, what
    it says to those who cannot see it, and what is `told` about the last press."""

    spot: Spot = NOWHERE
    alt: str = ""
    waiting: bool = False
    told: str = ""


def button(turn: Turn) -> Block:
    """The button that opens the form."""
    return blocks.button(ENTRY, HISTORY, str(turn.id))


def strip_form(
    about: str, history: History, page: int, chosen: Sequence[int], shown: HistoryView
) -> dict[str, Any]:
    """The form with one page of the history; Slack returns `about` with what is
    chosen. `chosen` are turns, of this page and of others."""
    nodes = history.page(page)
    made = (
        _picture(shown, f"strip-{page}", COMING),
        _choice(nodes, page, chosen, history),
        *_told(shown.told),
        _acts(),
        *_turning(history, page),
        blocks.context(_where(history, nodes, chosen)),
    )
    return _modal(about, made, submit="Build on it")


def pair_form(
    about: str, pair: Sequence[HistoryNode], shown: HistoryView, *, wipe: bool
) -> dict[str, Any]:
    """The form with two pictures on one."""
    words = (f"*{e.number}*  {escaped(plain(e.words, 600))}" for e in pair)
    other = ("Side by side", COMPARE) if wipe else ("As a wipe", WIPE)
    made = (
        _picture(shown, "pair-wipe" if wipe else "pair", PAIR_COMING),
        blocks.section("\n".join(words)),
        *_told(shown.told),
        _row(
            "pair-acts",
            {"Post it in the thread": POST, other[0]: other[1], "Back": BACK},
        ),
    )
    return _modal(about, made)


def said_form(sentence: str) -> dict[str, Any]:
    """The form when there is nothing to look through."""
    return _modal("", (_section(sentence),))


def _modal(about: str, made: Sequence[Block], submit: str = "") -> dict[str, Any]:
    return {
        "type": "modal",
        "callback_id": HISTORY_FORM,
        "private_metadata": about,
        "notify_on_close": True,
        "title": plain_text(ENTRY),
        **({"submit": plain_text(submit)} if submit else {}),
        "close": plain_text("Close"),
        "blocks": list(made),
    }


def _picture(shown: HistoryView, block_id: str, coming: str) -> Block:
    if shown.spot == NOWHERE:
        return _section(coming if shown.waiting else NOT_SHOWN)
    url = "" if shown.spot.file_id else shown.spot.url
    named = f"{block_id}-{shown.spot.file_id}"
    file_id = shown.spot.file_id
    return blocks.image(shown.alt, named, file_id=file_id, url=url, most=MOST_ALT)


def _choice(
    nodes: Sequence[HistoryNode], page: int, chosen: Sequence[int], history: History
) -> Block:
    options = {each.turn: _option(each, history) for each in nodes}
    ticked = [option for turn, option in options.items() if turn in chosen]
    element = {
        "type": "checkboxes",
        "action_id": CHOSEN,
        "options": list(options.values()),
        **({"initial_options": ticked} if ticked else {}),
    }
    return {
        "type": "input",
        "block_id": field_of(page),
        "optional": True,
        "label": plain_text("Choose one, or two to compare"),
        "element": element,
    }


def field_of(page: int) -> str:
    """The field in which something is chosen on a page."""
    return CHOICE[page % len(CHOICE)]


def _option(node: HistoryNode, history: History) -> dict[str, Any]:
    """The node in two lines: what was asked for goes on in the second one."""
    first = f"{node.number} · {plain(node.words, 10 * MOST_TEXT)}"
    rest = ""
    if len(first) > MOST_TEXT:
        cut = first.rfind(" ", MOST_TEXT // 2, MOST_TEXT)
        cut = cut if cut > 0 else MOST_TEXT - 1
        first, rest = f"{first[:cut]} …", f"… {first[cut:].strip()}"
    state = " · ".join((*_marks(node, history), *([rest] if rest else ())))
    below = {"description": plain_text(plain(state, MOST_TEXT))} if state else {}
    return {"text": plain_text(first), "value": str(node.turn), **below}


def _marks(node: HistoryNode, history: History) -> Iterator[str]:
    if node.number == history.current:
        yield "The next reply builds on this one"
    if node.aside:
        yield "Set aside"
    if node.pictures > 1:
        yield f"{node.pictures} pictures"
    if node.picture is None:
        yield "Words only"


def _told(sentence: str) -> Iterator[Block]:
    if sentence:
        yield blocks.section(f"*{escaped(sentence)}*", block_id="told")


def _acts() -> Block:
    labels = {"Compare": COMPARE, "Wipe": WIPE, "Post again": AGAIN, "Use in…": USE}
    return _row("acts", labels)


def _turning(history: History, page: int) -> Iterator[Block]:
    labels = {}
    if page > 0:
        labels["⟨ Older"] = OLDER
    if page + 1 < history.pages:
        labels["Newer ⟩"] = NEWER
    if labels:
        yield _row("pages", labels)


def _where(
    history: History, nodes: Sequence[HistoryNode], chosen: Sequence[int]
) -> str:
    """Which numbers these are, what the next reply builds on, and what else is
    chosen."""
    total = len(history.nodes)
    here = f"{nodes[0].number} to {nodes[-1].number} of {total}" if nodes else ""
    said = [f"Numbers {here}." if len(nodes) < total else ""]
    if history.current:
        said.append(f"The next reply builds on {history.current}.")
    else:
        said.append("The next reply starts from scratch.")
    elsewhere = [e for e in map(history.of, chosen) if e and e not in nodes]
    if elsewhere:
        numbers = ", ".join(str(each.number) for each in elsewhere)
        said.append(f"Also chosen, on another page: {numbers}.")
    return " ".join(filter(None, said))


def _row(block_id: str, labels: Mapping[str, str]) -> Block:
    buttons = [blocks.button(label, action, "here") for label, action in labels.items()]
    return {"type": "actions", "block_id": block_id, "elements": buttons}


def _section(text: str) -> Block:
    return {"type": "section", "block_id": "picture", "text": plain_text(text)}
