"""Slides of points, of pictures, and quotes. Pure."""

from dataclasses import replace
from itertools import count
from typing import Final

from bot.core.decks.colors import TEXT, contrast, mixed
from bot.core.decks.laid import HEIGHT, WIDTH, Box, Role
from bot.core.decks.layouts.frame import FOOT, edging, page, sourced, titled
from bot.core.decks.layouts.scene import (
    ABOVE,
    Area,
    Arranged,
    Scene,
    continued,
    has_picture,
    on_plain,
    picture,
    plain,
    snug,
)
from bot.core.decks.lettering import Fitted, Lettering
from bot.core.decks.outline import Layout, Slide
from bot.core.decks.themes import Ornament

_PICTURE: Final = 412.0
_INSET: Final = 24.0
_GAP: Final = 38.0
_LINE: Final = 780.0
"""Longer lines are hard to read."""
_FEW: Final = 5
_AIRY: Final = 1.3
"""How far apart a few points stand at most, in sizes of their letters."""
_SENTENCE: Final = 1.3
_GOING_ON: Final = 18.0
"""About the size of the points on the slide before."""
_PADDING: Final = 28.0
_CARD, _NARROW, _SOURCED = 470.0, 180.0, 320.0
_MARK: Final = 66.0
"""How wide the mark is at which a quote begins."""
_QUOTES: Final = ("“", "”", "„", "‟", "«", "»", '"', "「", "『", "‘", "‚", "‹")
"""Words that begin with one of these need no other mark."""


def points(slide: Slide, scene: Scene) -> Arranged:
    """A title and its points."""
    boxes, body = titled(slide.title, page(scene), scene)
    made, rest = _points(slide, replace(body, width=min(body.width, _LINE)), scene)
    return Arranged(
        (*edging(scene), *boxes, *made), scene.theme.paper, continued(slide, rest)
    )


def beside_picture(slide: Slide, scene: Scene) -> Arranged:
    """Points beside a picture."""
    if not has_picture(slide):
        return points(replace(slide, layout=Layout.POINTS), scene)
    theme = scene.theme
    left = slide.layout is Layout.PICTURE_LEFT
    boxes, body = titled(slide.title, text_area(slide, scene), scene)
    made, rest = _points(slide, body, scene, largest=24.0)
    edges = [] if left and theme.ornament is Ornament.EDGE else edging(scene)
    shown = picture(_picture_area(slide, scene), slide, theme, theme.radius)
    return Arranged((*edges, *boxes, *made, shown), theme.paper, on_plain(slide, rest))


def text_area(slide: Slide, scene: Scene) -> Area:
    """The part of the slide that its picture leaves for words."""
    whole = page(scene)
    if slide.layout not in (Layout.PICTURE_LEFT, Layout.PICTURE_RIGHT):
        return whole
    if not has_picture(slide):
        return whole
    width = WIDTH - _PICTURE - _GAP - scene.theme.margin
    x = _PICTURE + _GAP if slide.layout is Layout.PICTURE_LEFT else scene.theme.margin
    return Area(x, whole.y, width, whole.height)


def full_picture(slide: Slide, scene: Scene) -> Arranged:
    """Words on a card on a picture that fills the slide."""
    if not has_picture(slide):
        plainly = points if any(slide.points) else statement
        return plainly(slide, scene)
    theme = scene.theme
    inner = Area(0, 0, _CARD - 2 * _PADDING, HEIGHT - 2 * 40 - 44)
    looks = scene.heading(32, 22, theme.cover_ink)
    title = scene.fitter.title(slide.title, inner.width, 130, looks)
    foot = FOOT + 12 if slide.sources else 0.0
    room = inner.height - title.height - 14 - foot
    soft = replace(scene.body(20, 14, theme.cover_soft), balanced=True)
    below = scene.fitter.fitted(slide.points, inner.width, room, soft)
    widest = max(scene.fitter.widest(title, looks), scene.fitter.widest(below, soft))
    least = _SOURCED if slide.sources else _NARROW
    inner = replace(inner, width=min(inner.width, max(least, widest + 4)))
    high = title.height + (14 + below.height if slide.points else 0) + foot
    width = inner.width + 2 * _PADDING
    x = 36 if scene.fitter.rtl else WIDTH - 36 - width  # where sheets have no number
    card = Area(x, HEIGHT - 84 - high, width, high + 44)
    at = Area(card.x + _PADDING, card.y + 22, inner.width, high)
    boxes = [snug(at, title, Role.TITLE)]
    if slide.points:
        boxes.append(snug(at.below(at.y + title.height + 14), below))
    if slide.sources:
        place = replace(at, y=at.bottom - FOOT, height=FOOT)
        boxes.extend(sourced(slide.sources, place, scene, theme.cover_soft))
    return Arranged(
        (
            picture(Area(0, 0, WIDTH, HEIGHT), slide, theme),
            plain(card, theme.cover, theme.radius, scrim(scene)),
            *boxes,
        ),
        theme.cover,
        on_plain(slide, below.rest),
        cover=True,
    )


