"""Draws the outline of a deck in a message: what is on each slide, and its sources.

However long the words are, the outline takes no more letters than it is given.
"""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final

from bot.core.charts.drawing import number
from bot.core.decks.outline import DeckSource, Layout, Outline, Slide, sides
from bot.core.messages import blocks
from bot.core.messages.message import Block
from bot.core.messages.text import escaped_line, host_of, linked, plain
from bot.core.turn.decks import KeptDeck

MOST_TITLE: Final = 120
MOST_LINE: Final = 110
MOST_POINTS: Final = 4
"""The most lines of a slide that the outline shows; the files have all of them."""
MOST_PAGES: Final = 12
MOST_LETTERS: Final = 6_000
"""The most letters of all slides together."""
MOST_SOURCES: Final = 1_500
MOST_ADDRESS: Final = 500
"""A page with a longer address is named without a link."""
FOLD: Final = "What is on each slide"
_PIECE: Final = 2_800
_SHORTER: Final = ((MOST_TITLE, 2), (MOST_TITLE, 1), (MOST_TITLE, 0), (60, 0), (24, 0))
"""How long titles are, and how many lines of a slide are shown, if all do not fit."""


def outlined(deck: KeptDeck, room: int) -> Iterator[Block]:
    """What the deck says, slide by slide, in at most so many letters."""
    outline = deck.outline
    sources = _listed(deck_sources(outline))
    headline = _headline(outline)
    left = room - len(headline) - len(sources)
    yield blocks.section(headline, block_id="deck")
    if deck.folds:
        titles, slides = _folded(outline, left - len(FOLD))
        yield from map(blocks.section, _pieces(titles))
        held = map(blocks.section, _pieces(slides))
        yield blocks.fold(FOLD, "slides", *islice(held, blocks.MOST_FOLDED))
    else:
        yield from map(blocks.section, _pieces(_slides(outline, left)))
    if sources:
        yield blocks.context(sources)


def deck_sources(outline: Outline) -> tuple[DeckSource, ...]:
    """The pages that its slides name, each once."""
    each = (source for slide in outline.slides for source in slide.sources)
    return tuple({source.url: source for source in each}.values())


def count(many: int, thing: str) -> str:
    """So many of them."""
    return f"{many} {thing}" if many == 1 else f"{many} {thing}s"


def _headline(outline: Outline) -> str:
    title, below = (
        escaped_line(outline.title, MOST_TITLE),
        escaped_line(outline.subtitle, MOST_TITLE),
    )
    slides, theme = count(len(outline.slides), "slide"), escaped_line(outline.theme, 60)
    lines = [f"*{title}*", below, f"{slides} · theme *{theme}*"]
    return "\n".join(line for line in lines if line)


def _folded(outline: Outline, room: int) -> tuple[list[str], list[str]]:
    """The titles of the slides, and what is on each, which is seen when somebody opens
    it."""
    titles: list[str] = []
    for most in (MOST_TITLE, 60, 24):
        titles = [_title(n, e, most) for n, e in enumerate(outline.slides, 1)]
        if 2 * _letters(titles) <= room:
            break
    return titles, _slides(outline, room - _letters(titles))


def _slides(outline: Outline, room: int) -> list[str]:
    """Each slide in few lines: the more there are, the fewer."""
    made: list[str] = []
    for title, lines in ((MOST_TITLE, MOST_POINTS), *_SHORTER):
        made = [_slide(n, e, title, lines) for n, e in enumerate(outline.slides, 1)]
        if _letters(made) <= min(room, MOST_LETTERS):
            break
    return made


def _slide(place: int, slide: Slide, title: int, most: int) -> str:
    """A slide: its title, and the first things that stand on it."""
    lines = [_title(place, slide, title)]
    points = _points(slide)
    lines += [f"    • {escaped_line(each, MOST_LINE)}" for each in points[:most]]
    if (more := len(points) - most) > 0 and most:
        lines.append(f"    • and {count(more, 'more line')}")
    if (data := _data(slide)) and most:
        lines.append(f"    • {escaped_line(data, MOST_LINE)}")
    if slide.picture and most:
        lines.append(f"    Picture: {escaped_line(slide.picture, MOST_LINE)}")
    return "\n".join(lines)


def _points(slide: Slide) -> list[str]:
    """Its lines; of a comparison, a line for each side."""
    if slide.layout is not Layout.COMPARISON:
        return [each for each in slide.points if each]
    both = (side for side in sides(slide.points) if side)
    return [f"{name}: {', '.join(points)}" for name, *points in both]


def _data(slide: Slide) -> str:
    """The beginning of what its table or its chart says."""
    if slide.table is not None:
        rows = (" ".join(cell for cell in row if cell) for row in slide.table.rows)
        return f"Table: {' · '.join(rows)}"
    chart = slide.chart
    if chart is None:
        return ""
    first = chart.series[0]
    pairs = zip(chart.labels, first.values, strict=False)
    each = [f"{label} {number(v, chart)}" for label, v in pairs if v is not None]
    named = f", {first.name}" if first.name else ""
    return f"Chart{named}: {' · '.join(each)}"


def _title(place: int, slide: Slide, most: int) -> str:
    return f"*{place}.* {escaped_line(slide.title, most)}"


def _letters(lines: Sequence[str]) -> int:
    return sum(map(len, lines)) + len(lines)


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
    """The pages in one line; no link is cut."""
    line = ""
    for place, each in enumerate(sources):
        link = _named(each)
        if place == MOST_PAGES or len(line) + len(link) > MOST_SOURCES:
            return f"{line} · and {len(sources) - place} more"
        line = f"{line} · {link}" if line else f"Sources: {link}"
    return line


def _named(source: DeckSource) -> str:
    name = plain(source.title, 60) or plain(source.url, 60)
    if len(source.url) > MOST_ADDRESS:
        return escaped_line(f"{name} ({host_of(source.url)})", MOST_TITLE)
    return linked(source.url, name)
