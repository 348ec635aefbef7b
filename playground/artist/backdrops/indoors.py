"""Rooms, tables, stages, and plain grounds."""

import math

from PIL import Image

from playground.artist.backdrops.air import sky
from playground.artist.colour import darker, lighter, mix
from playground.artist.curves import Point, oval, rounded, smooth
from playground.artist.view import View
from playground.artist.washes import glow, gradient, hill, stencil, veil


def _floor(sheet: Image.Image, view: View, top: float, tones: tuple[str, str]) -> None:
    edge = [(0.0, top), (float(view.width), top)]
    hill(sheet, edge, tuple(view.light.on(tone) for tone in tones))


def room(view: View) -> Image.Image:
    """Return a room whose window shows the hour."""
    light, unit = view.light, view.unit
    wall = view.dice("wall").choice(("#d9c3a5", "#b9c9c0", "#d3b5a8", "#a9bccb"))
    sheet = gradient(
        view.size, (light.on(darker(wall, 0.1)), light.on(lighter(wall, 0.2)))
    )
    top = view.horizon
    _window(sheet, view)
    rail = [
        (
            [
                (0, top - unit * 0.03),
                (view.width, top - unit * 0.03),
                (view.width, top),
                (0, top),
            ],
            255,
        )
    ]
    _floor(sheet, view, top, ("#a9744a", "#c99563"))
    veil(sheet, stencil(view.size, rail), light.on("#fbf4e6"))
    planks: list[tuple[list[Point], int]] = []
    for i in range(1, 7):
        y = top + (view.height - top) * (i / 7) ** 1.4
        planks.append(
            ([(0, y), (view.width, y), (view.width, y + 1.6), (0, y + 1.6)], 110)
        )
    veil(sheet, stencil(view.size, planks), light.on("#7d5233"))
    rug = [
        (oval(view.width / 2, view.height * 0.87, unit * s, unit * s * 0.2), 255)
        for s in (0.42, 0.37)
    ]
    veil(sheet, stencil(view.size, rug[:1]), light.on("#b8574a"))
    veil(sheet, stencil(view.size, rug[1:]), light.on("#d98a6a"))
    if light.dark:
        glow(
            sheet,
            (view.width * 0.3, top * 0.7),
            (unit * 0.7, unit * 0.6),
            "#ffcf8a",
            0.38,
        )
    return sheet


def _window(sheet: Image.Image, view: View) -> None:
    """Cut a window into the wall: the sky as it is outside, curtains beside it."""
    unit, light = view.unit, view.light
    x, y = view.width * (0.66 if view.scene.orb_x > 0.5 else 0.34), view.height * 0.12
    wide, tall = unit * 0.3, unit * 0.36
    left, low = x - wide / 2, y + tall
    frame = (
        left - unit * 0.018,
        y - unit * 0.018,
        left + wide + unit * 0.018,
        low + unit * 0.018,
    )
    veil(
        sheet,
        stencil(view.size, [(rounded(*frame, unit * 0.008), 255)]),
        light.on("#fbf4e6"),
    )
    outside = sky(view).resize((round(wide), round(tall * 1.3)))
    sheet.paste(outside.crop((0, 0, round(wide), round(tall))), (round(left), round(y)))
    bars = [
        rounded(x - unit * 0.006, y, x + unit * 0.006, low, 1),
        rounded(left, y + tall * 0.5, left + wide, y + tall * 0.5 + unit * 0.012, 1),
    ]
    veil(sheet, stencil(view.size, [(bar, 255) for bar in bars]), light.on("#fbf4e6"))
    for side in (-1, 1):
        edge = x + side * (wide / 2 + unit * 0.05)
        cloth = smooth(
            [
                (edge - unit * 0.05, y - unit * 0.05),
                (edge + unit * 0.05, y - unit * 0.05),
                (edge + unit * 0.045, low),
                (edge + unit * 0.05, low + unit * 0.06),
                (edge - unit * 0.05, low + unit * 0.06),
                (edge - unit * 0.045, low),
            ]
        )
        veil(
            sheet,
            stencil(view.size, [(cloth, 255)]),
            light.on("#c9785f" if side < 0 else "#bd6d56"),
        )


