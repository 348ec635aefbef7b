"""Streets of a city, and a basketball court."""

import random

from PIL import Image

from playground.artist.backdrops.air import sky
from playground.artist.colour import darker, lighter
from playground.artist.curves import Point, arc, oval
from playground.artist.view import View
from playground.artist.washes import glow, gradient, hill, stencil, veil

Shapes = list[tuple[list[Point], int]]


def city(view: View) -> Image.Image:
    """Return a skyline in three layers, its windows lit by night, and a street."""
    sheet = sky(view)
    rows = ((0.42, 0.58, "#8299b5"), (0.3, 0.32, "#6d86a6"), (0.2, 0.1, "#566d8e"))
    for n, (tall, air, tone) in enumerate(rows):
        _skyline(sheet, view, (n, tall, air, tone))
    _street(sheet, view)
    return sheet


def _skyline(
    sheet: Image.Image, view: View, row: tuple[int, float, float, str]
) -> None:
    n, tall, air, tone = row
    dice, base = view.dice(f"skyline{n}"), view.height * 0.745
    houses: Shapes = []
    panes: Shapes = []
    x = -0.03 * view.width
    while x < view.width:
        wide = view.unit * dice.uniform(0.06, 0.13)
        high = view.height * tall * dice.uniform(0.45, 1.05)
        box = (x, base - high, x + wide, base)
        houses += _house(dice, box, view.unit)
        if n:
            panes += _panes(dice, box, view)
        x += wide * dice.uniform(0.92, 1.15)
    top = view.light.far(tone, air)
    veil(sheet, stencil(view.size, houses), top)
    lit = "#ffd88a" if view.light.dark else lighter(top, 0.22)
    veil(sheet, stencil(view.size, panes), lit)
    mist = [
        (0.0, base - view.unit * 0.05),
        (float(view.width), base - view.unit * 0.05),
    ]
    if n < 2:
        glow(
            sheet,
            (view.width / 2, mist[0][1]),
            (view.width, view.unit * 0.12),
            view.light.haze,
            0.3,
        )


def _house(
    dice: random.Random, box: tuple[float, float, float, float], unit: int
) -> Shapes:
    x0, y0, x1, y1 = box
    shapes: Shapes = [([(x0, y0), (x1, y0), (x1, y1), (x0, y1)], 255)]
    middle, kind = (x0 + x1) / 2, dice.random()
    if kind < 0.2:
        shapes.append(([(x0, y0 + 1), (middle, y0 - unit * 0.05), (x1, y0 + 1)], 255))
    elif kind < 0.5:
        inset = (x1 - x0) * 0.22
        step = unit * 0.03
        shapes.append(
            (
                [
                    (x0 + inset, y0 + 1),
                    (x0 + inset, y0 - step),
                    (x1 - inset, y0 - step),
                    (x1 - inset, y0 + 1),
                ],
                255,
            )
        )
    elif kind < 0.65:
        thin = unit * 0.0022
        shapes.append(
            (
                [(middle - thin, y0), (middle, y0 - unit * 0.07), (middle + thin, y0)],
                255,
            )
        )
    return shapes


def _panes(
    dice: random.Random, box: tuple[float, float, float, float], view: View
) -> Shapes:
    x0, y0, x1, y1 = box
    step, side = view.unit * 0.019, view.unit * 0.0075
    chance = 0.5 if view.light.dark else 0.8
    panes: Shapes = []
    y = y0 + step
    while y < y1 - step:
        x = x0 + step * 0.7
        while x < x1 - step * 0.9:
            if dice.random() < chance:
                pane = [
                    (x, y),
                    (x + side, y),
                    (x + side, y + side * 1.3),
                    (x, y + side * 1.3),
                ]
                strength = dice.randint(110, 240) if view.light.dark else 110
                panes.append((pane, strength))
            x += step
        y += step * 1.1
    return panes


