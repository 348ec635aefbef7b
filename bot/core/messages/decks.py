"""Draws a deck in a message: its outline before it is drawn, what became of it, and the
buttons below."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from bot.core.messages import blocks
from bot.core.messages.deck_outlines import MOST_PAGES, count, outlined
from bot.core.messages.figures import duration, in_dollars, price, short
from bot.core.messages.message import Block
from bot.core.messages.text import escaped, escaped_line
from bot.core.turn.decks import KeptDeck
from bot.core.turn.sets import SetPicture
from bot.core.turn.turns import DECK, Answer, Turn

DRAW: Final = "draw_deck"
THEME: Final = "deck_theme"
DONT: Final = "do_not_draw"
CHANGE_SLIDE: Final = "change_slide"
PICTURES: Final = "deck_pictures"
"""The actions of the buttons."""
MISSING: Final = "draw_missing_of_deck"
"""The entry of the menu."""
FILES: Final = "The PowerPoint file and the PDF {} in this thread."
ONLY_PDF: Final = (
    "The PDF {} in this thread. There is no PowerPoint file, because what makes it is "
    "not installed here."
)
GIVEN_UP: Final = (
    "Slack did not accept the files of this deck. Another *Theme…* makes them anew, "
    "which costs nothing."
)
NO_PICTURE: Final = "Slides without their picture for now:"
LEFT_OUT: Final = (
    "Left out, because nobody found {them} in this thread: {pages}. What {it} said "
    "needs another source."
)
UNFOUND: Final = "Not found in a source: {figures}"
MOST_UNFOUND: Final = 600
BESIDE: Final = 1_500
"""Letters that are left for words beside an outline; more follow in the thread."""
UNKNOWN_LETTERS: Final = "No font here has these characters: {letters}"


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


def small_print(answer: Answer, *, given_up: bool = False) -> Iterator[Block]:
    """What is to be said of a deck below it: its files, what is missing, its cost.

    Files that are not in the thread are on their way there, or are `given_up`.
    """
    deck = answer.deck
    if deck is None:
        return
    if deck.left_out:
        yield blocks.context(_left_out(deck.left_out))
    if deck.unfound:
        figures = escaped_line("; ".join(deck.unfound), MOST_UNFOUND)
        yield blocks.context(UNFOUND.format(figures=figures))
    if not deck.drawn:
        yield blocks.context(escaped(_cost(deck)))
        return
    yield blocks.context(_files(answer, given_up=given_up))
    if lost := _lost(answer.set_pictures):
        yield blocks.context(lost)
    if deck.missing:
        letters = " ".join(deck.missing[:40])
        yield blocks.context(escaped(UNKNOWN_LETTERS.format(letters=letters)))


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
    if deck is not None and deck.drawn and deck.lacks:
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


def _left_out(addresses: Sequence[str]) -> str:
    them, it = ("them", "they") if len(addresses) > 1 else ("it", "it")
    pages = ", ".join(escaped_line(each, 80) for each in addresses[:MOST_PAGES])
    if (more := len(addresses) - MOST_PAGES) > 0:
        pages = f"{pages} and {more} more"
    return LEFT_OUT.format(them=them, it=it, pages=pages)


def _files(answer: Answer, *, given_up: bool) -> str:
    """Where the files of the deck are."""
    files = [each for each in answer.pictures if each.place == DECK]
    here = all(each.hangs for each in files)
    if given_up and not here:
        return GIVEN_UP
    if any(each.format == "pptx" for each in files):
        return FILES.format("are" if here else "follow")
    return ONLY_PDF.format("is" if here else "follows")


def _cost(deck: KeptDeck) -> str:
    """What pressing *Draw it* costs."""
    lacking = len(deck.lacks)
    if not lacking:
        return "Drawing it costs nothing: no new pictures are needed."
    about = in_dollars(deck.cost)
    to_draw = f"{count(lacking, 'picture')} to draw"
    if not about:
        return f"{to_draw}. What that will cost is not known beforehand."
    return f"{to_draw}, which will cost about {about}."


def _lost(pictures: Sequence[SetPicture]) -> str:
    """Which slides have no picture, and why."""
    why: dict[str, list[str]] = {}
    for each in pictures:
        if each.why:
            reason = each.told or escaped(each.why)
            why.setdefault(reason, []).append(str(each.number))
    told = [f"*{', '.join(numbers)}:* {reason}" for reason, numbers in why.items()]
    return "\n".join((NO_PICTURE, *told)) if told else ""


def _unshared(answer: Answer) -> bool:
    """Whether a picture of its slides is not in the thread as a file."""
    came = (answer.placed(each.number) for each in answer.set_pictures)
    return any(each is not None and not each.hangs for each in came)
