"""Turns a request into one that the image model draws directly.

The image model remembers nothing. So the request contains all that counts: the words of
turns that came to nothing, and the thread's current picture, which it changes.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from bot.core.answering.lineage import Lineage, came_to_something
from bot.core.answering.using_names import MOST_INPUTS
from bot.core.errors import AskError
from bot.core.turn.asks import with_flags_read
from bot.core.turn.request import InputImage, Request, Spoken
from bot.core.turn.turns import Turn

WORDLESS: Final = "To draw directly, I need words: say what to draw, or what to change."
UNSTORED: Final = (
    "The picture of this thread is no longer stored here, so I cannot change it "
    "directly. Reply without `--direct`, or attach it."
)
WITH_BEFORE: Final = (
    "Also drawn from what was asked before, because that came to nothing."
)
TOO_MANY: Final = (
    f"Not used: the pictures after the first {MOST_INPUTS}. A direct picture cannot "
    "start from more."
)


def direct(
    request: Request, lineage: Lineage, changed: Sequence[InputImage]
) -> tuple[Request, tuple[str, ...]]:
    """The request for the image model, and notes on it. Raises AskError without words.

    The pictures that are changed come first: the current one, or those that were named.
    """
    if not request.words.strip():
        raise AskError(WORDLESS)
    images = (*changed, *request.images)
    history = tuple(Spoken(wish, "") for wish in map(_wish, lineage.unmet) if wish)
    notes = (WITH_BEFORE,) * bool(history) + (TOO_MANY,) * (len(images) > MOST_INPUTS)
    made = replace(request, images=images[:MOST_INPUTS], history=history, offers=())
    return made, notes


def has_picture(past: Sequence[Turn]) -> bool:
    """Whether a reply to these turns has a picture to refer to."""
    return any(came_to_something(each) and _pictures(each) for each in past)


def _pictures(turn: Turn) -> int:
    return len(turn.answer.pictures) if turn.answer else 0


def _wish(turn: Turn) -> str:
    """What was asked for; empty if a flag was wrong, because a later ask corrected
    it."""
    try:
        return with_flags_read(turn.ask).wish
    except AskError:
        return ""
