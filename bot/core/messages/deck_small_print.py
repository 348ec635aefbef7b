"""What is said below a deck in a message: where its files are, what is missing on its
slides and why, and what drawing it costs."""

from collections.abc import Iterator, Sequence
from typing import Final

from bot.core.messages import blocks
from bot.core.messages.deck_outlines import MOST_PAGES, count
from bot.core.messages.figures import in_dollars
from bot.core.messages.message import Block
from bot.core.messages.text import escaped, escaped_line
from bot.core.turn.decks import KeptDeck
from bot.core.turn.sets import SetPicture
from bot.core.turn.turns import DECK, Answer, Turn

FILES: Final = "The PowerPoint file and the PDF {} in this thread."
ONLY_PDF: Final = (
    "The PDF {} in this thread. There is no PowerPoint file, because the software for "
    "it is not installed here."
)
GIVEN_UP: Final = (
    "Slack did not accept the files of this deck. To have them made again, choose "
    "another *Theme…*, which costs nothing."
)
NO_PICTURE: Final = "Slides that are missing their picture:"
AGAIN: Final = "*Draw the missing ones* in the menu tries again."
LEFT_OUT: Final = (
    "Left out as a source, because it did not come up in this thread: {pages}. What it "
    "was cited for needs another source."
)
SEVERAL_LEFT_OUT: Final = (
    "Left out as sources, because they did not come up in this thread: {pages}. What "
    "they were cited for needs another source."
)
UNFOUND: Final = "Not found in a source: {figures}"
MOST_UNFOUND: Final = 600
UNKNOWN_LETTERS: Final = "No font here has these characters: {letters}"
_REDO: Final = " Press *Redo*"
"""How the rest of a reason begins that is about a picture alone: below a deck, *Redo*
would draw all pictures once more."""
_WHYS: Final = {
    "declined": "OpenAI's safety check declined it.",
    "too busy": "The model was too busy.",
    "damaged": "It arrived damaged.",
    "no space": "There was no space to store it.",
    "its source is gone": "What it should have been drawn from is gone.",
    "not yet": "It has not been drawn yet.",
}
"""Why the picture of an older version did not come."""
NOT_DRAWN: Final = "It was not drawn."


def small_print(turn: Turn, answer: Answer) -> Iterator[Block]:
    """What is to be said of a deck below it: its files, what is missing, its cost."""
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
    yield blocks.context(_files(turn, answer))
    if lost := _lost(turn, answer.set_pictures):
        yield blocks.context(lost)
    if deck.missing:
        letters = " ".join(deck.missing[:40])
        yield blocks.context(escaped(UNKNOWN_LETTERS.format(letters=letters)))


def _files(turn: Turn, answer: Answer) -> str:
    """Where the files of a deck are. It depends only on the journal."""
    files = [each for each in answer.pictures if each.place == DECK]
    here = all(each.hangs for each in files)
    if turn.settled and not here:
        return GIVEN_UP
    if any(each.format == "pptx" for each in files):
        return FILES.format("are" if here else "will follow")
    return ONLY_PDF.format("is" if here else "will follow")


def _left_out(addresses: Sequence[str]) -> str:
    said = SEVERAL_LEFT_OUT if len(addresses) > 1 else LEFT_OUT
    pages = ", ".join(escaped_line(each, 80) for each in addresses[:MOST_PAGES])
    if (more := len(addresses) - MOST_PAGES) > 0:
        pages = f"{pages} and {more} more"
    return said.format(pages=pages)


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


def _lost(turn: Turn, pictures: Sequence[SetPicture]) -> str:
    """Which slides have no picture, why, and what to do."""
    why: dict[str, list[str]] = {}
    for each in pictures:
        if each.why:
            said = each.told.partition(_REDO)[0]
            reason = said or _WHYS.get(each.why, NOT_DRAWN)
            why.setdefault(reason, []).append(str(each.number))
    told = [f"*{', '.join(numbers)}:* {reason}" for reason, numbers in why.items()]
    if not told:
        return ""
    return "\n".join((NO_PICTURE, *told, *(() if turn.aside else (AGAIN,))))
