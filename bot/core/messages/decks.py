"""Draws a deck in a message: its outline before it is drawn, what became of it, and the
buttons below."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from bot.core.messages import blocks
from bot.core.messages.deck_outlines import count, outlined
from bot.core.messages.figures import duration, price, short
from bot.core.messages.message import Block
from bot.core.turn.turns import Answer, Turn

DRAW: Final = "draw_deck"
THEME: Final = "deck_theme"
DONT: Final = "do_not_draw"
CHANGE_SLIDE: Final = "change_slide"
PICTURES: Final = "deck_pictures"
"""The actions of the buttons."""
MISSING: Final = "draw_missing_of_deck"
"""The entry of the menu."""
BESIDE: Final = 1_500
"""Letters that are left for words beside an outline; more follow in the thread."""


def outline_blocks(answer: Answer, room: int) -> Iterator[Block]:
    """What the deck says, slide by slide, if it is not drawn yet. It takes at most so
    many letters, some of which are left for the answer's words."""
    deck = answer.deck
    if deck is not None and not deck.drawn:
        yield from outlined(deck, room - BESIDE)


def unfolded(answer: Answer) -> Answer | None:
    """The answer for a Slack that cannot fold; None if nothing of it folds."""
    deck = answer.deck
    if deck is None or deck.drawn or not deck.folds:
        return None
    return replace(answer, deck=replace(deck, folds=False))


def deck_buttons(turn: Turn, answer: Answer) -> Iterator[Block]:
    """The buttons that stand first below a deck."""
    deck, value = answer.deck, str(turn.id)
    if deck is None or turn.aside:
        return
    if deck.drawn:
        yield blocks.button("Change slide…", CHANGE_SLIDE, value)
        yield blocks.button("Theme…", THEME, value)
        if _unshared(answer):
            yield blocks.button("All pictures", PICTURES, value)
    else:
        yield blocks.button("Draw it", DRAW, value, "primary")
        yield blocks.button("Theme…", THEME, value)
        yield blocks.button("Don't", DONT, value)


def entries(turn: Turn, answer: Answer) -> Iterator[tuple[str, str]]:
    """The menu's entry for pictures that did not come."""
    deck = answer.deck
    if deck is not None and deck.drawn and deck.lacks and not turn.aside:
        yield f"{MISSING}:{turn.id}", "Draw the missing ones"


def figures_of(answer: Answer) -> str:
    """A drawn deck in one line: slides, pictures, time, price."""
    deck = answer.deck
    if deck is None:
        return ""
    drew = [each for each in answer.set_pictures if each.call and each.finished]
    model = short(answer.image_model) if drew else answer.model
    took = duration(answer.seconds) if drew or not answer.direct else ""
    made = count(len(deck.outline.slides), "slide")
    others = any(each.finished and not each.call for each in answer.set_pictures)
    counted = count(len(drew), "new picture" if others else "picture")
    parts = (model, made, counted if drew else "", took, price(answer))
    return " · ".join(part for part in parts if part)


def _unshared(answer: Answer) -> bool:
    """Whether a picture of its slides is not in the thread as a file."""
    came = (answer.placed(each.number) for each in answer.set_pictures)
    return any(each is not None and not each.hangs for each in came)
