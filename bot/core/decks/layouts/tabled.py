"""Slides of tables and charts. Pure."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from bot.core.charts.chart import Chart, Kind
from bot.core.charts.drawing import HEIGHT, natural_height, number, subtitle
from bot.core.charts.numbers import is_sign
from bot.core.decks.breaking import Face, atoms, lines
from bot.core.decks.laid import CELL, Box, Role
from bot.core.decks.layouts.frame import edging, page, titled
from bot.core.decks.layouts.scene import Area, Arranged, Scene, snug
from bot.core.decks.outline import DeckTable, Slide

CHART_SIZE: Final = 10.5
"""The size of most words in a chart, before it is enlarged."""
_SIZES: Final = (19.0, 17.5, 16.0, 15.0, 14.0, 13.0, 12.0)
_WELL: Final = 14.0
_AIRY, _NARROWEST = 1.9, 0.5
"""How much wider than its words a table is at most, and how wide at least: numbers far
from their names are hard to follow."""
_SMALLER: Final = (12.0, 11.0, 10.0, 9.0, 8.0, 7.0, 6.0, 5.0, 4.0)
_LEADING: Final = 1.25
_ASIDE: Final = 270.0
"""How wide the points beside a chart are."""
_ENLARGED: Final = 1.42
"""How much larger a chart is drawn than in a message."""
_ROOMY: Final = 11.0
"""How much higher a row may become where there is room."""
_NUMBER: Final = re.compile(
    r"[-−+±~≈<>]?\s*[$€£¥₹₩]?\s*[\d.,’'\s\u202f]*\d[\d.,’'\s\u202f]*\W{0,3}\w{0,3}"
)
_ROW: Final = 15.5
_BAR: Final = 10.0
_BELOW: Final = 44.0
"""The least heights of a lying bar with its label, of one of several bars, and of the
names below and above them."""


def table(slide: Slide, scene: Scene) -> Arranged:
    """A table; one that is too long goes on, with its header, on the next slide."""
    boxes, body = titled(slide.title, page(scene), scene)
    given = slide.table or DeckTable(("",), ((" ",),))
    above, body = _above(slide, body, scene)
    box, count = _fitted(given, body, scene)
    rest = _rows_left(slide, given, count)
    return Arranged((*edging(scene), *boxes, *above, box), scene.theme.paper, rest)


def _fitted(given: DeckTable, body: Area, scene: Scene) -> tuple[Box, int]:
    """All rows as large as they fit; or as many as fit in a size that reads well."""
    for size in (each for each in _SIZES if each <= _WELL or not scene.further):
        box, count = _table(given, body, size, scene)
        if count == len(given.rows):
            return box, count
    for size in (_WELL, *_SMALLER):
        box, count = _table(given, body, size, scene)
        if count:
            slides = -(-len(given.rows) // count)
            alike = replace(given, rows=given.rows[: -(-len(given.rows) // slides)])
            return _table(alike, body, size, scene)
    return box, count


def chart(slide: Slide, scene: Scene) -> Arranged:
    """A chart, with points beside it if there are some."""
    if slide.chart is None:
        return table(slide, scene)
    if slide.chart.kind is Kind.TABLE:
        return table(replace(slide, table=as_table(slide.chart)), scene)
    boxes, body = titled(slide.title, page(scene), scene)
    rest: tuple[str, ...] = ()
    if any(slide.points):
        beside = Area(body.right - _ASIDE, body.y, _ASIDE, body.height)
        fitted = scene.fitter.fitted(
            slide.points, _ASIDE, body.height, scene.points(22, 14)
        )
        boxes.append(snug(beside, fitted))
        rest = fitted.rest
        body = replace(body, width=body.width - _ASIDE - 36)
    what = subtitle(slide.chart)
    if what:
        counted = scene.fitter.whole(
            [what], body.width, 20, scene.body(15, 11, scene.theme.soft)
        )
        boxes.append(snug(body, counted, Role.CAPTION))
        body = body.below(body.y + counted.height + 10)
    boxes.append(_chart(slide.chart, body))
    left = replace(slide, chart=None, table=None, points=rest) if rest else None
    return Arranged((*edging(scene), *boxes), scene.theme.paper, left)


def as_table(chart: Chart) -> DeckTable:
    """A chart that is a table, as one."""
    names = [_named(each.name or chart.y_label, chart) for each in chart.series]
    rows = [
        (label, *(number(each.values[at], chart) for each in chart.series))
        for at, label in enumerate(chart.labels)
    ]
    return DeckTable((chart.x_label, *names), tuple(rows))


def _named(name: str, chart: Chart) -> str:
    """The name of a column with its unit, which a table says nowhere else."""
    if not chart.unit or is_sign(chart.unit) or chart.unit.lower() in name.lower():
        return name
    return f"{name} ({chart.unit})" if name else chart.unit


def _chart(chart: Chart, area: Area) -> Box:
    """The chart with words as large as it can take."""
    lying = chart.kind is Kind.BAR and natural_height(chart) != HEIGHT
    row = max(_ROW, _BAR * len(chart.series) + 4)
    needed = row * len(chart.labels) + _BELOW if lying else 1.0
    scale = min(_ENLARGED, area.height / needed)
    return Box(
        area.x,
        area.y,
        area.width,
        area.height,
        Role.BODY,
        chart=chart,
        size=CHART_SIZE * scale,
    )


def _above(slide: Slide, body: Area, scene: Scene) -> tuple[list[Box], Area]:
    """The points of a slide with a table stand above it."""
    if not any(slide.points):
        return [], body
    looks = scene.body(18, 12, scene.theme.soft)
    fitted = scene.fitter.whole(slide.points, body.width, 96, looks)
    return [snug(body, fitted)], body.below(body.y + fitted.height + 16)


def _rows_left(slide: Slide, given: DeckTable, count: int) -> Slide | None:
    if count >= len(given.rows):
        return None
    left = replace(given, rows=given.rows[count:])
    return replace(slide, table=left, points=())


def _table(given: DeckTable, area: Area, size: float, scene: Scene) -> tuple[Box, int]:
    """The table with as many of its rows as fit in this size."""
    bold, plain = Face(scene.theme.body_font, True), Face(scene.theme.body_font)
    widths = _widths(given, area.width, size, scene)
    cells, heights, used, count = [], [], 0.0, 0
    for at, row in enumerate((given.header, *given.rows)):
        face = plain if at else bold
        broken = tuple(
            _cell(text, width, size, face, scene)
            for text, width in zip(row, widths, strict=True)
        )
        high = max(map(len, broken)) * size * _LEADING + 2 * CELL[1] + size * 0.35
        if used + high > area.height:
            break
        cells.append(broken)
        heights.append(high)
        used, count = used + high, at
    if count == len(given.rows):
        more = min(_ROOMY, 0.6 * (area.height - used) / len(heights))
        heights, used = [each + more for each in heights], used + more * len(heights)
    shown = DeckTable(given.header, given.rows[:count])
    return (
        Box(
            area.x,
            area.y,
            sum(widths),
            used,
            Role.BODY,
            table=shown,
            columns=widths,
            rows=tuple(heights),
            cells=tuple(cells),
            aligns=_aligns(given),
            size=size,
            leading=_LEADING,
            color=scene.theme.ink,
        ),
        count,
    )


def _cell(
    text: str, width: float, size: float, face: Face, scene: Scene
) -> tuple[str, ...]:
    measure = scene.fitter.measure
    room = (width - 2 * CELL[0]) / size
    return lines(atoms(text, face, measure), room, face, measure) or ("",)


def _widths(
    given: DeckTable, width: float, size: float, scene: Scene
) -> tuple[float, ...]:
    """Columns as wide as their words, in proportion, and all of the width."""
    measure = scene.fitter.measure
    faces = (Face(scene.theme.body_font, True), Face(scene.theme.body_font))
    wanted = []
    for column in zip(given.header, *given.rows, strict=True):
        head, *rest = column
        wide = [measure(head, faces[0]), *(measure(e, faces[1]) for e in rest)]
        wanted.append(min(max(wide) * size, width * 0.55) + 2 * CELL[0] + 6)
    width = min(width, max(sum(wanted) * _AIRY, width * _NARROWEST))
    spare = width - sum(wanted)
    if spare >= 0:
        return tuple(each + spare / len(wanted) for each in wanted)
    return _shared(wanted, width)


def _shared(wanted: Sequence[float], width: float) -> tuple[float, ...]:
    """Narrow columns are as wide as they want to be; the others share what is left."""
    given = [0.0] * len(wanted)
    left, count = width, len(wanted)
    for at in sorted(range(len(wanted)), key=lambda at: wanted[at]):
        given[at] = min(wanted[at], left / count)
        left, count = left - given[at], count - 1
    return tuple(given)


def _aligns(given: DeckTable) -> tuple[str, ...]:
    """Numbers stand at the end of their column."""
    return tuple(
        "end" if at and _are_numbers([row[at] for row in given.rows]) else "start"
        for at in range(len(given.header))
    )


def _are_numbers(texts: Sequence[str]) -> bool:
    said = [each for each in texts if each.strip() not in ("", "–", "-", "—")]
    return bool(said) and all(_NUMBER.fullmatch(each.strip()) for each in said)
