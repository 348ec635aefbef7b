"""A slide of each layout, for people who edit a deck in another program. Pure.

A deck seldom has a slide of every layout. Its file has all layouts nevertheless, so
that slides can be added that look like the others.
"""

from dataclasses import replace
from typing import Final

from bot.core.charts.chart import Chart, Kind, Series
from bot.core.decks.breaking import Measure
from bot.core.decks.laid import LaidSlide, Paragraph
from bot.core.decks.laying_out import laid_out
from bot.core.decks.outline import DeckSource, DeckTable, Layout, Outline, Slide
from bot.core.decks.sayings import from_right
from bot.core.decks.themes import DeckTheme

_SOURCES: Final = (DeckSource("Source", "https://source.example"),)
_POINTS: Final = ("A point", "Another point", "One more point", "And a last point")
_PICTURE: Final = "A picture"
_OTHER: Final = {"start": "end", "end": "start", "center": "center"}


def _slide(layout: Layout, *points: str, picture: str = "") -> Slide:
    return Slide(layout, "Title", points, picture=picture, sources=_SOURCES)


_SLIDES: Final = (
    _slide(Layout.TITLE, "Subtitle"),
    _slide(Layout.SECTION, "Subtitle"),
    _slide(Layout.POINTS, *_POINTS),
    _slide(Layout.PICTURE_LEFT, *_POINTS, picture=_PICTURE),
    _slide(Layout.PICTURE_RIGHT, *_POINTS, picture=_PICTURE),
    _slide(Layout.FULL_PICTURE, "A point", picture=_PICTURE),
    Slide(
        *(Layout.TABLE, "Title"),
        table=DeckTable(("Column", "Column"), (("Cell", "Cell"),) * 5),
        sources=_SOURCES,
    ),
    Slide(
        *(Layout.CHART, "Title"),
        chart=Chart("Title", Kind.BAR, ("Label",), (Series("", (1.0,)),)),
        sources=_SOURCES,
    ),
    _slide(Layout.QUOTE, "Words of somebody else, which are worth a slide", "Name"),
    _slide(Layout.COMPARISON, "One side", *_POINTS, "", "Other side", *_POINTS),
    _slide(Layout.NUMBERS, "1: What it counts", "2: What it counts"),
    _slide(Layout.TIMELINE, "2001: What happened", "2002: What happened"),
    _slide(Layout.CLOSING, "Subtitle"),
)


def models(theme: DeckTheme, language: str, measure: Measure) -> tuple[LaidSlide, ...]:
    """A laid slide of each layout in this theme."""
    laid = laid_out(Outline("", "", theme.name, _SLIDES, language), theme, measure)
    first = {slide.layout: slide for slide in reversed(laid.slides)}
    wanted = (first[layout] for layout in Layout)
    return tuple(map(_from_right, wanted) if from_right(language) else wanted)


def _from_right(slide: LaidSlide) -> LaidSlide:
    """The slide for words that are read from the right, which its own are not."""
    boxes = (
        replace(box, paragraphs=tuple(map(_begins_right, box.paragraphs)))
        for box in slide.boxes
    )
    return replace(slide, boxes=tuple(boxes))


def _begins_right(paragraph: Paragraph) -> Paragraph:
    """On the same side, whichever way it is read."""
    if paragraph.rtl:
        return paragraph
    return replace(paragraph, rtl=True, align=_OTHER[paragraph.align])
