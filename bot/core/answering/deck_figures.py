"""Looks for the figures on the slides in what the thread knows: each has a source."""

import re
from collections.abc import Iterator
from typing import Final

from bot.core.charts.sources import numbers_in, unfound
from bot.core.decks.outline import Layout, Outline, Slide

MOST: Final = 20
"""The most figures that are named."""
_FIGURE: Final = re.compile(r"\d[\d.,’'\u00a0\u202f]*\d|\d(?=\s?%)")
_AROUND: Final = 14
"""How many letters behind a figure may say what it counts: thousands, percent."""
_SMALL: Final = 12
"""Whole numbers up to this one are hardly ever figures that need a source."""


def unfound_figures(outline: Outline, known: frozenset[float]) -> tuple[str, ...]:
    """The figures that none of these numbers can be, each with its slide."""
    found: dict[str, None] = {}
    for number, slide in enumerate(outline.slides, 1):
        for each in _unfound(slide, known):
            found[f"{each} (slide {number})"] = None
    return tuple(found)[:MOST]


def _unfound(slide: Slide, known: frozenset[float]) -> Iterator[str]:
    if slide.chart is not None:
        yield from unfound(slide.chart, known)
    for text in _texts(slide):
        for match in _FIGURE.finditer(text):
            around = text[match.start() : match.end() + _AROUND]
            meant = numbers_in([around])
            if meant and not meant & known and not _is_small(match[0], around):
                yield match[0]


def _texts(slide: Slide) -> Iterator[str]:
    if slide.layout is not Layout.TIMELINE:  # what is to come is in no source
        yield from slide.points
    for row in slide.table.rows if slide.table else ():
        yield from row


def _is_small(figure: str, around: str) -> bool:
    share = around[len(figure) :].lstrip().startswith("%")
    return not share and figure.isdecimal() and int(figure) <= _SMALL