def _street(sheet: Image.Image, view: View) -> None:
    """Pave the front: a walk, its kerb, a road with a broken line."""
    light, high = view.light, view.height
    bands = (
        (0.74, ("#9ea6ae", "#b7bcc0")),
        (0.815, ("#d5d3cc", "#d5d3cc")),
        (0.825, ("#565d6b", "#3d4350")),
    )
    for top, tones in bands:
        edge = [(0.0, top * high), (float(view.width), top * high)]
        hill(sheet, edge, tuple(light.on(tone) for tone in tones))
    dashes: Shapes = []
    wide = view.unit * 0.07
    y, tall = 0.905 * high, 0.011 * high
    x = -wide
    while x < view.width + wide:
        dashes.append(
            (
                [
                    (x + tall, y),
                    (x + wide + tall, y),
                    (x + wide, y + tall),
                    (x, y + tall),
                ],
                200,
            )
        )
        x += wide * 2
    veil(sheet, stencil(view.size, dashes), light.on("#f4eed8"))
    if light.dark:
        glow(
            sheet,
            (view.width * 0.5, 0.8 * high),
            (view.width * 0.6, high * 0.14),
            "#ffc978",
            0.22,
        )


def court(view: View) -> Image.Image:
    """Return an arena: stands in the dark, spotlights, a wooden floor with lines."""
    sheet = gradient(view.size, ("#141a38", "#28305c", "#4a3f66"))
    dice, unit, floor = view.dice("arena"), view.unit, view.height * 0.7
    for row in range(9):
        heads: Shapes = []
        y = view.height * 0.3 + row * view.height * 0.044
        step = unit * (0.02 + row * 0.002)
        x = -step + (row % 2) * step
        while x < view.width + step:
            r = step * dice.uniform(0.38, 0.48)
            heads.append((oval(x, y, r, r * 1.1), dice.randint(120, 255)))
            heads.append(
                (oval(x, y + r * 2.1, r * 1.6, r * 1.4), dice.randint(90, 190))
            )
            x += step * 2
        tone = ("#c9785f", "#5f7fb8", "#d9b27a", "#8a6fa8")[row % 4]
        veil(sheet, stencil(view.size, heads), darker(tone, 0.62 - row * 0.035))
    for x in (0.15, 0.38, 0.62, 0.85):
        glow(
            sheet,
            (x * view.width, 0.05 * view.height),
            (unit * 0.3, unit * 0.42),
            "#fff3d0",
            0.6,
        )
    edge = [(0.0, floor), (float(view.width), floor)]
    hill(sheet, edge, ("#d99a5b", "#e3ab6c", "#b8783f"))
    _boards(sheet, view, floor)
    return sheet


def _boards(sheet: Image.Image, view: View, floor: float) -> None:
    middle, marks = view.width / 2, Shapes()
    for i in range(-14, 15):
        top, low = middle + i * view.width * 0.05, middle + i * view.width * 0.11
        marks.append(
            (
                [
                    (top, floor),
                    (top + 1.4, floor),
                    (low + 2.6, view.height),
                    (low, view.height),
                ],
                90,
            )
        )
    veil(sheet, stencil(view.size, marks), "#8f5a30", 0.6)
    glow(sheet, (middle, floor), (view.width * 0.6, view.height * 0.2), "#ffe7bd", 0.4)
    ring = arc(
        (middle, view.height * 0.86), (view.width * 0.27, view.height * 0.085), 0, 360
    )
    inner = arc(
        (middle, view.height * 0.86), (view.width * 0.262, view.height * 0.08), 360, 0
    )
    line = [
        (0.0, floor + 4),
        (float(view.width), floor + 4),
        (float(view.width), floor + view.unit * 0.011),
        (0.0, floor + view.unit * 0.011),
    ]
    veil(sheet, stencil(view.size, [([*ring, *inner], 235), (line, 235)]), "#fff8ea")
