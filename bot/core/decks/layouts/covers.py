"""The slides that open and close: title, section, closing. Pure."""

from dataclasses import replace
from typing import Final

from bot.core.decks.laid import HEIGHT, WIDTH, Box, Role
from bot.core.decks.layouts.scene import (
    Area,
    Arranged,
    Scene,
    has_picture,
    on_plain,
    picture,
    plain,
    snug,
)
from bot.core.decks.outline import Layout, Slide
from bot.core.decks.themes import Ornament

_HALF: Final = 500.0
"""Where the picture begins."""
_SIZES: Final = {
    Layout.TITLE: (64.0, 30.0),
    Layout.SECTION: (54.0, 28.0),
    Layout.CLOSING: (60.0, 28.0),
}
_BELOW: Final = (24.0, 14.0)
_HIGHEST: Final = 250.0
_TOP: Final = 56.0
_BOTTOM: Final = 480.0
_BARS: Final = (96, 168, 132, 236, 190, 312, 262)
"""The heights of the strips on a cover."""


def cover(slide: Slide, scene: Scene) -> Arranged:
    """A few large words on a colored ground, with a picture or an ornament beside."""
    theme = scene.theme
    shown = has_picture(slide)
    width = (_HALF - 34 if shown else 660.0) - theme.margin
    boxes, rest = _words(slide, Area(theme.margin, _TOP, width, 0), scene)
    beside = (*boxes, *_picture(slide, scene)) if shown else (*_ornament(scene), *boxes)
    return Arranged(beside, theme.cover, on_plain(slide, rest), cover=True)


def text_width(scene: Scene, slide: Slide) -> float:
    """How wide the words of a cover may be."""
    return (_HALF - 34 if has_picture(slide) else 660.0) - scene.theme.margin


def _words(slide: Slide, area: Area, scene: Scene) -> tuple[list[Box], tuple[str, ...]]:
    """The title and what is below it, in the middle of the height."""
    theme = scene.theme
    looks = scene.heading(*_SIZES[slide.layout], theme.cover_ink)
    title = scene.fitter.title(slide.title, area.width, _HIGHEST, looks)
    texts = slide.points or _subtitle(slide, scene)
    above = _above(slide, area, scene)
    used = above[-1].height + 22 if above else 0.0
    room = _BOTTOM - _TOP - used - title.height - 20
    soft = replace(scene.body(*_BELOW, theme.cover_soft), balanced=True)
    below = scene.fitter.fitted(texts, area.width, room, soft)
    whole = used + title.height + (20 + below.height if texts else 0)
    y = max(_TOP, (HEIGHT - whole) / 2 - 6)
    boxes = [replace(each, y=y) for each in above]
    boxes.append(snug(replace(area, y=y + used), title, Role.TITLE))
    if texts:
        place = replace(area, y=y + used + title.height + 20)
        boxes.append(snug(place, below, Role.SUBTITLE))
    return boxes, below.rest


def _subtitle(slide: Slide, scene: Scene) -> tuple[str, ...]:
    shown = slide.layout is Layout.TITLE and scene.subtitle
    return (scene.subtitle,) if shown else ()


def _above(slide: Slide, area: Area, scene: Scene) -> list[Box]:
    """The number of a section, or a short line."""
    theme = scene.theme
    if slide.layout is not Layout.SECTION or not scene.section:
        return [plain(Area(area.x, 0, 64, 4), theme.cover_accent)]
    looks = scene.heading(44, 20, theme.cover_accent, bold=True)
    fitted = scene.fitter.whole([str(scene.section)], area.width, 60, looks)
    return [snug(Area(area.x, 0, area.width, 0), fitted, Role.CAPTION)]


def _picture(slide: Slide, scene: Scene) -> list[Box]:
    radius = scene.theme.radius
    area = Area(_HALF, 0, WIDTH - _HALF, HEIGHT)
    if radius:
        area = Area(_HALF - 4, 24, WIDTH - _HALF - 20, HEIGHT - 48)
    return [picture(area, slide, scene.theme, radius)]


def _ornament(scene: Scene) -> list[Box]:
    """What stands to the right of the words, where there is no picture."""
    match scene.theme.ornament:
        case Ornament.BLOCK:
            return _blocks(scene)
        case Ornament.BAND:
            return _bands(scene)
        case Ornament.EDGE:
            return _strips(scene)
        case Ornament.RULE:
            return _column(scene)
    return []


def _blocks(scene: Scene) -> list[Box]:
    """Squares; or circles, where corners are round."""
    theme = scene.theme
    shapes = (
        (Area(690, 54, 216, 216), theme.cover_accent, 0.16),
        (Area(802, 236, 120, 120), theme.cover_accent, 1.0),
        (Area(700, 330, 150, 150), theme.cover_ink, 0.2),
    )
    return [
        plain(area, fill, area.width / 2 if theme.radius > 9 else 0.0, opacity)
        for area, fill, opacity in shapes
    ]


def _bands(scene: Scene) -> list[Box]:
    """Lines like waves at the foot."""
    return [
        plain(
            Area(WIDTH - 270 + 34 * n, 300 + 42 * n, 270 - 34 * n, 14),
            scene.theme.cover_accent,
            opacity=0.25 + 0.15 * n,
        )
        for n in range(5)
    ]


def _strips(scene: Scene) -> list[Box]:
    """Strips that grow from the foot."""
    theme = scene.theme
    return [
        plain(
            Area(690 + 34 * n, HEIGHT - high, 20, high),
            theme.cover_accent,
            opacity=0.22 + 0.11 * n,
        )
        for n, high in enumerate(_BARS)
    ]


def _column(scene: Scene) -> list[Box]:
    """A quiet column with a line."""
    theme = scene.theme
    return [
        plain(Area(732, 0, WIDTH - 732, HEIGHT), theme.cover_accent, opacity=0.1),
        plain(Area(732, 0, 4, HEIGHT), theme.cover_accent),
    ]
