"""Backgrounds without ground: open sky, space, the deep sea."""

import math

from PIL import Image, ImageChops

from playground.artist.backdrops.air import sky, stars
from playground.artist.backdrops.ridges import jagged, rolling
from playground.artist.colour import darker, lighter
from playground.artist.curves import oval
from playground.artist.found import photo_of
from playground.artist.view import View
from playground.artist.washes import (
    clouds_of_noise,
    glow,
    gradient,
    hill,
    stencil,
    veil,
)


def open_sky(view: View) -> Image.Image:
    """Return a wide sky with banks of cloud and far hills at the foot."""
    sheet = sky(view)
    dice, unit, light = view.dice("banks"), view.unit, view.light
    for _ in range(5):
        x, y = dice.uniform(0, view.width), view.height * dice.uniform(0.25, 0.8)
        puffs = []
        for n in range(7):
            r = unit * dice.uniform(0.02, 0.045) * (1.3 - abs(n - 3) * 0.22)
            puffs.append((oval(x + (n - 3) * unit * 0.038, y - r * 0.5, r, r), 255))
        base = oval(x, y, unit * 0.15, unit * 0.016)
        mask = stencil(view.size, [*puffs, (base, 255)])
        veil(sheet, mask, light.cloud, 0.72)
    for n, (lift, tone, air) in enumerate(
        ((0.0, "#7f97b8", 0.6), (0.04, "#6fa06a", 0.3))
    ):
        y = view.height * (0.9 + lift)
        edge = (
            jagged(dice, view.width, y, unit * 0.08)
            if n == 0
            else rolling(dice, view.width, y, unit * 0.025)
        )
        hill(sheet, edge, (light.far(tone, air), light.far(tone, air + 0.15)))
    return sheet


def space(view: View) -> Image.Image:
    """Return stars, a nebula, and a world at the lower edge."""
    sheet = gradient(view.size, ("#05060f", "#0c1030", "#1b1440", "#2a1a4d"))
    dice, unit = view.dice("nebula"), view.unit
    for n, tone in enumerate(("#6a3f9a", "#2f6fa8", "#c9577f")):
        lumps = clouds_of_noise(view.size, n + dice.randint(0, 60), max(6, unit // 6))
        fine = clouds_of_noise(view.size, n + 30, max(4, unit // 22))
        mask = Image.blend(lumps, fine, 0.35)
        cut = [max(0, min(150, round((v - 122) * 2.6))) for v in range(256)]
        veil(sheet, mask.point(cut), tone, 0.55)
    night = stencil(
        view.size,
        [
            (
                oval(dice.uniform(0, view.width), dice.uniform(0, view.height), r, r),
                dice.randint(90, 255),
            )
            for r in (
                unit * dice.choice((0.0008, 0.0011, 0.0017, 0.0026)) for _ in range(260)
            )
        ],
    )
    veil(sheet, night, "#fff8e6")
    centre, r = (view.width * 0.5, view.height + unit * 0.62), unit * 0.82
    glow(sheet, (centre[0], centre[1]), (r * 1.25, r * 1.25), "#6fb4f0", 0.8)
    world = stencil(view.size, [(oval(*centre, r, r), 255)])
    veil(sheet, world, "#2f6fa8")
    lands = clouds_of_noise(view.size, 17, max(6, unit // 9)).point(
        [255 * (v > 134) for v in range(256)]
    )
    veil(sheet, ImageChops.multiply(world, lands), "#5d9c7a", 0.75)
    return sheet


def underwater(view: View) -> Image.Image:
    """Return the deep: rays of light, weed and coral on sand, bubbles."""
    light, unit = view.light, view.unit
    tones = tuple(light.on(t) for t in ("#8fe0e0", "#3fa9c9", "#1f6fa0", "#174a7c"))
    sheet = gradient(view.size, tones)
    dice = view.dice("deep")
    rays = []
    for _ in range(7):
        x, lean = view.width * dice.uniform(0.05, 0.95), unit * dice.uniform(-0.12, 0.2)
        wide = unit * dice.uniform(0.02, 0.07)
        rays.append(
            (
                [
                    (x, 0),
                    (x + wide, 0),
                    (x + lean + wide * 3, view.height * 0.8),
                    (x + lean - wide, view.height * 0.8),
                ],
                dice.randint(50, 110),
            )
        )
    fade = Image.linear_gradient("L").resize(view.size).point(list(range(255, -1, -1)))
    veil(sheet, ImageChops.multiply(stencil(view.size, rays), fade), "#e9fff6", 0.6)
    far = rolling(dice, view.width, view.height * 0.84, unit * 0.05)
    hill(sheet, far, (light.on("#2b7fa3"), light.on("#1f5f8a")))
    _weed(sheet, view)
    sand = rolling(dice, view.width, view.height * 0.91, unit * 0.014)
    hill(sheet, sand, (light.on("#dcc79a"), light.on("#a8966f")))
    bubbles = [
        (
            oval(
                dice.uniform(0, view.width), dice.uniform(0.1, 0.9) * view.height, r, r
            ),
            120,
        )
        for r in (unit * dice.uniform(0.002, 0.008) for _ in range(40))
    ]
    veil(sheet, stencil(view.size, bubbles), "#eafcff", 0.7)
    return sheet


def _weed(sheet: Image.Image, view: View) -> None:
    dice, unit = view.dice("weed"), view.unit
    for tone in ("#2f8f7a", "#d9607a", "#3fa36f", "#e0905a"):
        leaves = []
        for _ in range(8):
            x, tall = dice.uniform(0, view.width), unit * dice.uniform(0.06, 0.17)
            foot, phase = view.height * 0.93, dice.uniform(0, 6)
            side = [
                (
                    x + unit * 0.014 * math.sin(i * 0.8 + phase) * i / 8,
                    foot - tall * i / 8,
                )
                for i in range(9)
            ]
            back = [
                (a + unit * 0.012 * (1 - i / 8) + 1, b) for i, (a, b) in enumerate(side)
            ]
            leaves.append(([*side, *reversed(back)], 235))
        veil(sheet, stencil(view.size, leaves), view.light.on(darker(tone, 0.18)))


def photo(view: View) -> Image.Image:
    """Return the foreign picture, filling the sheet, in the light that was asked."""
    found = photo_of(view.scene)
    if found is None:
        return gradient(view.size, view.light.sky)
    scale = max(view.width / found.width, view.height / found.height)
    size = (
        max(view.width, round(found.width * scale)),
        max(view.height, round(found.height * scale)),
    )
    large = found.resize(size, Image.Resampling.LANCZOS)
    left, top = (size[0] - view.width) // 2, (size[1] - view.height) // 2
    sheet = large.crop((left, top, left + view.width, top + view.height))
    if view.scene.time == "day":
        return sheet
    tinted = ImageChops.multiply(sheet, Image.new("RGB", view.size, view.light.ambient))
    tinted = Image.blend(
        tinted,
        ImageChops.multiply(
            tinted, gradient(view.size, tuple(lighter(s, 0.3) for s in view.light.sky))
        ),
        0.45,
    )
    if view.light.dark and not view.light.soft:
        stars(tinted, view, view.height * 0.22)
    return tinted