def table(view: View) -> Image.Image:
    """Return a wooden table before a calm wall: the ground of a still life."""
    light, unit = view.light, view.unit
    wall = view.dice("wall").choice(
        ("#6f8f92", "#b98a78", "#8795b5", "#a99a7c", "#7f9b86")
    )
    tones = (
        light.on(darker(wall, 0.25)),
        light.on(wall),
        light.on(lighter(wall, 0.28)),
    )
    sheet = gradient(view.size, tones)
    glow(
        sheet,
        (view.width * 0.34, view.horizon * 0.6),
        (unit * 0.75, unit * 0.6),
        light.on(lighter(wall, 0.6)),
        0.55,
    )
    _floor(sheet, view, view.horizon, ("#b27c4e", "#8a5836"))
    strokes, dice = [], view.dice("wood")
    for _ in range(46):
        near = dice.random()
        y = view.horizon + (view.height - view.horizon) * near
        half = view.width * dice.uniform(0.06, 0.2)
        x, thick = dice.uniform(0, view.width), unit * 0.0016 * (0.5 + near)
        strokes.append(
            ([(x - half, y), (x, y - thick), (x + half, y), (x, y + thick)], 120)
        )
    veil(sheet, stencil(view.size, strokes), light.on("#6b4028"), 0.6)
    edge = [
        (0.0, view.horizon),
        (float(view.width), view.horizon),
        (float(view.width), view.horizon + unit * 0.008),
        (0.0, view.horizon + unit * 0.008),
    ]
    veil(sheet, stencil(view.size, [(edge, 150)]), light.on("#e3b182"))
    glow(
        sheet,
        (view.width * 0.5, view.height * 0.8),
        (unit * 0.6, unit * 0.2),
        light.on("#f0c492"),
        0.35,
    )
    return sheet


def stage(view: View) -> Image.Image:
    """Return a gallery: a bare wall, a soft spot of light, a pale floor."""
    light, unit = view.light, view.unit
    tone = view.dice("wall").choice(("#3f4a72", "#6b4a66", "#3f6670", "#7a5a4c"))
    sheet = gradient(view.size, (light.on(darker(tone, 0.35)), light.on(tone)))
    glow(
        sheet,
        (view.width / 2, view.height * 0.42),
        (unit * 0.72, unit * 0.62),
        light.on(lighter(tone, 0.7)),
        0.8,
    )
    _floor(
        sheet,
        view,
        view.horizon,
        (mix(tone, "#e8d9c4", 0.55), mix(tone, "#b9a48c", 0.3)),
    )
    glow(
        sheet,
        (view.width / 2, view.height * 0.85),
        (unit * 0.6, unit * 0.16),
        light.on("#fff0d4"),
        0.6,
    )
    return sheet


def plain(view: View) -> Image.Image:
    """Return a studio ground of one colour; white stays white."""
    tint = view.scene.tint or view.dice("tint").choice(
        ("#e9c46a", "#84a98c", "#e5989b", "#8fb4d6", "#cdb4db")
    )
    if tint == "#fbf7ee":
        return Image.new("RGB", view.size, "#ffffff")
    tone = view.light.on(tint)
    sheet = gradient(view.size, (tone, tone, darker(tone, 0.1)))
    glow(
        sheet,
        (view.width / 2, view.height * 0.42),
        (view.unit * 0.85, view.unit * 0.8),
        lighter(tone, 0.4),
        0.55,
    )
    return sheet


def abstract(view: View) -> Image.Image:
    """Return a composition of discs, arcs and bands for words that name nothing."""
    dice, unit = view.dice("abstract"), view.unit
    inks = dice.choice(
        (
            ("#f4e9d8", "#e76f51", "#264653", "#e9c46a", "#2a9d8f"),
            ("#1f2a4d", "#f2b5a7", "#f7e6c4", "#5f7fb8", "#e0617a"),
            ("#ede4f2", "#6a4c93", "#ff924c", "#1982c4", "#8ac926"),
            ("#22333b", "#eae0d5", "#c6ac8f", "#d9694a", "#5f8f86"),
        )
    )
    lit = [view.light.on(ink) for ink in inks]
    sheet = gradient(view.size, (lit[0], mix(lit[0], lit[3], 0.25)))
    for n in range(9):
        ink = lit[1 + n % 4]
        x, y = dice.uniform(0.1, 0.9) * view.width, dice.uniform(0.1, 0.9) * view.height
        r = unit * dice.uniform(0.06, 0.27)
        match n % 3:
            case 0:
                shape = oval(x, y, r, r)
            case 1:
                shape = _ring(x, y, r, dice.uniform(0, 360))
            case _:
                shape = _wave(view, y, r)
        mask = stencil(view.size, [(shape, 235)])
        veil(sheet, mask, ink, dice.uniform(0.55, 0.95))
    return sheet


def _ring(x: float, y: float, r: float, start: float) -> list[Point]:
    turns = [math.radians(start + i * 4.5) for i in range(46)]
    rim = [(x + r * math.cos(a), y + r * math.sin(a)) for a in turns]
    return [
        *rim,
        *(
            (x + r * 0.55 * math.cos(a), y + r * 0.55 * math.sin(a))
            for a in reversed(turns)
        ),
    ]


def _wave(view: View, y: float, r: float) -> list[Point]:
    xs = [view.width * i / 48 for i in range(49)]
    top = [(x, y + r * 0.4 * math.sin(x / view.unit * 5)) for x in xs]
    return [*top, *((x, low + r * 0.22) for x, low in reversed(top))]
