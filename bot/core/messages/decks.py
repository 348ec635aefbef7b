"""Draws a deck in a message: its outline before it is drawn, what became of it, and the
buttons below."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import Final

from bot.core.decks.outline import DeckSource, Layout, Outline, Slide
from bot.core.messages import blocks
from bot.core.messages.figures import duration, in_dollars, price, short
from bot.core.messages.message import Block
from bot.core.messages.text import escaped, linked, plain
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
MOST_TITLE: Final = 120
MOST_LINE: Final = 110
MOST_POINTS: Final = 4
"""The most lines of a slide that the outline shows; the files have all of them."""
MOST_PAGES: Final = 12
MOST_LETTERS: Final = 6_000
"""The most letters of all slides together."""
_PIECE: Final = 2_800
FILES: Final = "The PowerPoint file and the PDF are in this thread."
ONLY_PDF: Final = (
    "The PDF is in this thread. There is no PowerPoint file, because what makes it is "
    "not installed here."
)
FOLD: Final = "What is on each slide"
NO_PICTURE: Final = "Slides without their picture for now:"
LEFT_OUT: Final = (
    "Left out, because nobody found {them} in this thread: {pages}. What {it} said "
    "needs another source."
)
UNFOUND: Final = "Not found in a source: {figures}"
MOST_UNFOUND: Final = 600
UNKNOWN_LETTERS: Final = "No font here has these characters: {letters}"
_KINDS: Final = {
    Layout.TABLE: "a table",
    Layout.CHART: "a chart",
}


def outline_blocks(answer: Answer) -> Iterator[Block]:
    """What the deck says, slide by slide, if it is not drawn yet."""
    deck = answer.deck
    if deck is None or deck.drawn:
        return
    yield blocks.section(_headline(deck.outline), block_id="deck")
    if deck.folds:
        titles = [_title(n, e) for n, e in enumerate(deck.outline.slides, 1)]
        yield from map(blocks.section, _pieces(titles))
        held = map(blocks.section, _pieces(_slides(deck.outline)))
        yield blocks.fold(FOLD, "slides", *islice(held, blocks.MOST_FOLDED))
    else:
        yield from map(blocks.section, _pieces(_slides(deck.outline)))
    if sources := deck_sources(deck.outline):
        yield blocks.context(_listed(sources))


def unfolded(answer: Answer) -> Answer | None:
    """The answer for a Slack that cannot fold; None if nothing of it folds."""
    deck = answer.deck
    if deck is None or deck.drawn or not deck.folds:
        return None
    return replace(answer, deck=replace(deck, folds=False))


def small_print(answer: Answer) -> Iterator[Block]:
    """What is to be said of a deck below it: its files, what is missing, its cost."""
    deck = answer.deck
    if deck is None:
        return
    if deck.left_out:
        yield blocks.context(_left_out(deck.left_out))
    if deck.unfound:
        figures = plain("; ".join(deck.unfound), MOST_UNFOUND)
        yield blocks.context(escaped(UNFOUND.format(figures=figures)))
    if not deck.drawn:
        yield blocks.context(escaped(_cost(deck)))
        return
    kinds = {each.format for each in answer.pictures if each.place == DECK}
    yield blocks.context(FILES if "pptx" in kinds else ONLY_PDF)
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
    made = _count(len(deck.outline.slides), "slide")
    counted = _count(len(drew), "new picture" if deck.version > 1 else "picture")
    parts = (model, made, counted if drew else "", took, price(answer))
    return " · ".join(part for part in parts if part)


def deck_sources(outline: Outline) -> tuple[DeckSource, ...]:
    """The pages that its slides name, each once."""
    each = (source for slide in outline.slides for source in slide.sources)
    return tuple({source.url: source for source in each}.values())


def _headline(outline: Outline) -> str:
    title = escaped(plain(outline.title, MOST_TITLE))
    below = escaped(plain(outline.subtitle, MOST_TITLE))
    count = _count(len(outline.slides), "slide")
    theme = escaped(plain(outline.theme, 60))
    lines = [f"*{title}*", below, f"{count} · theme *{theme}*"]
    return "\n".join(line for line in lines if line)


def _slides(outline: Outline) -> list[str]:
    """Each slide in few lines: the more there are, the fewer."""
    made: list[str] = []
    for most in (MOST_POINTS, 2, 1, 0):
        made = [_slide(n, each, most) for n, each in enumerate(outline.slides, 1)]
        if sum(map(len, made)) <= MOST_LETTERS:
            break
    return made


def _slide(number: int, slide: Slide, most: int) -> str:
    """A slide: its title, and the first things that stand on it."""
    lines = [_title(number, slide)]
    points = [each for each in slide.points if each]
    lines += [f"    • {_line(each)}" for each in points[:most]]
    if (more := len(points) - most) > 0 and most:
        lines.append(f"    • and {_count(more, 'more line')}")
    if kind := _KINDS.get(slide.layout):
        lines.append(f"    • {kind}")
    if slide.picture and most:
        lines.append(f"    Picture: {_line(slide.picture)}")
    return "\n".join(lines)


def _title(number: int, slide: Slide) -> str:
    return f"*{number}.* {escaped(plain(slide.title, MOST_TITLE))}"


def _line(text: str) -> str:
    return escaped(plain(text, MOST_LINE))


def _pieces(slides: Sequence[str]) -> Iterator[str]:
    """The slides, as many together as a block takes."""
    piece = ""
    for each in slides:
        if piece and len(piece) + len(each) > _PIECE:
            yield piece
            piece = ""
        piece = f"{piece}\n{each}" if piece else each
    if piece:
        yield piece


def _listed(sources: Sequence[DeckSource]) -> str:
    named = [linked(e.url, plain(e.title, 60) or e.url) for e in sources[:MOST_PAGES]]
    if (more := len(sources) - MOST_PAGES) > 0:
        named.append(f"and {more} more")
    return f"Sources: {' · '.join(named)}"


def _left_out(addresses: Sequence[str]) -> str:
    them, it = ("them", "they") if len(addresses) > 1 else ("it", "it")
    pages = ", ".join(escaped(plain(each, 80)) for each in addresses[:MOST_PAGES])
    return LEFT_OUT.format(them=them, it=it, pages=pages)


def _cost(deck: KeptDeck) -> str:
    """What pressing *Draw it* costs."""
    count = len(deck.lacks)
    if not count:
        return "Drawing it costs nothing: no new pictures are needed."
    about = in_dollars(deck.cost)
    costs = f"will cost about {about}" if about else "will cost what they cost alone"
    return f"{_count(count, 'picture')} to draw, which {costs}."


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


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"
