"""Open country: meadow, forest, desert, mountains, snow, a lake."""

import random

from PIL import Image

from playground.artist.backdrops.air import sky
from playground.artist.backdrops.ridges import jagged, rolling
from playground.artist.backdrops.waters import lens, water
from playground.artist.colour import darker, lighter, mix
from playground.artist.curves import Point
from playground.artist.view import View
from playground.artist.washes import hill, stencil, veil


def _layer(
    sheet: Image.Image, view: View, edge: list[Point], tone: str, air: float
) -> None:
    """Lay one hill whose foot sinks into mist."""
    foot = view.light.far(tone, min(0.95, air + 0.22))
    hill(sheet, edge, (view.light.far(tone, air), foot, foot))


def meadow(view: View) -> Image.Image:
    """Return rolling hills, the near one grown with grass and flowers."""
    sheet, unit = sky(view), view.unit
    dice = view.dice("hills")
    far = jagged(dice, view.width, view.horizon + unit * 0.02, unit * 0.12)
    _layer(sheet, view, far, "#7f97b8", 0.6)
    for lift, swing, tone, air in (
        (-0.02, 0.05, "#6fa06a", 0.42),
        (0.03, 0.035, "#7bb069", 0.2),
    ):
        y = view.horizon + lift * unit
        _layer(sheet, view, rolling(dice, view.width, y, swing * unit), tone, air)
    _grove(sheet, view, dice)
    near = rolling(dice, view.width, view.horizon + unit * 0.085, unit * 0.022)
    green = (
        view.light.on("#8fbf66"),
        view.light.on("#6da557"),
        view.light.on("#487f47"),
    )
    hill(sheet, near, green)
    _grass(sheet, view, near[0][1], "#3f7540")
    return sheet


def _grove(sheet: Image.Image, view: View, dice: random.Random) -> None:
    """Dot the far hill with small round trees."""
    spots = []
    for _ in range(16):
        x, r = dice.uniform(0, view.width), view.unit * dice.uniform(0.008, 0.018)
        y = view.horizon + view.unit * dice.uniform(0.045, 0.075)
        crown = [
            (x - r, y),
            (x - r * 0.9, y - r),
            (x, y - r * 1.9),
            (x + r * 0.9, y - r),
            (x + r, y),
        ]
        spots.append((crown, 235))
    veil(sheet, stencil(view.size, spots), view.light.far("#4f8455", 0.28))


def _grass(sheet: Image.Image, view: View, top: float, tone: str) -> None:
    """Draw tufts, larger towards us, and a few dots of bloom among them."""
    dice, unit = view.dice("grass"), view.unit
    blades, blooms = [], []
    for _ in range(210):
        near = dice.random() ** 0.8
        x, y = (
            dice.uniform(0, view.width),
            top + unit * 0.05 + (view.height - top) * near,
        )
        tall = unit * (0.006 + 0.02 * near)
        for lean in (-0.5, 0.0, 0.6):
            tip = (x + lean * tall, y - tall * dice.uniform(0.7, 1.1))
            blades.append(([(x - tall * 0.1, y), tip, (x + tall * 0.1, y)], 150))
        if dice.random() < 0.16:
            blooms.append((lens(x, y - tall, tall * 0.2, tall * 0.17), 220))
    veil(sheet, stencil(view.size, blades), view.light.on(tone), 0.6)
    veil(sheet, stencil(view.size, blooms), view.light.on("#fff2c4"))


def _conifer(x: float, y: float, tall: float) -> list[Point]:
    points: list[Point] = [(x, y - tall)]
    right = [
        (0.1, 0.72),
        (0.06, 0.7),
        (0.17, 0.42),
        (0.1, 0.4),
        (0.24, 0.06),
        (0.03, 0.06),
        (0.03, 0),
    ]
    points += [(x + tall * a, y - tall * b) for a, b in right]
    points += [(x - tall * a, y - tall * b) for a, b in reversed(right)]
    return points


def conifers(
    sheet: Image.Image, view: View, row: tuple[float, float, str, float]
) -> None:
    """Set a row of conifers: base line, height (both in units), colour, air."""
    base, tall, tone, air = row
    dice, unit = view.dice(f"row{base}"), view.unit
    trees, x = [], -0.05 * unit
    while x < view.width + 0.05 * unit:
        height = tall * unit * dice.uniform(0.6, 1.1)
        trees.append((_conifer(x, base * view.height, height), 255))
        x += height * dice.uniform(0.2, 0.36)
    veil(sheet, stencil(view.size, trees), view.light.far(tone, air))
    floor = [
        (0.0, base * view.height - tall * unit * 0.05),
        (float(view.width), base * view.height - tall * unit * 0.05),
    ]
    foot = view.light.far(tone, min(0.96, air + 0.25))
    hill(sheet, floor, (view.light.far(tone, air), foot))


