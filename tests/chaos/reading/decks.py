"""What messages say of decks and charts, as a person reads them."""

import re
from typing import Any, Final

from tests.chaos.evidence import DeckSeen

FILES: Final = "The PowerPoint file and the PDF "
HERE: Final = f"{FILES}are in this thread."
CHART: Final = "The chart as a picture is a file in this thread."
PLAIN: Final = "Slides that are missing their picture:"
BUTTON: Final = re.compile(r"<@\w+> asked for:? ([^'\"\\]*)")
SLIDES: Final = re.compile(r"\b(\d+) slides?(?: · (\d+) (?:new )?pictures?)?")
NUMBERS: Final = re.compile(r"\*([\d, ]+):\*")
UNDRAWN: Final = ("to draw, which will cost", "Drawing it costs nothing")


def is_outline(blocks: Any) -> bool:
    """Whether a deck can be drawn from here."""
    return "'draw_deck'" in str(blocks)


def is_deck(blocks: Any) -> bool:
    """Whether a deck can be changed from here."""
    return "'change_slide'" in str(blocks)


def is_drawing(blocks: Any) -> bool:
    """Whether a button has a deck drawn here, right now."""
    shown = str(blocks)
    return "'stop'" in shown and "asked for: Draw it" in shown


def button_of(blocks: Any) -> str:
    """What the button said that asked for this; empty if a person wrote it."""
    found = BUTTON.search(str(blocks))
    return found[1] if found else ""


def deck_seen(blocks: Any) -> DeckSeen | None:
    """The deck in a message that has ended; None if there is none."""
    shown = str(blocks)
    drawn = FILES in shown
    if not (drawn or any(each in shown for each in UNDRAWN)):
        return None
    lines = [line for line in _contexts(blocks) if SLIDES.search(line)]
    found = SLIDES.search(lines[-1]) if lines else None
    return DeckSeen(
        drawn,
        int(found[1]) if found else 0,
        int(found[2] or 0) if found else 0,
        _plain(blocks),
        HERE in shown,
    )


def told_in(blocks: Any) -> str:
    """Why something has not come, as the message says."""
    return next((str(e.get("text")) for e in blocks if e.get("block_id") == "told"), "")


def _plain(blocks: Any) -> int:
    """How many slides are said to have no picture."""
    said = next((line for line in _contexts(blocks) if PLAIN in line), "")
    return sum(len(each.split(",")) for each in NUMBERS.findall(said))


def _contexts(blocks: Any) -> list[str]:
    """The lines of small print."""
    lines = (e["elements"] for e in blocks if e.get("type") == "context")
    return [str(each.get("text", "")) for line in lines for each in line]
