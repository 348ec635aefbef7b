"""Which placeholder of its layout each box of a slide fills.

People move and restyle all slides of a layout by its placeholders, and programs that
read slides to others go by them.
"""

from dataclasses import dataclass
from typing import Final

from bot.core.decks.laid import Box, LaidSlide, Role
from bot.core.decks.outline import Layout

_NUMBER: Final = 12
_FIRST: Final = {Role.BODY: 20, Role.SUBTITLE: 40, Role.CAPTION: 60, Role.SOURCES: 80}
"""Where the numbers of such placeholders begin: they connect slide and layout."""
_PICTURE, _TABLE, _CHART = 100, 120, 140
_NAMES: Final = {
    "title": "Title",
    "ctrTitle": "Title",
    "subTitle": "Subtitle",
    "pic": "Picture",
    "tbl": "Table",
    "chart": "Chart",
    "sldNum": "Slide number",
}
_MOST: Final = 20


@dataclass(frozen=True, slots=True)
class Place:
    """A placeholder: its type, its number among those of its layout, its name."""

    kind: str
    index: int
    name: str

    @property
    def mark(self) -> str:
        """The element that tells a program which placeholder a shape is."""
        index = f' idx="{self.index}"' if self.index else ""
        small = ' sz="quarter"' if self.kind in ("sldNum", "body") else ""
        return f'<p:ph type="{self.kind}"{small}{index}/>'


def places(slide: LaidSlide) -> list[tuple[Box, Place | None]]:
    """The slide's boxes, each with its placeholder; ornaments have none."""
    taken: dict[int, int] = {}
    found: list[tuple[Box, Place | None]] = []
    for box in slide.boxes:
        kind, first = _kind(box, slide.layout)
        place = None
        nth = taken.get(first, 0)
        if kind and nth < (_MOST if first >= 20 else 1):
            taken[first] = nth + 1
            place = Place(kind, first + nth, _name(kind, box.role, nth))
        found.append((box, place))
    return found


def _kind(box: Box, layout: str) -> tuple[str, int]:
    """The type of a box's placeholder, and where the numbers of its like begin."""
    if box.chart is not None or box.table is not None:
        return ("tbl", _TABLE) if _is_table(box) else ("chart", _CHART)
    if box.picture:
        return "pic", _PICTURE
    match box.role:
        case Role.TITLE:
            return ("ctrTitle" if layout == Layout.TITLE else "title"), 0
        case Role.NUMBER:
            return "sldNum", _NUMBER
        case Role.SUBTITLE if layout == Layout.TITLE:
            return "subTitle", _FIRST[Role.SUBTITLE]
        case Role.ORNAMENT:
            return "", 0
    if not box.paragraphs:
        return "", 0
    return "body", _FIRST[box.role]


def _is_table(box: Box) -> bool:
    return box.table is not None or (
        box.chart is not None and box.chart.kind == "table"
    )


def _name(kind: str, role: Role, nth: int) -> str:
    words = _NAMES.get(kind) or str(role).capitalize()
    return f"{words} {nth + 1}" if nth else words
