"""Slides on which everything has its place: what every format is made from.

Lengths are in points; a slide measures 960 × 540. Whatever makes a file of it draws the
boxes in their order and decides nothing: not where something stands, how large it is,
or how its lines are broken.
"""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from bot.core.charts.chart import Chart
from bot.core.charts.drawing import LIGHT, Theme
from bot.core.decks.outline import DeckTable

WIDTH: Final = 960.0
HEIGHT: Final = 540.0
BULLET: Final = 1.1
"""How far a point's words stand from its bullet's edge, in sizes of its letters."""
CELL: Final = (12.0, 5.0)
"""The room around the words of a cell, beside and above them."""


class Role(StrEnum):
    """What a box is on its slide: readers of a PPTX go by it."""

    TITLE = "title"
    SUBTITLE = "subtitle"
    BODY = "body"
    CAPTION = "caption"
    SOURCES = "sources"
    NUMBER = "number"
    ORNAMENT = "ornament"
    """Has no words, and nothing to tell."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Words of one look. `lines` are the same words, broken as they were measured."""

    text: str
    lines: tuple[str, ...]
    size: float
    color: str
    bold: bool = False
    heading: bool = False
    """In the theme's font for headings."""
    bullet: bool = False
    align: str = "start"
    """`start`, `center` or `end`; where a script is read from right to left, `start`
    is on the right."""
    rtl: bool = False
    link: str = ""
    """Where all of its words lead to."""
    links: tuple[tuple[str, str], ...] = ()
    """Some of its words, in their order, and where each of them leads to."""
    mark: str = ""
    """The color of its bullet, if that is not the one of its words."""


@dataclass(frozen=True, slots=True)
class Box:
    """A place on a slide. It holds one of: words, a picture, a table, a chart; or it is
    a plain area of the color `fill`."""

    x: float
    y: float
    width: float
    height: float
    role: Role
    paragraphs: tuple[Paragraph, ...] = ()
    leading: float = 1.2
    """From one line to the next, in sizes of its letters."""
    spacing: float = 0.0
    """What is between two paragraphs."""
    anchor: str = "top"
    """Where its words stand: `top`, `middle` or `bottom`."""
    picture: str = ""
    """The sha256 of a picture, cut to the box around its middle; `awaited` if it is
    still being drawn."""
    alt: str = ""
    table: DeckTable | None = None
    columns: tuple[float, ...] = ()
    """The widths of the table's columns."""
    rows: tuple[float, ...] = ()
    """The heights of its rows, that of the header first."""
    cells: tuple[tuple[tuple[str, ...], ...], ...] = ()
    """The lines of each cell, row by row, those of the header first."""
    aligns: tuple[str, ...] = ()
    """How the words of each column are aligned: `start` is at the left."""
    chart: Chart | None = None
    size: float = 0.0
    """The size of the words in a table or a chart."""
    color: str = ""
    fill: str = ""
    opacity: float = 1.0
    radius: float = 0.0


@dataclass(frozen=True, slots=True)
class LaidSlide:
    """A slide with its boxes, from the bottom to the top. `of` is the number of the
    slide of the outline that it comes from: one that did not fit became several."""

    of: int
    layout: str
    title: str
    background: str
    boxes: tuple[Box, ...] = field(default=())
    notes: str = ""


@dataclass(frozen=True, slots=True)
class LaidDeck:
    """A deck as it goes into a file. The fonts are named for PPTX; `missing` are the
    letters that no font here has.

    `colors` are those of its theme: a PPTX has them at one place, where people can
    change them, and charts and tables are drawn in them.
    """

    title: str
    language: str
    heading_font: str
    body_font: str
    slides: tuple[LaidSlide, ...]
    missing: str = ""
    colors: Theme = LIGHT
    models: tuple[LaidSlide, ...] = ()
    """A slide of each layout, for whoever adds slides to a PPTX."""
