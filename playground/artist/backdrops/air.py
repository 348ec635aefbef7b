"""The sky: its colours, sun or moon, stars and far clouds."""

import math

from PIL import Image, ImageChops

from playground.artist.colour import lighter
from playground.artist.curves import Point, oval
from playground.artist.view import View
from playground.artist.washes import clouds_of_noise, glow, gradient, stencil, veil


def sky(view: View) -> Image.Image:
    """Return a sheet with the sky down to the horizon."""
    sheet = Image.new("RGB", view.size, view.light.haze)
    sheet.paste(gradient((view.width, round(view.horizon) + 2), view.light.sky), (0, 0))
    if view.light.dark and not view.light.soft:
        stars(sheet, view, view.horizon)
    _wisps(sheet, view)
    if view.scene.orb and not view.light.soft and view.ground.open_air:
        orb(sheet, view, view.orb)
    return sheet


def orb(sheet: Image.Image, view: View, at: Point) -> None:
    """Draw the sun or the moon with its shine."""
    radius = view.unit * (0.05 if view.light.dark else 0.062)
    tone = view.light.orb
    glow(sheet, at, (radius * 9, radius * 9), tone, 0.42)
    glow(sheet, at, (radius * 3.2, radius * 3.2), tone, 0.75)
    disc = [(oval(*at, radius, radius), 255)]
    veil(sheet, stencil(view.size, disc), lighter(tone, 0.5))
    if view.light.dark:
        spots = ((-0.3, -0.25, 0.2), (0.25, 0.2, 0.28), (-0.2, 0.42, 0.14))
        seas = [
            (oval(at[0] + x * radius, at[1] + y * radius, r * radius, r * radius), 40)
            for x, y, r in spots
        ]
        veil(sheet, stencil(view.size, seas), "#8d8a9c")


def stars(sheet: Image.Image, view: View, low: float) -> None:
    """Scatter stars, denser towards the top."""
    dice = view.dice("stars")
    count = 150 if view.scene.time == "night" else 50
    points = []
    for _ in range(count):
        x, y = dice.uniform(0, view.width), low * dice.random() ** 1.5 * 0.94
        r = view.unit * dice.choice((0.0008, 0.001, 0.0014, 0.0021))
        points.append((oval(x, y, r, r), dice.randint(90, 255)))
    veil(sheet, stencil(view.size, points), "#fdf6df")


def _wisps(sheet: Image.Image, view: View) -> None:
    """Lay thin far clouds, longer than high, over the middle of the sky."""
    size = (view.width, max(8, round(view.horizon)))
    seed = view.dice("wisps").randint(0, 90)
    flat = clouds_of_noise((size[0] // 3, size[1]), seed, max(8, view.unit // 22))
    lumps = clouds_of_noise((size[0] // 5, size[1]), seed + 1, max(4, view.unit // 50))
    both = Image.blend(flat.resize(size), lumps.resize(size), 0.35)
    thick = 1.9 if view.light.soft else 1.0
    cut = [max(0, min(255, round((v - 140 + 14 * thick) * 5))) for v in range(256)]
    belt = Image.linear_gradient("L").resize(size)
    belt = belt.point(
        [round(255 * math.sin(math.pi * v / 255) ** 1.5) for v in range(256)]
    )
    mask = Image.new("L", view.size)
    mask.paste(ImageChops.multiply(both.point(cut), belt), (0, 0))
    veil(sheet, mask, view.light.cloud, 0.3 if view.light.dark else 0.42)
