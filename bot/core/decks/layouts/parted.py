"""Slides in parts: comparisons and numbers. Pure."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from bot.core.decks.laid import Box
from bot.core.decks.layouts.frame import edging, page, titled
from bot.core.decks.layouts.scene import (
    ABOVE,
    Area,
    Arranged,
    Scene,
    continued,
    plain,
    snug,
)
from bot.core.decks.lettering import Fitted, Lettering, replace_size
from bot.core.decks.outline import Slide, in_two, sides

_PADDING: Final = 22.0
_GAP: Final = 24.0
_LEAST_CARD: Final = 0.74
"""How much of the height the cards of a comparison take at least."""
_NUMBERS: Final = {1: 150.0, 2: 96.0, 3: 76.0, 4: 60.0}
_LABELS: Final = {1: 30.0, 2: 26.0}
_APART: Final = 18.0
"""What is left free beside a number that stands on no card."""
_LEAST_NUMBER: Final = 26.0
_LEAST_WORD: Final = 20.0
"""A long word in the place of a number is broken only if it would be smaller than
this."""
_SMALL_NUMBER, _BROKEN = 0.5, 0.55
"""Numbers that would be smaller than this part of the largest size, to be in one line,
are broken in lines; and how large those are."""
_IN_A_ROW: Final = 4


def comparison(slide: Slide, scene: Scene) -> Arranged:
    """Two cards side by side; or one, where nothing of the other side is left."""
    boxes, body = titled(slide.title, page(scene), scene)
    both = sides(slide.points)
    shown = [n for n, side in enumerate(both) if len(side) > 1 or not scene.further]
    areas = body.columns(len(shown), _GAP)
    made = _cards([both[n] for n in shown], areas, scene)
    left_of = {n: below.rest for n, (_, below) in zip(shown, made, strict=True)}
    rest = [left_of.get(n, ()) for n in range(2)]
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
    least = min(each.size for each in found)
    alike = replace_size(points, least)
    found = [scene.fitter.fitted(side[1:], width, room, alike) for side in both]
    least = min(each.size for each in found)
    found = [_in_size(each, least, (width, room), scene) for each in found]
    return [*zip(heads, found, strict=True)]


def _in_size(
    found: Fitted, size: float, room: tuple[float, float], scene: Scene
) -> Fitted:
    """The same words in smaller letters."""
    if found.size <= size:
        return found
    texts = [each.text for each in found.paragraphs]
    again = scene.fitter.whole(texts, *room, replace_size(scene.points(), size))
    return replace(again, rest=found.rest)


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
    apart = replace(inner, width=inner.width - (0 if scene.theme.radius else _APART))
    figures = _figures([one for one, _ in pairs], apart, scene, rows)
    high = max(each.height for each in figures)
    labels = in_one_size(
        [label for _, label in pairs],
        replace(inner, height=inner.height - high - 12),
        scene.body(_LABELS.get(len(pairs), 22.0), 14, scene.theme.ink),
        scene,
        must=must,
    )
    if labels is None:
        return None
    used = high + 12 + max(each.height for each in labels)
    height = min(cells[0].height, used + 2 * _PADDING + (16 if rows == 1 else 0))
    lower = ABOVE * (body.height - height) if rows == 1 else 0.0
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
    words = (word for text in texts for word in text.split())
    longest = max(scene.fitter.natural(word, looks) for word in words)
    unbroken = largest * inner.width / max(1.0, longest)
    if unbroken < largest * _BROKEN and size >= _LEAST_WORD:
        unbroken = size
    fits = unbroken if unbroken >= _LEAST_WORD else largest
    broken = replace_size(looks, min(largest * _BROKEN, fits))
    found = [scene.fitter.whole([t], inner.width, highest, broken) for t in texts]
    alike = replace_size(looks, min(each.size for each in found))
    return [scene.fitter.whole([t], inner.width, highest, alike) for t in texts]


def in_one_size(
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
