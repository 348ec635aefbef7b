"""What holds for every slide, whatever stands on it."""

import unicodedata
from collections.abc import Iterator
from itertools import combinations

from bot.core.decks.breaking import Face
from bot.core.decks.colors import LARGE, TEXT, contrast, mixed
from bot.core.decks.laid import (
    BULLET,
    CELL,
    HEIGHT,
    WIDTH,
    Box,
    LaidDeck,
    LaidSlide,
    Paragraph,
    Role,
)
from bot.core.decks.outline import Layout, Outline, Slide, in_two, sides

ALPHABETS = (
    "abc defghijklmnopqrs tuvwxyz WM.,-/ 0123456789",
    "日本語の文章、「長い」ものです。ー漢字2026GW",
    "مرحبا بالعالم هذا نص",
    "שלום עולם זה טקסט 2026 GW",
    "नमस्ते दुनिया क्षत्रिय",
    "বাংলা সৌরশক্তি",
    "தமிழ் சூரிய",
    "สวัสดีชาวโลกเเก้วแสงอาทิตย์ในปี่",
    "ខ្មែរថាមពល",
    "한국어 태양광2026",
    "e\u0301\u0323\u0336o\u0308\u200d\u200c a",
    "👩‍👩‍👧‍👦🇩🇪🌞👍🏽 x",
    "41 %712 GW?! «»:",
    "W",
)
"""Letters of many scripts, with signs above and below them, and with joiners."""
NEAR = 0.02
LOWEST = 480.0
"""Words end above this, but for those at the foot and on pictures."""
LARGE_SIZE, LARGE_BOLD = 24.0, 18.66


def rough(text: str, face: Face) -> float:
    """Widths that resemble those of real fonts."""
    bold = 1.08 if face.bold else 1.0
    return bold * sum(map(_wide, text))


def _wide(char: str) -> float:
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0.0
    if unicodedata.east_asian_width(char) in "WF":
        return 1.0
    return {"i": 0.25, "l": 0.25, " ": 0.28, "W": 0.95, "m": 0.85}.get(char, 0.56)


def check(laid: LaidDeck) -> None:
    """Everything is at a place of its own, and can be read."""
    for slide in laid.slides:
        for box in slide.boxes:
            _inside(box)
            _fits(box, laid)
            _above_the_foot(box, slide)
        for one, other in combinations(_solid(slide), 2):
            assert not _overlap(one, other), (slide.layout, one, other)
        for at, box in enumerate(slide.boxes):
            for paragraph in box.paragraphs:
                _readable(paragraph, box, slide, at)


def _inside(box: Box) -> None:
    assert box.x >= -NEAR, box
    assert box.y >= -NEAR, box
    assert box.x + box.width <= WIDTH + NEAR, box
    assert box.y + box.height <= HEIGHT + NEAR, box
    assert box.width >= 0, box
    assert box.height >= 0, box


def _above_the_foot(box: Box, slide: LaidSlide) -> None:
    foot = (Role.SOURCES, Role.NUMBER, Role.ORNAMENT)
    if box.role in foot or box.picture or slide.layout == Layout.FULL_PICTURE:
        return
    assert box.y + box.height <= LOWEST + NEAR, box


def _fits(box: Box, laid: LaidDeck) -> None:
    heights = [len(p.lines) * p.size * box.leading for p in box.paragraphs]
    spacing = box.spacing * max(0, len(heights) - 1)
    assert sum(heights) + spacing <= box.height + NEAR, box
    for paragraph in box.paragraphs:
        font = laid.heading_font if paragraph.heading else laid.body_font
        room = box.width - (BULLET * paragraph.size if paragraph.bullet else 0)
        for line in paragraph.lines:
            wide = rough(line, Face(font, paragraph.bold)) * paragraph.size
            assert wide <= room + NEAR, (line, wide, room)
    if box.table is not None:
        _table_fits(box, laid)


def _table_fits(box: Box, laid: LaidDeck) -> None:
    assert sum(box.columns) <= box.width + NEAR
    assert sum(box.rows) <= box.height + NEAR
    for at, (row, high) in enumerate(zip(box.cells, box.rows, strict=True)):
        for lines, width in zip(row, box.columns, strict=True):
            assert len(lines) * box.size * box.leading + 2 * CELL[1] <= high + NEAR
            face = Face(laid.body_font, at == 0)
            for line in lines:
                room = width - 2 * CELL[0] + NEAR
                assert rough(line, face) * box.size <= room, (line, width)


