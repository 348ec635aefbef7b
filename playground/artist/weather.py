"""Rain, snow, fog and storm, laid over a painted picture."""

import math

from PIL import Image, ImageFilter

from playground.artist.curves import Point, oval
from playground.artist.view import View
from playground.artist.washes import clouds_of_noise, glow, stencil, veil


def weather(sheet: Image.Image, view: View) -> None:
    """Lay the scene's weather over the sheet."""
    match view.scene.weather:
        case "rain":
            _rain(sheet, view, 260)
        case "snow":
            _flakes(sheet, view)
        case "fog":
            _fog(sheet, view)
        case "storm":
            _bolt(sheet, view)
            _rain(sheet, view, 340)
        case _:
            pass


def _rain(sheet: Image.Image, view: View, drops: int) -> None:
    dice, unit = view.dice("rain"), view.unit
    streaks = []
    for _ in range(drops):
        x, y = (
            dice.uniform(-0.1, 1.1) * view.width,
            dice.uniform(-0.05, 1) * view.height,
        )
        long, thick = (
            unit * dice.uniform(0.025, 0.06),
            unit * dice.uniform(0.0007, 0.0016),
        )
        lean = long * 0.28
        streak = [(x - thick, y), (x + thick, y), (x - lean, y + long)]
        streaks.append((streak, dice.randint(70, 170)))
    veil(sheet, stencil(view.size, streaks), view.light.on("#f1f7fb"), 0.8)
    splashes = []
    for _ in range(drops // 4):
        y = view.horizon + (view.height - view.horizon) * dice.uniform(0.1, 1)
        wide = unit * 0.008 * (0.4 + y / view.height)
        splashes.append((oval(dice.uniform(0, view.width), y, wide, wide * 0.28), 90))
    veil(sheet, stencil(view.size, splashes), view.light.on("#f1f7fb"), 0.6)


def _flakes(sheet: Image.Image, view: View) -> None:
    dice, unit = view.dice("flakes"), view.unit
    flakes = []
    for _ in range(330):
        near = dice.random() ** 2.2
        r = unit * (0.0014 + 0.0065 * near)
        x, y = dice.uniform(0, view.width), dice.uniform(0, view.height)
        flakes.append((oval(x, y, r, r), round(230 - 110 * near)))
    mask = stencil(view.size, flakes).filter(ImageFilter.GaussianBlur(unit * 0.0007))
    veil(sheet, mask, view.light.on("#ffffff"))


def _fog(sheet: Image.Image, view: View) -> None:
    size = view.size
    seed = view.dice("fog").randint(0, 90)
    lumps = clouds_of_noise((size[0] // 3, size[1]), seed, max(6, view.unit // 9))
    rise = Image.linear_gradient("L").resize(size)
    belt = [round(190 * math.exp(-(((v / 255 - 0.62) / 0.3) ** 2))) for v in range(256)]
    mask = Image.blend(lumps.resize(size), rise.point(belt), 0.72)
    veil(sheet, mask, view.light.haze, 0.55 if view.light.dark else 0.85)


def _bolt(sheet: Image.Image, view: View) -> None:
    dice = view.dice("bolt")
    x = view.width * (0.24 if view.scene.orb_x > 0.5 else 0.76)
    y, steps, low = 0.0, 9, view.horizon * 0.98
    glow(sheet, (x, low * 0.3), (view.width * 0.5, low * 0.7), "#cdd8ff", 0.5)
    left: list[Point] = []
    right: list[Point] = []
    for i in range(steps + 1):
        thick = view.unit * 0.006 * (1 - i / steps) + 0.4
        left.append((x - thick, y))
        right.append((x + thick, y))
        x += view.unit * dice.uniform(-0.045, 0.045)
        y += low / steps
    shape = stencil(view.size, [([*left, *reversed(right)], 255)])
    veil(sheet, shape.filter(ImageFilter.GaussianBlur(view.unit * 0.008)), "#b9c8ff")
    veil(sheet, shape, "#ffffff")
