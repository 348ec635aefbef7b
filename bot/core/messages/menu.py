"""The menu under a picture, and the form with what it has no room for."""

from collections.abc import Sequence
from typing import Any, Final

from bot.core.messages import blocks, booth, charts, decks, names, parts, sets
from bot.core.messages.gallery import USE
from bot.core.messages.message import Block
from bot.core.turn.redraws import can_be_redrawn
from bot.core.turn.turns import Answer, Turn

MENU: Final = "more"
"""The action of the menu."""
MORE: Final = "more_entries"
"""Its last entry, if there are more than fit."""
MORE_ENTRY: Final = "More…"
MORE_FORM: Final = "more_entries_form"
CHOSEN: Final = "entry"
"""The action of the buttons in that form."""
UNDER_WAY: Final = "That is under way. You can close this."
BUILD_ON, LARGER, RESHAPE = "build_on", "larger", "reshape"
_TOLD: Final = {
    BUILD_ON: "Your next reply in this thread builds on this picture.",
    LARGER: "Draw it once more, with more pixels.",
    RESHAPE: "Continue it beyond its edges, to another shape.",
    parts.PART: "Choose a part of it, and change only that.",
    parts.REST: "Put back everything outside of the part that you have chosen.",
    USE: "Bring it into another channel or thread, and go on from it there.",
    booth.OPEN: "Draw it in several looks, side by side.",
    sets.ALL: "Share each of these pictures as a file in this thread.",
    sets.MISSING: "Draw those of these pictures that did not come.",
    decks.MISSING: "Draw the pictures that slides are missing.",
    charts.DATA: "Share the numbers as a file in this thread.",
    **names.TOLD,
}
"""What each entry does, for the form."""
Entry = tuple[str, str]
"""An entry's value, which names it and the turn, and its label."""


def entries(turn: Turn, answer: Answer) -> list[Entry]:
    """Everything that can be done with the answer of a turn, what is rare first."""
    one = answer.own_pictures and not (answer.set_pictures or answer.charts)
    found = [
        *parts.entries(turn, answer),
        *sets.entries(turn, answer),
        *charts.entries(turn, answer),
        *decks.entries(turn, answer),
        (f"{BUILD_ON}:{turn.id}", "Build on this one"),
    ]
    if can_be_redrawn(answer):
        found.append((f"{LARGER}:{turn.id}", "Larger"))
        found.append((f"{RESHAPE}:{turn.id}", "Another shape…"))
        found.append((f"{parts.PART}:{turn.id}", parts.ENTRY))
    if one:
        found.append((f"{booth.OPEN}:{turn.id}", booth.ENTRY))
    if answer.own_pictures and not answer.charts:
        found += [(f"{e}:{turn.id}", label) for e, label in names.LABELS.items()]
    if answer.slides or (answer.own_pictures and not answer.set_pictures):
        found.append((f"{USE}:{turn.id}", "Use in…"))
    return found


def menu(turn: Turn, answer: Answer) -> Block:
    """The menu. If not everything fits, its last entry leads to the rest."""
    found = entries(turn, answer)
    shown = found[: _room(found)]
    if len(shown) < len(found):
        shown.append((f"{MORE}:{turn.id}", MORE_ENTRY))
    return blocks.overflow(MENU, dict(shown))


def more_form(about: str, turn: Turn, answer: Answer) -> dict[str, Any]:
    """The form with everything that has no room in the menu. Slack returns `about`."""
    found = entries(turn, answer)
    rest = [_line(*entry) for entry in found[_room(found) :]]
    return _form(about, rest or [_section(UNDER_WAY)])


def under_way() -> dict[str, Any]:
    """What the form shows when something was chosen that needs no form of its own."""
    return _form("", [_section(UNDER_WAY)])


def _room(found: Sequence[Entry]) -> int:
    most = blocks.MOST_ENTRIES
    return len(found) if len(found) <= most else most - 1


def _line(value: str, label: str) -> Block:
    told = _TOLD.get(value.partition(":")[0], label)
    return {**_section(told), "accessory": blocks.button(label, CHOSEN, value)}


def _form(about: str, lines: Sequence[Block]) -> dict[str, Any]:
    return {
        "type": "modal",
        "callback_id": MORE_FORM,
        "private_metadata": about,
        "title": {"type": "plain_text", "text": "More"},
        "close": {"type": "plain_text", "text": "Close"},
        "blocks": list(lines),
    }


def _section(text: str) -> dict[str, Any]:
    return {"type": "section", "text": {"type": "plain_text", "text": text}}
