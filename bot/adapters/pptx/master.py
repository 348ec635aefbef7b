"""The master of a deck and its layouts.

The placeholders of a layout stand where the boxes of its model do, and look as they
look. So a slide only says in what it departs.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from bot.adapters.pptx.colors import Palette
from bot.adapters.pptx.looks import Look, beginning, font, lifted, look
from bot.adapters.pptx.models import Models
from bot.adapters.pptx.places import Place, places
from bot.adapters.pptx.shapes import Spot, area_shape
from bot.adapters.pptx.text import NUMBER, room
from bot.adapters.pptx.theme import color_map
from bot.adapters.pptx.xml import HEAD, NAMES, frame, outline, quoted, words
from bot.core.decks.laid import (
    HEIGHT,
    WIDTH,
    Box,
    LaidDeck,
    LaidSlide,
    Paragraph,
    Role,
)
from bot.core.decks.outline import Layout

_TREE: Final = (
    '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>'
    '<p:grpSpPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/>'
    '<a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>'
)
_LEVELS: Final = range(1, 10)
_PROMPTS: Final = {"pic": "Picture", "tbl": "Table", "chart": "Chart"}


def expected(slide: LaidSlide) -> dict[int, tuple[Box, Look | None]]:
    """Where a layout's placeholders stand and how their words look, by number."""
    return {
        place.index: (lifted(box), _common_look(box))
        for box, place in places(slide)
        if place is not None
    }


def layout_part(name: str, slide: LaidSlide, palette: Palette) -> str:
    """A layout, in the slide's own look."""
    shapes = (
        _placeholder(number, box, place, palette)
        if place
        else area_shape(Spot(box, number), palette)
        for number, (box, place) in enumerate(places(slide), 2)
    )
    kind = ' type="title"' if name == Layout.TITLE else ' userDrawn="1"'
    return (
        f'{HEAD}<p:sldLayout {NAMES}{kind} preserve="1">'
        f'<p:cSld name="{quoted(_spoken(name))}">{_ground(slide, palette)}'
        f"{tree(shapes)}</p:cSld>"
        "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>"
    )


def master_part(deck: LaidDeck, palette: Palette, models: Models) -> str:
    """The master: the ground, the placeholders that layouts build on, and the looks of
    words."""
    shapes = (
        _placeholder(number, box, place, palette)
        for number, (box, place) in enumerate(_masters(deck, models), 2)
    )
    way = beginning(deck.language)
    ids = "".join(
        f'<p:sldLayoutId id="{2147483649 + n}" r:id="rId{n + 1}"/>'
        for n in range(len(models))
    )
    return (
        f"{HEAD}<p:sldMaster {NAMES}><p:cSld><p:bg><p:bgPr>"
        f"{palette.fill(deck.colors.paper)}<a:effectLst/></p:bgPr></p:bg>{tree(shapes)}"
        f"</p:cSld><p:clrMap {color_map(palette)}/>"
        f"<p:sldLayoutIdLst>{ids}</p:sldLayoutIdLst><p:txStyles>"
        f"<p:titleStyle>{_level(1, 32, way, heading=True)}</p:titleStyle>"
        f"<p:bodyStyle>{_levels(18, way, stepped=True)}</p:bodyStyle>"
        f"<p:otherStyle>{_levels(18, way)}</p:otherStyle></p:txStyles></p:sldMaster>"
    )


def tree(shapes: Iterable[str]) -> str:
    """All shapes of a slide, from the bottom to the top."""
    return f"<p:spTree>{_TREE}{''.join(shapes)}</p:spTree>"


def ground(color: str, palette: Palette) -> str:
    """What everything else stands on."""
    return f"<p:bg><p:bgPr>{palette.fill(color)}<a:effectLst/></p:bgPr></p:bg>"


def _ground(slide: LaidSlide, palette: Palette) -> str:
    return ground(slide.background, palette) if slide.background else ""


def _masters(deck: LaidDeck, models: Models) -> list[tuple[Box, Place]]:
    """The master's own placeholders, of the types that layouts build on."""
    boxes = {box.role: box for box in _spare(deck)}
    plain = models.get(Layout.POINTS)
    for box, _ in reversed(places(plain) if plain else []):
        if box.paragraphs and box.role in boxes:
            boxes[box.role] = box
    return [
        (boxes[Role.TITLE], Place("title", 0, "Title")),
        (boxes[Role.BODY], Place("body", 1, "Text")),
        (boxes[Role.NUMBER], Place("sldNum", 4, "Slide number")),
    ]


def _spare(deck: LaidDeck) -> list[Box]:
    """Where the master's placeholders stand if no slide tells it."""
    look = Paragraph("Text", (), 18, deck.colors.ink)
    title = replace(look, size=32, heading=True)
    number = replace(look, size=10, align="end")
    return [
        Box(60, 44, WIDTH - 120, 60, Role.TITLE, (title,)),
        Box(60, 140, WIDTH - 120, HEIGHT - 200, Role.BODY, (look,)),
        Box(WIDTH - 120, HEIGHT - 40, 60, 18, Role.NUMBER, (number,)),
    ]


def _placeholder(number: int, box: Box, place: Place, palette: Palette) -> str:
    own = _common_look(box)
    style = _style(own, palette) if own else ""
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{quoted(place.name)}"/>'
        f'<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr>{place.mark}</p:nvPr>'
        f"</p:nvSpPr><p:spPr>{frame(lifted(box))}{outline(box)}</p:spPr>"
        f"<p:txBody>{room(box)}"
        f"<a:lstStyle>{style}</a:lstStyle>{_prompt(place)}</p:txBody></p:sp>"
    )


def _common_look(box: Box) -> Look | None:
    """How a layout has the words of a box: as most of them are."""
    each = [look(p, box, first=not n) for n, p in enumerate(box.paragraphs)]
    return max(each, key=each.count, default=None)


def _style(own: Look, palette: Palette) -> str:
    size, bold = own.letters
    return (
        f"<a:lvl1pPr {own.place}>{own.around(palette)}"
        f"<a:defRPr{size}{bold}>{own.words(palette)}</a:defRPr></a:lvl1pPr>"
    )


def _prompt(place: Place) -> str:
    if place.kind == "sldNum":
        return (
            f'<a:p><a:fld id="{NUMBER}" type="slidenum"><a:rPr lang="en-US"/>'
            "<a:t>‹#›</a:t></a:fld></a:p>"
        )
    text = _PROMPTS.get(place.kind, place.name)
    return f'<a:p><a:r><a:rPr lang="en-US"/><a:t>{words(text)}</a:t></a:r></a:p>'


def _levels(size: float, way: str, *, stepped: bool = False) -> str:
    return "".join(
        _level(n, max(size - 2 * (n - 1), 12) if stepped else size, way, inset=n - 1)
        for n in _LEVELS
    )


def _level(
    number: int, size: float, way: str, *, heading: bool = False, inset: int = 0
) -> str:
    return (
        f'<a:lvl{number}pPr marL="{228_600 * inset}" indent="0" {way} '
        'defTabSz="914400" eaLnBrk="1" latinLnBrk="0" hangingPunct="1">'
        '<a:lnSpc><a:spcPct val="100000"/></a:lnSpc><a:spcBef><a:spcPts val="0"/>'
        f'</a:spcBef><a:buNone/><a:defRPr sz="{round(100 * size)}" kern="1200">'
        f'<a:solidFill><a:schemeClr val="tx1"/></a:solidFill>{font(heading=heading)}'
        f"</a:defRPr></a:lvl{number}pPr>"
    )


def _spoken(name: str) -> str:
    return name.replace("_", " ").capitalize()