def _solid(slide: LaidSlide) -> list[Box]:
    """The boxes that nothing else may stand on."""
    full = slide.layout == Layout.FULL_PICTURE
    return [
        box
        for box in slide.boxes
        if box.paragraphs or box.table or box.chart or (box.picture and not full)
    ]


def _overlap(one: Box, other: Box) -> bool:
    across = min(one.x + one.width, other.x + other.width) - max(one.x, other.x)
    down = min(one.y + one.height, other.y + other.height) - max(one.y, other.y)
    return across > NEAR and down > NEAR


def _readable(p: Paragraph, box: Box, slide: LaidSlide, at: int) -> None:
    large = p.size >= (LARGE_BOLD if p.bold else LARGE_SIZE)
    for ground in _grounds(box, slide, at):
        assert contrast(p.color, ground) >= (LARGE if large else TEXT), (p, ground)


def _grounds(box: Box, slide: LaidSlide, at: int) -> Iterator[str]:
    """What is below the words; of a picture, black and white."""
    grounds = [slide.background]
    for under in slide.boxes[:at]:
        if not _overlap(under, box):
            continue
        if under.picture:
            grounds = ["#000000", "#ffffff"]
        elif under.fill:
            grounds = [mixed(g, under.fill, under.opacity) for g in grounds]
    yield from grounds


def check_words(outline: Outline, laid: LaidDeck) -> None:
    """Every word of the outline is on a slide, in its order."""
    for number, slide in enumerate(outline.slides, 1):
        mine = [each for each in laid.slides if each.of == number]
        assert mine, number
        first = [b for b in mine[0].boxes if b.role is Role.TITLE]
        assert [tight("".join(first[0].paragraphs[0].lines))] == [tight(slide.title)]
        if slide.layout is Layout.TABLE:
            _table_whole(slide, mine)
        else:
            _points_whole(slide, mine, outline)


def _table_whole(slide: Slide, mine: list[LaidSlide]) -> None:
    assert slide.table is not None
    shown = [box for each in mine for box in each.boxes if box.table]
    rows = [row for box in shown for row in (box.table.rows if box.table else ())]
    assert rows == [*slide.table.rows]
    cells = ["".join(map("".join, row)) for box in shown for row in box.cells[1:]]
    assert [*map(tight, cells)] == [tight("".join(row)) for row in slide.table.rows]


def _points_whole(slide: Slide, mine: list[LaidSlide], outline: Outline) -> None:
    apart = (Role.TITLE, Role.SOURCES, Role.NUMBER)
    shown = [
        tight("".join(p.lines))
        for each in mine
        for box in each.boxes
        for p in box.paragraphs
        if box.role not in apart
    ]
    match slide.layout:
        case Layout.COMPARISON:
            left, right = sides(slide.points)
            assert _within(map(tight, left), shown)
            assert _within(map(tight, right), shown)
        case Layout.QUOTE:
            who = {tight(each) for each in slide.points[1:]}
            marks = {"“", "”"}
            said = [each for each in shown if each not in who | marks]
            assert "".join(said) == tight(slide.points[0])
            assert who <= {*shown}
        case Layout.NUMBERS | Layout.TIMELINE:
            wanted = [tight(each) for point in slide.points for each in in_two(point)]
            assert shown == wanted
        case Layout.SECTION:
            assert tight("".join(slide.points)) in "".join(shown)
        case Layout.TITLE:
            texts = slide.points or (outline.subtitle,)
            assert "".join(shown) in (tight("".join(texts)), "")
        case Layout.CHART:
            assert tight("".join(slide.points)) in "".join(shown)
        case _:
            assert "".join(shown) == tight("".join(slide.points))


def _within(wanted: Iterator[str], shown: list[str]) -> bool:
    """Whether they are shown in this order, some of them in parts."""
    whole = "".join(shown)
    at = 0
    for each in wanted:
        found = _next(each, whole, at)
        if found < 0:
            return False
        at = found
    return True


def _next(wanted: str, whole: str, at: int) -> int:
    """The place after the letters in this order."""
    for char in wanted:
        at = whole.find(char, at) + 1
        if not at:
            return -1
    return at


def tight(text: str) -> str:
    """The text without its spaces."""
    return "".join(text.split())
