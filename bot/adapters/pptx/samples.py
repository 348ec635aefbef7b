"""Layouts of which a deck has no slide, so that whoever adds one can choose them."""

from collections.abc import Mapping
from typing import Final

from bot.core.charts.chart import Chart, Kind, Series
from bot.core.decks.laid import HEIGHT, WIDTH, Box, LaidDeck, LaidSlide, Paragraph, Role
from bot.core.decks.outline import DeckTable, Layout

_EDGE, _TOP, _HIGH = 60.0, 140.0, 320.0
_INNER: Final = WIDTH - 2 * _EDGE
_HALF: Final = (_INNER - 40) / 2
_LEFT: Final = (_EDGE, _TOP, _HALF, _HIGH)
_RIGHT: Final = (_EDGE + _HALF + 40, _TOP, _HALF, _HIGH)
_WHOLE: Final = (_EDGE, _TOP, _INNER, _HIGH)
_WIDE: Final = (_EDGE, 190.0, _INNER, 110.0)
_BELOW: Final = (_EDGE, 310.0, _INNER, 60.0)
_HEAD: Final = (_EDGE, 44.0, _INNER, 60.0)
_Area = tuple[float, float, float, float]
_BODIES: Final[Mapping[Layout, tuple[_Area, ...]]] = {
    Layout.POINTS: (_WHOLE,),
    Layout.PICTURE_LEFT: (_RIGHT,),
    Layout.PICTURE_RIGHT: (_LEFT,),
    Layout.QUOTE: (_WIDE, _BELOW),
    Layout.COMPARISON: (_LEFT, _RIGHT),
    Layout.NUMBERS: (_LEFT, _RIGHT),
    Layout.TIMELINE: (_LEFT, _RIGHT),
}
_PICTURES: Final[Mapping[Layout, _Area]] = {
    Layout.PICTURE_LEFT: (0, 0, WIDTH / 2 - 40, HEIGHT),
    Layout.PICTURE_RIGHT: (WIDTH / 2 + 40, 0, WIDTH / 2 - 40, HEIGHT),
    Layout.FULL_PICTURE: (0, 0, WIDTH, HEIGHT),
}
_OPENING: Final = (Layout.TITLE, Layout.SECTION, Layout.CLOSING)
_TABLE: Final = DeckTable(("",), (("",),))
_CHART: Final = Chart("", Kind.BAR, ("",), (Series("", (1.0,)),))


def sample(layout: Layout, deck: LaidDeck) -> LaidSlide:
    """An empty slide of this layout, plain, in the deck's colors."""
    return LaidSlide(
        of=0,
        layout=layout,
        title="",
        background=deck.colors.paper,
        boxes=tuple(_boxes(layout, deck)),
    )


def _boxes(layout: Layout, deck: LaidDeck) -> list[Box]:
    opening = layout in _OPENING
    boxes = []
    if area := _PICTURES.get(layout):
        boxes.append(Box(*area, Role.BODY, picture="sample"))
    if layout is not Layout.QUOTE:
        place = _WIDE if opening else _HEAD
        boxes.append(_words(place, Role.TITLE, deck, 44 if opening else 30))
    if opening:
        boxes.append(_words(_BELOW, Role.SUBTITLE, deck, 20))
    bodies = _BODIES.get(layout, ())
    boxes += [_words(area, Role.BODY, deck, 18) for area in bodies]
    if layout is Layout.TABLE:
        boxes.append(Box(*_WHOLE, Role.BODY, table=_TABLE))
    if layout is Layout.CHART:
        boxes.append(Box(*_WHOLE, Role.BODY, chart=_CHART))
    if not opening:
        boxes.append(_words((_EDGE, 496.0, 700.0, 18.0), Role.SOURCES, deck, 10))
        boxes.append(_words((WIDTH - 120, 496.0, 60.0, 18.0), Role.NUMBER, deck, 10))
    return boxes


def _words(area: _Area, role: Role, deck: LaidDeck, size: float) -> Box:
    small = role in (Role.SOURCES, Role.NUMBER, Role.SUBTITLE)
    paragraph = Paragraph(
        text="",
        lines=(),
        size=size,
        color=deck.colors.soft if small else deck.colors.ink,
        bold=role is Role.TITLE,
        heading=role is Role.TITLE,
        align="end" if role is Role.NUMBER else "start",
    )
    anchor = "bottom" if area == _WIDE else "top"
    return Box(*area, role, (paragraph,), anchor=anchor)