def forest(view: View) -> Image.Image:
    """Return rows of conifers in mist around a clearing."""
    sheet = sky(view)
    rows = (
        (0.5, 0.22, "#5f8f86", 0.66),
        (0.57, 0.3, "#47786a", 0.44),
        (0.65, 0.4, "#2f5f52", 0.18),
    )
    for row in rows:
        conifers(sheet, view, row)
    dice = view.dice("clearing")
    near = rolling(dice, view.width, view.height * 0.69, view.unit * 0.02)
    floor = (
        view.light.on("#86a85c"),
        view.light.on("#5d8a4c"),
        view.light.on("#3a643f"),
    )
    hill(sheet, near, floor)
    _grass(sheet, view, near[0][1], "#2f5a36")
    return sheet


def desert(view: View) -> Image.Image:
    """Return dunes with one lit and one shaded side."""
    sheet, unit = sky(view), view.unit
    dice = view.dice("dunes")
    _layer(
        sheet, view, jagged(dice, view.width, view.horizon, unit * 0.09), "#c98a6b", 0.5
    )
    for lift, swing, tone, air in (
        (0.0, 0.03, "#e0a866", 0.3),
        (0.06, 0.035, "#e6b36c", 0.12),
        (0.15, 0.04, "#efc580", 0.0),
    ):
        edge = rolling(dice, view.width, view.horizon + lift * unit, swing * unit)
        low = view.light.far(darker(tone, 0.22), air)
        hill(
            sheet,
            edge,
            (view.light.far(lighter(tone), air), view.light.far(tone, air), low),
        )
    strokes = []
    for _ in range(70):
        near = dice.random()
        y = view.horizon + unit * 0.2 + (view.height - view.horizon - unit * 0.2) * near
        half = unit * (0.02 + 0.06 * near)
        strokes.append((lens(dice.uniform(0, view.width), y, half, half * 0.035), 170))
    veil(sheet, stencil(view.size, strokes), view.light.on("#b98550"), 0.45)
    return sheet


def _range(
    sheet: Image.Image, view: View, row: tuple[float, float, str, float]
) -> None:
    """Set a mountain range with snow on its heights: line, swing, colour, air."""
    line, swing, tone, air = row
    dice, unit = view.dice(f"range{line}"), view.unit
    edge = jagged(dice, view.width, line * view.height, swing * unit)
    _layer(sheet, view, edge, tone, air)
    snow = line * view.height - swing * unit * 0.62
    caps = [(x, max(y, min(snow, y + 0) if y < snow else y)) for x, y in edge]
    ragged = [
        (x, max(y, snow + dice.uniform(-0.06, 0.06) * swing * unit)) for x, y in caps
    ]
    band = [*caps, *reversed(ragged)]
    veil(sheet, stencil(view.size, [(band, 235)]), view.light.far("#ffffff", air * 0.8))


def mountains(view: View) -> Image.Image:
    """Return three ranges, one behind the other, and an alp in front."""
    sheet = sky(view)
    for row in ((0.5, 0.36, "#8796b5", 0.58), (0.58, 0.3, "#6d7fa3", 0.34)):
        _range(sheet, view, row)
    conifers(sheet, view, (0.645, 0.11, "#3f6b62", 0.22))
    dice = view.dice("alp")
    near = rolling(dice, view.width, view.height * 0.67, view.unit * 0.025)
    green = (
        view.light.on("#93b96c"),
        view.light.on("#6b9c5a"),
        view.light.on("#47784a"),
    )
    hill(sheet, near, green)
    _grass(sheet, view, near[0][1], "#3d6e42")
    return sheet


def lake(view: View) -> Image.Image:
    """Return a lake below mountains, its near shore in front."""
    sheet = sky(view)
    _range(sheet, view, (0.5, 0.34, "#8091b3", 0.5))
    conifers(sheet, view, (0.51, 0.07, "#3f6b62", 0.3))
    water(sheet, view, view.height * 0.51, view.height)
    dice = view.dice("shore")
    near = rolling(dice, view.width, view.height * 0.8, view.unit * 0.02)
    hill(sheet, near, (view.light.on("#86ad63"), view.light.on("#4f8150")))
    _grass(sheet, view, near[0][1], "#3d6e42")
    return sheet


def snow(view: View) -> Image.Image:
    """Return snowed hills with a dark row of conifers."""
    sheet, unit = sky(view), view.unit
    dice = view.dice("snow")
    _range(sheet, view, (0.56, 0.26, "#8fa2c4", 0.55))
    conifers(sheet, view, (0.6, 0.13, "#4a6f7c", 0.36))
    for lift, swing, air in ((0.015, 0.03, 0.22), (0.08, 0.03, 0.0)):
        edge = rolling(dice, view.width, view.horizon + lift * unit, swing * unit)
        shade = mix("#ffffff", "#a9bfe0", 0.6)
        tones = (view.light.far("#ffffff", air), view.light.far("#eef4fb", air))
        hill(sheet, edge, (*tones, view.light.far(shade, air)))
    return sheet
