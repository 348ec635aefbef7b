"""What slides have in common: the title with its ornament, the sources, the number."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final
from urllib.parse import urlsplit

from bot.core.decks.laid import HEIGHT, WIDTH, Box, Role
from bot.core.decks.layouts.scene import Area, Scene, plain, snug, words
from bot.core.decks.lettering import Lettering
from bot.core.decks.outline import DeckSource
from bot.core.decks.sayings import sources_word
from bot.core.decks.themes import Ornament

TITLE: Final = (36.0, 24.0)
HIGHEST_TITLE: Final = 116.0
BOTTOM: Final = 478.0
"""Where the room for the body of a slide ends."""
_TOP: Final = 46.0
_BODY: Final = 132.0
"""Where the body begins below a title of one line."""
FOOT: Final = 18.0
"""How high the line of the sources is."""
_FOOT: Final = Area(0, 500, 0, FOOT)
_SMALL: Final = 12.0
_LEAST: Final = 10.0
"""Smaller letters cannot be read on a wall."""


def page(scene: Scene) -> Area:
    """The part of a slide in which words may stand."""
    margin = scene.theme.margin
    return Area(margin, _TOP, WIDTH - 2 * margin, BOTTOM - _TOP)


def titled(title: str, area: Area, scene: Scene) -> tuple[list[Box], Area]:
    """The title at the top of the area, and what is left for the body."""
    theme = scene.theme
    top = area.y + (22 if theme.ornament is Ornament.BLOCK else 0)
    looks = scene.heading(*TITLE)
    fitted = scene.fitter.title(title, area.width, HIGHEST_TITLE, looks)
    boxes = [snug(replace(area, y=top), fitted, Role.TITLE)]
    below = top + fitted.height
    if theme.ornament is Ornament.RULE:
        below += 11
        boxes.append(plain(Area(area.x, below, 44, 2.5), theme.accent))
    elif theme.ornament is Ornament.BLOCK:
        round_ = 6.5 if theme.radius > 9 else 0.0
        boxes.append(plain(Area(area.x, area.y, 13, 13), theme.accent, round_))
    return boxes, area.below(max(below + 28, _BODY + (top - area.y) * 0.6))


def edging(scene: Scene) -> list[Box]:
    """The ornament along an edge of a slide."""
    accent = scene.theme.accent
    match scene.theme.ornament:
        case Ornament.EDGE:
            return [plain(Area(0, 0, 10, HEIGHT), accent)]
        case Ornament.BAND:
            return [plain(Area(0, 0, WIDTH, 9), accent)]
    return []


def footed(
    sources: Sequence[DeckSource], area: Area, scene: Scene, color: str
) -> list[Box]:
    """The sources with their links, in one line at the foot of the area."""
    place = Area(area.x, _FOOT.y, area.width - 50, _FOOT.height)
    return sourced(sources, place, scene, color) if sources else []


def sourced(
    sources: Sequence[DeckSource], place: Area, scene: Scene, color: str
) -> list[Box]:
    """The sources with their links, in one line; each site is named once."""
    looks = scene.body(_SMALL, _LEAST, color)
    sites: dict[str, str] = {}
    for each in sources:
        sites.setdefault(host_of(each), each.url)
    named = [*sites.items()]
    shown = len(named)
    while True:
        line = _line(named[:shown], len(named), scene.language)
        fitted = scene.fitter.whole([line], place.width, place.height, looks)
        in_one_line = len(fitted.paragraphs[0].lines) == 1 and fitted.size >= _LEAST
        if in_one_line or shown == 1:
            break
        shown -= 1
    [made] = fitted.paragraphs
    linked = replace(made, links=tuple(named[:shown]))
    box = words(place, fitted, Role.SOURCES, "middle")
    return [replace(box, paragraphs=(linked,))]


def numbered(number: int, area: Area, scene: Scene, color: str) -> Box:
    """The number of the slide, at the foot of the area."""
    looks: Lettering = replace(scene.body(_SMALL, _LEAST, color), align="end")
    place = Area(area.right - 40, _FOOT.y, 40, _FOOT.height)
    fitted = scene.fitter.whole([str(number)], place.width, place.height, looks)
    return words(place, fitted, Role.NUMBER, "middle")


def host_of(source: DeckSource) -> str:
    """The name of the site, short."""
    try:
        host = urlsplit(source.url).hostname or source.url
    except ValueError:
        host = source.url
    return host.removeprefix("www.")[:60]


def _line(named: Sequence[tuple[str, str]], count: int, language: str) -> str:
    more = f" · +{count - len(named)}" if count > len(named) else ""
    hosts = " · ".join(host for host, _ in named)
    return f"{sources_word(language, count)}: {hosts}{more}"
