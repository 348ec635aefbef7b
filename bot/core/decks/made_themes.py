"""Themes made from the colors of a picture, or from a style of the team. Pure.

Colors that cannot be read on one another become lighter or darker until they can.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain, count
from typing import Final

from bot.core.charts.drawing import LIGHT
from bot.core.decks.colors import (
    LARGE,
    contrast,
    ink_on,
    is_dark,
    legible,
    mixed,
    saturation,
    turned,
    with_lightness,
)
from bot.core.decks.themes import PAPER, DeckTheme, Ornament

MOST_STYLE: Final = 600
_GRAY: Final = 0.18
_STANDS_OUT, _BLACK = 2.5, 17.0
_COUNT: Final = 6
_BETWEEN, _PALE = 4.5, 1.9
"""Neither white nor black looks right on colors between these contrasts to white."""


def theme_from_picture(
    colors: Sequence[str], name: str = "brand", style: str = ""
) -> DeckTheme:
    """A theme of the colors of a picture, the most frequent first; `style` says how its
    pictures look."""
    vivid = sorted(colors, key=saturation, reverse=True)
    main = next((each for each in vivid if saturation(each) > _GRAY), _gray(colors))
    paper = _paper(colors, main)
    panel = mixed(paper, main, 0.16 if is_dark(paper) else 0.09)
    ink = _readable(mixed(ink_on(paper), main, 0.14), paper, panel, least=7.0)
    cover, cover_ink = _cover(main, paper)
    return replace(
        PAPER,
        name=name,
        about="made of the colors of a picture",
        style=style[:MOST_STYLE] or "one coherent look in the colors of the brand",
        paper=paper,
        panel=panel,
        ink=ink,
        soft=_readable(mixed(ink, paper, 0.34), paper, panel),
        line=mixed(paper, ink, 0.16),
        accent=_readable(main, paper, panel),
        cover=cover,
        cover_ink=cover_ink,
        cover_soft=legible(mixed(cover_ink, cover, 0.18), cover),
        cover_accent=legible(_second(vivid, main, cover_ink, cover), cover),
        colors=_series(vivid, main, paper),
        heading_font=PAPER.body_font,
        heading_bold=True,
        ornament=Ornament.BAND,
        radius=6.0,
    )


def theme_from_style(name: str, sentence: str, colors: Sequence[str]) -> DeckTheme:
    """A theme of a style of the team: its pictures are done in it."""
    made = theme_from_picture(colors, name, sentence)
    return replace(made, about=f"the style {name}", ornament=Ornament.RULE)


def _gray(colors: Sequence[str]) -> str:
    """What stands out from the background of a picture without colors, such as a black
    logo; a quiet blue, if nothing does."""
    ground, *others = colors or ("#ffffff",)
    found = max(others, key=lambda each: contrast(each, ground), default=ground)
    return found if contrast(found, ground) >= _STANDS_OUT else "#3b4a5a"


def _paper(colors: Sequence[str], main: str) -> str:
    """Dark if most of the picture is."""
    ground = colors[0] if colors else "#ffffff"
    if is_dark(ground) and contrast(ground, "#ffffff") > 7:
        return with_lightness(ground, 0.10, 0.45)
    return mixed("#ffffff", main, 0.03)


def _readable(color: str, *on: str, least: float = 4.5) -> str:
    """Read on every one of these, which are alike."""
    for each in on:
        color = legible(color, each, least)
    return color if all(contrast(color, e) >= least for e in on) else ink_on(on[0])


def _cover(main: str, paper: str) -> tuple[str, str]:
    """The ground of a cover, and what is read on it: the color itself, if that can
    be."""
    if is_dark(paper):
        cover = with_lightness(paper, 0.06, 0.5)
        return cover, "#ffffff"
    if contrast("#ffffff", main) >= _BLACK:
        return mixed(main, "#ffffff", 0.06), "#ffffff"
    if saturation(main) <= _GRAY or _BETWEEN > contrast("#ffffff", main) > _PALE:
        return with_lightness(main, 0.26, 0.75), "#ffffff"
    ink = ink_on(main)
    return main, ink if ink == "#ffffff" else legible(mixed(ink, main, 0.12), main)


def _second(vivid: Sequence[str], main: str, ink: str, cover: str) -> str:
    """Another color of the picture, if there is one; on a dark cover, that one."""
    if cover != main and saturation(main) > _GRAY:
        return main
    others = (e for e in vivid if e != main and saturation(e) > _GRAY)
    return next(others, ink)


def _series(vivid: Sequence[str], main: str, paper: str) -> tuple[str, ...]:
    """Six colors that are unlike each other, of the picture as long as it has some."""
    found: list[str] = []
    own = (each for each in vivid if saturation(each) > _GRAY)
    for each in chain((main,), own, LIGHT.colours):
        color = legible(each, paper, LARGE)
        if all(_unlike(color, other) for other in found):
            found.append(color)
    base = main if saturation(main) > _GRAY else LIGHT.colours[0]
    for step in count(1):
        if len(found) >= _COUNT:
            break
        color = legible(turned(base, 37.0 * step), paper, LARGE)
        found.extend([color] if color not in found else [])
    return tuple(found[:_COUNT])


def _unlike(one: str, other: str) -> bool:
    pairs = zip(bytes.fromhex(one[1:]), bytes.fromhex(other[1:]), strict=True)
    return sum(abs(a - b) for a, b in pairs) > 150