def scrim(scene: Scene) -> float:
    """How opaque a card on a picture has to be, so that words on it can be read
    whatever is below."""
    theme = scene.theme
    for step in count():
        opacity = min(1.0, 0.84 + 0.02 * step)
        grounds = [mixed(each, theme.cover, opacity) for each in ("#000000", "#ffffff")]
        inks = (theme.cover_ink, theme.cover_soft)
        if opacity == 1.0 or all(contrast(i, g) >= TEXT for i in inks for g in grounds):
            return opacity
    raise AssertionError("counting ends at 1")


def statement(slide: Slide, scene: Scene) -> Arranged:
    """A sentence that stands alone, because its picture did not come."""
    area = page(scene)
    fitted = scene.fitter.whole(
        [slide.title], min(area.width, 760), 330, scene.heading(48, 26)
    )
    y = (HEIGHT - fitted.height) / 2 - 10
    rule = plain(Area(area.x, y - 26, 64, 4), scene.theme.accent)
    box = snug(Area(area.x, y, min(area.width, 760), 0), fitted, Role.TITLE)
    return Arranged((*edging(scene), rule, box), scene.theme.paper)


def quote(slide: Slide, scene: Scene) -> Arranged:
    """Large words of somebody, and who said them."""
    theme = scene.theme
    area = page(scene)
    kicker = scene.fitter.whole(
        [slide.title], area.width, 52, scene.body(16, 12, theme.accent, bold=True)
    )
    text, *who = slide.points
    aside = 0.0 if text.startswith(_QUOTES) else _MARK
    inner = Area(area.x + aside, 0, min(area.width - aside, 740), 0)
    looks = replace(scene.heading(44, 18, bold=False), leading=1.28)
    room = area.bottom - area.y - kicker.height - 100
    said = scene.fitter.fitted([text], inner.width, room, looks)
    by = scene.fitter.whole(
        who, inner.width, 56, scene.body(18, 13, theme.soft, bold=True)
    )
    high = said.height + (20 + by.height if who else 0)
    middle = area.y + kicker.height + 20
    y = max(middle, middle + (area.bottom - middle - high) / 2 - 16)
    marks = [_quotation_mark(Area(area.x, y - 12, _MARK, 0), scene)] if aside else []
    boxes = [snug(area, kicker, Role.TITLE), *marks, snug(replace(inner, y=y), said)]
    if who:
        place = replace(inner, y=y + said.height + 20)
        boxes.append(snug(place, by, Role.CAPTION))
    rest = (*said.rest, *who) if said.rest else ()
    return Arranged((*edging(scene), *boxes), theme.paper, continued(slide, rest))


def _quotation_mark(area: Area, scene: Scene) -> Box:
    looks = scene.heading(100, 40, scene.theme.accent, bold=True)
    sign = "”" if scene.fitter.rtl else "“"
    return snug(area, scene.fitter.whole([sign], area.width, 120, looks), Role.CAPTION)


def _points(
    slide: Slide, body: Area, scene: Scene, largest: float = 26.0
) -> tuple[list[Box], tuple[str, ...]]:
    texts = slide.points
    if not texts:
        return [], ()
    few = len(texts) <= _FEW and not scene.further
    looks = scene.points(_GOING_ON if scene.further else largest + (4 if few else 0))
    looks = replace(looks, spacing=0.75 if few else 0.55)
    if len(texts) == 1:
        return _alone(texts, body, scene, looks)
    fitted = scene.fitter.fitted(texts, body.width, body.height, looks)
    if few:
        fitted = _airier(fitted, body.height)
    return [snug(body, fitted)], fitted.rest


def _alone(
    texts: tuple[str, ...], body: Area, scene: Scene, looks: Lettering
) -> tuple[list[Box], tuple[str, ...]]:
    """A single point is a sentence: large, and not right below the title."""
    largest = looks.largest if scene.further else looks.largest * _SENTENCE
    looks = replace(looks, bullet=False, balanced=True, largest=largest)
    fitted = scene.fitter.fitted(texts, body.width, body.height, looks)
    lower = 0.0 if scene.further else ABOVE * (body.height - fitted.height)
    return [snug(body.below(body.y + lower), fitted)], fitted.rest


def _airier(fitted: Fitted, room: float) -> Fitted:
    """A few points stand further apart where there is room."""
    gaps = len(fitted.paragraphs) - 1
    if fitted.rest or gaps < 1:
        return fitted
    most = max(0.0, _AIRY * fitted.size - fitted.spacing)
    more = min(most, 0.5 * (room - fitted.height) / gaps)
    return replace(
        fitted, spacing=fitted.spacing + more, height=fitted.height + gaps * more
    )


def _picture_area(slide: Slide, scene: Scene) -> Area:
    left = slide.layout is Layout.PICTURE_LEFT
    inset = _INSET if scene.theme.radius else 0.0
    x = inset if left else WIDTH - _PICTURE
    return Area(x, inset, _PICTURE - inset, HEIGHT - 2 * inset)
