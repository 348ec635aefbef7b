"""Outlines: what a deck says, slide by slide.

An outline is a value. A change of it makes another one.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from bot.core.charts.chart import Chart

MOST_SLIDES: Final = 30
_COLON: Final = re.compile(r"(?<!\d):|:(?!\d)|：")
"""The colon that ends a number or a date, and not the one within 10:30."""


class Layout(StrEnum):
    """How a slide is arranged."""

    TITLE = "title"
    SECTION = "section"
    POINTS = "points"
    PICTURE_LEFT = "picture_left"
    PICTURE_RIGHT = "picture_right"
    FULL_PICTURE = "full_picture"
    TABLE = "table"
    CHART = "chart"
    QUOTE = "quote"
    COMPARISON = "comparison"
    NUMBERS = "numbers"
    TIMELINE = "timeline"
    CLOSING = "closing"


WITH_PICTURE: Final = (Layout.PICTURE_LEFT, Layout.PICTURE_RIGHT, Layout.FULL_PICTURE)
"""The layouts that need a picture."""
COVERS: Final = (Layout.TITLE, Layout.SECTION, Layout.CLOSING)
"""The layouts that may have one. The others show none."""


@dataclass(frozen=True, slots=True)
class DeckSource:
    """A page that was found, from which something on a slide comes."""

    title: str
    url: str


@dataclass(frozen=True, slots=True)
class DeckTable:
    """A table: every row has as many cells as the header."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Slide:
    """One slide.

    `points` are short lines. What they mean depends on the layout: two sides of a
    comparison are separated by an empty point, and each begins with its name; a number
    or a date is before the first colon of its point; and a quote is the first point,
    with who said it as the second.
    `picture` is what is wished for on its picture; empty if it has none. `sha256` is
    that picture, once it is drawn; `why` says why it did not come.
    """

    layout: Layout
    title: str
    points: tuple[str, ...] = ()
    table: DeckTable | None = None
    chart: Chart | None = None
    picture: str = ""
    notes: str = ""
    sources: tuple[DeckSource, ...] = ()
    sha256: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Outline:
    """What a deck says. `theme` is the name of one; `language` is a code of two
    letters."""

    title: str
    subtitle: str
    theme: str
    slides: tuple[Slide, ...]
    language: str = "en"


class WrongOutline(ValueError):
    """The call does not describe a deck, or a change of one; the text tells the model
    why, so that it can correct it."""


def in_two(point: str) -> tuple[str, str]:
    """A number or a date, and what is said of it."""
    found = _COLON.search(point)
    if found is None:
        return point.strip(), ""
    return point[: found.start()].strip(), point[found.end() :].strip()


def sides(points: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Both sides of a comparison."""
    at = points.index("") if "" in points else len(points)
    return tuple(points[:at]), tuple(point for point in points[at:] if point)
