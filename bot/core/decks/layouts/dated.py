"""Slides of dates along a line. Pure."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from bot.core.decks.laid import Box
from bot.core.decks.layouts.frame import edging, page, titled
from bot.core.decks.layouts.parted import in_one_size
from bot.core.decks.layouts.scene import (
    ABOVE,
    Area,
    Arranged,
    Scene,
    continued,
    plain,
    snug,
)
from bot.core.decks.lettering import Fitted, replace_size, sizes
from bot.core.decks.outline import Slide, in_two

_GAP: Final = 24.0
_DATED: Final = 5
"""The most dates that stand side by side."""
_DOT: Final = 13.0


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
    dates = in_one_size(
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
    texts = in_one_size(
        [text for _, text in pairs],
        Area(0, 0, width, place.height),
        scene.body(22, 14),
        scene,
        must=False,
    )
    if texts is None:
        return None
    used = place.y - body.y + max(each.height for each in texts)
    lower = ABOVE * max(0.0, body.height - used)
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
