"""Slides in parts: comparisons, numbers, timelines. Pure."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from bot.core.decks.laid import Box
from bot.core.decks.layouts.frame import edging, page, titled
from bot.core.decks.layouts.scene import (
    Area,
    Arranged,
    Scene,
    continued,
    plain,
    snug,
)
from bot.core.decks.lettering import Fitted, Lettering, replace_size, sizes
from bot.core.decks.outline import Slide, in_two, sides

_PADDING: Final = 22.0
_GAP: Final = 24.0
_LEAST_CARD: Final = 0.74
"""How much of the height the cards of a comparison take at least."""
_NUMBERS: Final = {1: 150.0, 2: 96.0, 3: 76.0, 4: 60.0}
_LEAST_NUMBER: Final = 26.0
_SMALL_NUMBER, _BROKEN = 0.5, 0.55
"""Numbers that would be smaller than this part of the largest size, to be in one line,
are broken in lines; and how large those are."""
_IN_A_ROW: Final = 4
_DATED: Final = 5
"""The most dates that stand side by side."""
_DOT: Final = 13.0
_ABOVE: Final = 0.22
"""How much of the room that is left is above what stands in one row."""


def comparison(slide: Slide, scene: Scene) -> Arranged:
    """Two cards side by side."""
    boxes, body = titled(slide.title, page(scene), scene)
    both = sides(slide.points)
    areas = body.columns(2, _GAP)
    made = _cards(both, areas, scene)
    rest = [each.rest for _, each in made]
    needed = max(h.height + p.height for h, p in made) + 3 * _PADDING
    high = max(_LEAST_CARD * body.height, needed)
    for area, (head, below) in zip(areas, made, strict=True):
        card = replace(area, height=min(high, area.height))
        boxes.extend(_card(card, head, below, scene))
    left = (both[0][0], *rest[0], "", both[1][0], *rest[1]) if any(rest) else ()
    return Arranged((*edging(scene), *boxes), scene.theme.paper, continued(slide, left))


def _cards(
    both: Sequence[tuple[str, ...]], areas: Sequence[Area], scene: Scene
) -> list[tuple[Fitted, Fitted]]:
    """The head and the points of both, in the same sizes."""
    theme = scene.theme
    width = areas[0].width - 2 * _PADDING
    looks = scene.body(25, 15, theme.accent, bold=True)
    heads = [scene.fitter.whole(side[:1], width, 64, looks) for side in both]
    size = min(each.size for each in heads)
    looks = replace_size(looks, size)
    heads = [scene.fitter.whole(side[:1], width, 64, looks) for side in both]
    room = areas[0].height - max(each.height for each in heads) - 3 * _PADDING
    points = scene.points(24, 14)
    found = [scene.fitter.fitted(side[1:], width, room, points) for side in both]
    alike = replace_size(points, min(each.size for each in found))
    found = [scene.fitter.fitted(side[1:], width, room, alike) for side in both]
    return [*zip(heads, found, strict=True)]


def _card(area: Area, head: Fitted, below: Fitted, scene: Scene) -> list[Box]:
    theme = scene.theme
    inner = area.within(_PADDING)
    boxes = [plain(area, theme.panel, theme.radius)]
    if not theme.radius:
        boxes.append(plain(Area(area.x, area.y, area.width, 4), theme.accent))
    boxes.append(snug(inner, head))
    if below.paragraphs:
        boxes.append(snug(inner.below(inner.y + head.height + _PADDING * 0.7), below))
    return boxes


def numbers(slide: Slide, scene: Scene) -> Arranged:
    """Large numbers, each with what it counts."""
    boxes, body = titled(slide.title, page(scene), scene)
    count, made = len(slide.points), None
    while made is None:
        made = _numbers(slide.points[:count], body, scene, must=count == 1)
        count -= 0 if made else 1
    return Arranged(
        (*edging(scene), *boxes, *made),
        scene.theme.paper,
        continued(slide, slide.points[count:]),
    )


def _numbers(
    points: Sequence[str], body: Area, scene: Scene, *, must: bool
) -> list[Box] | None:
    """The numbers in one row or two; None if they do not fit."""
    pairs = [in_two(each) for each in points]
    rows = 1 if len(pairs) <= _IN_A_ROW else 2
    columns = -(-len(pairs) // rows)
    cells = [c for row in body.rows(rows, _GAP) for c in row.columns(columns, _GAP)]
    inner = cells[0].within(_padding(scene), _PADDING)
    figures = _figures([one for one, _ in pairs], inner, scene, rows)
    high = max(each.height for each in figures)
    labels = _alike(
        [label for _, label in pairs],
        replace(inner, height=inner.height - high - 12),
        scene.body(30 if len(pairs) == 1 else 22, 14, scene.theme.ink),
        scene,
        must=must,
    )
    if labels is None:
        return None
    used = high + 12 + max(each.height for each in labels)
    height = min(cells[0].height, used + 2 * _PADDING + (16 if rows == 1 else 0))
    lower = _ABOVE * (body.height - height) if rows == 1 else 0.0
    boxes: list[Box] = []
    for cell, figure, label in zip(cells, figures, labels, strict=False):
        card = replace(cell, y=cell.y + lower, height=height)
        boxes.extend(_number(card, figure, label, high, scene))
    return boxes


def _padding(scene: Scene) -> float:
    return _PADDING if scene.theme.radius else 0.0


def _figures(
    texts: Sequence[str], inner: Area, scene: Scene, rows: int
) -> list[Fitted]:
    """All numbers in one size; each in one line, if it need not be small for that."""
    largest = 50.0 if rows > 1 else _NUMBERS[len(texts)]
    looks = scene.heading(largest, _LEAST_NUMBER, scene.theme.accent, bold=True)
    widest = max(scene.fitter.natural(each, looks) for each in texts)
    size = largest * min(1.0, inner.width / max(1.0, widest))
    if size >= max(_LEAST_NUMBER, _SMALL_NUMBER * largest):
        one = replace_size(looks, size)
        return [scene.fitter.whole([t], inner.width, inner.height, one) for t in texts]
    highest = inner.height * 0.5
    broken = replace_size(looks, largest * _BROKEN)
    found = [scene.fitter.whole([t], inner.width, highest, broken) for t in texts]
    alike = replace_size(looks, min(each.size for each in found))
    return [scene.fitter.whole([t], inner.width, highest, alike) for t in texts]


def _alike(
    texts: Sequence[str], area: Area, looks: Lettering, scene: Scene, *, must: bool
) -> list[Fitted] | None:
    """Each text in its own area of this size, all in one size of letters."""
    found = [scene.fitter.fitted([t], area.width, area.height, looks) for t in texts]
    if any(each.rest for each in found):
        if not must:
            return None
        return [scene.fitter.whole([t], area.width, area.height, looks) for t in texts]
    alike = replace_size(looks, min(each.size for each in found))
    return [scene.fitter.fitted([t], area.width, area.height, alike) for t in texts]


def _number(
    card: Area, figure: Fitted, label: Fitted, high: float, scene: Scene
) -> list[Box]:
    theme = scene.theme
    aside = _padding(scene)
    ground = (
        plain(card, theme.panel, theme.radius)
        if theme.radius
        else plain(Area(card.x, card.y, card.width, 3), theme.accent)
    )
    inner = card.within(aside, _PADDING)
    lower = inner.y + high - figure.height
    return [
        ground,
        snug(replace(inner, y=lower), figure),
        snug(inner.below(inner.y + high + 12), label),
    ]


def timeline(slide: Slide, scene: Scene) -> Arranged:
    """Dates along a line: side by side, or below one another."""
    boxes, body = titled(slide.title, page(scene), scene)
    pairs = [in_two(each) for each in slide.points]
    made = _across(pairs, body, scene) if len(pairs) <= _DATED else None
    count = len(pairs)
    while made is None:
        made = _down(pairs[:count], body, scene, must=count == 1)
        count -= 0 if made else 1
    return Arranged(
        (*edging(scene), *boxes, *made),
        scene.theme.paper,
        continued(slide, slide.points[count:]),
    )


_Pairs = Sequence[tuple[str, str]]


def _across(pairs: _Pairs, body: Area, scene: Scene) -> list[Box] | None:
    theme = scene.theme
    columns = body.columns(len(pairs), _GAP)
    width = columns[0].width
    bold = scene.body(26, 15, theme.accent, bold=True)
    dates = _alike(
        [date for date, _ in pairs],
        Area(0, 0, width, 64),
        bold,
        scene,
        must=False,
    )
    if dates is None:
        return None
    top = body.y + 26 + max(each.height for each in dates) + 12
    place = body.below(top + _DOT + 18)
    texts = _alike(
        [text for _, text in pairs],
        Area(0, 0, width, place.height),
        scene.body(22, 14),
        scene,
        must=False,
    )
    if texts is None:
        return None
    used = place.y - body.y + max(each.height for each in texts)
    lower = _ABOVE * max(0.0, body.height - used)
    top, place = top + lower, replace(place, y=place.y + lower)
    line = Area(body.x, top + _DOT / 2 - 1.25, body.width, 2.5)
    boxes = [plain(line, theme.line)]
    for column, date, text in zip(columns, dates, texts, strict=True):
        above = replace(column, y=top - 12 - date.height)
        boxes.append(snug(above, date))
        boxes.append(_dot(column.x, top, scene))
        boxes.append(snug(replace(column, y=place.y), text))
    return boxes


def _down(pairs: _Pairs, body: Area, scene: Scene, *, must: bool) -> list[Box] | None:
    theme = scene.theme
    bold = scene.body(20, 14, theme.accent, bold=True)
    natural = max(scene.fitter.natural(date, bold) for date, _ in pairs) + 2
    width = min(230.0, max(70.0, natural))
    left = Area(body.x + _DOT + 20, body.y, width, body.height)
    text_x = left.right + 26
    right = Area(text_x, body.y, body.right - text_x, body.height)
    for size in sizes(scene.body(20, 14)):
        dates, texts = _rows(pairs, (left.width, right.width), size, scene)
        highs = [max(a.height, b.height) for a, b in zip(dates, texts, strict=True)]
        gap = (body.height - sum(highs)) / max(1, len(pairs) - 1)
        if gap >= 10 or (len(pairs) == 1 and gap >= 0):
            break
    else:
        if not must:
            return None
        return _down_anyhow(pairs, left, right, scene)
    gap = min(gap, 34.0)
    boxes: list[Box] = []
    y, ys = body.y, []
    for date, text, high in zip(dates, texts, highs, strict=True):
        boxes += [snug(replace(left, y=y), date), snug(replace(right, y=y), text)]
        ys.append(y + size * 1.3 / 2 - _DOT / 2)
        y += high + gap
    middle = body.x + _DOT / 2 - 1.25
    line = Area(middle, ys[0] + _DOT / 2, 2.5, ys[-1] - ys[0])
    marks = [_dot(body.x, each, scene) for each in ys]
    return [*([plain(line, theme.line)] if line.height else []), *marks, *boxes]


def _rows(
    pairs: _Pairs, widths: tuple[float, float], size: float, scene: Scene
) -> tuple[list[Fitted], list[Fitted]]:
    """Dates and texts in one size, as high as they are."""
    endless = 10_000.0
    bold = replace_size(scene.body(20, 14, scene.theme.accent, bold=True), size)
    plainly = replace_size(scene.body(20, 14), size)
    dates = [scene.fitter.whole([d], widths[0], endless, bold) for d, _ in pairs]
    texts = [scene.fitter.whole([t], widths[1], endless, plainly) for _, t in pairs]
    return dates, texts


def _down_anyhow(pairs: _Pairs, left: Area, right: Area, scene: Scene) -> list[Box]:
    """A single date whose words need smaller letters."""
    [(date, text)] = pairs
    bold = scene.body(14, 8, scene.theme.accent, bold=True)
    one = scene.fitter.whole([date], left.width, left.height, bold)
    other = scene.fitter.whole([text], right.width, right.height, scene.body(14, 8))
    return [
        _dot(left.x - _DOT - 20, left.y + 4, scene),
        snug(left, one),
        snug(right, other),
    ]


def _dot(x: float, y: float, scene: Scene) -> Box:
    round_ = _DOT / 2 if scene.theme.radius else 0.0
    return plain(Area(x, y, _DOT, _DOT), scene.theme.accent, round_)
