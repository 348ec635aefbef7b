"""Water seen from the shore: the sea, and what light does on it."""

from PIL import Image

from playground.artist.backdrops.air import sky
from playground.artist.backdrops.ridges import jagged, rolling
from playground.artist.colour import lighter, mix
from playground.artist.curves import Point
from playground.artist.view import View
from playground.artist.washes import glow, gradient, hill, stencil, veil


def lens(x: float, y: float, half: float, thick: float) -> list[Point]:
    """Return a flat stroke that is thin at both ends."""
    return [(x - half, y), (x, y - thick), (x + half, y), (x, y + thick)]


def waves(sheet: Image.Image, view: View, top: float, low: float) -> None:
    """Draw crests and troughs between two lines, larger towards us."""
    dice = view.dice("waves")
    crests: list[tuple[list[Point], int]] = []
    troughs: list[tuple[list[Point], int]] = []
    for _ in range(230):
        near = dice.random() ** 1.4
        y = top + (low - top) * near
        half = view.width * (0.006 + 0.035 * near) * dice.uniform(0.5, 1.3)
        stroke = lens(
            dice.uniform(0, view.width), y, half, view.unit * 0.0026 * (0.4 + near)
        )
        group = crests if dice.random() < 0.5 else troughs
        group.append((stroke, dice.randint(70, 190)))
    veil(sheet, stencil(view.size, crests), lighter(view.light.sea[0], 0.25), 0.4)
    veil(sheet, stencil(view.size, troughs), view.light.sea[1], 0.5)


def glitter(sheet: Image.Image, view: View, top: float, low: float) -> None:
    """Draw the path of light that a low sun or the moon lays on water."""
    if not view.scene.orb or view.light.soft:
        return
    dice, x = view.dice("glitter"), view.orb[0]
    power = 0.34 if view.scene.time == "day" else 0.9
    glow(sheet, (x, top), (view.unit * 0.3, (low - top) * 0.9), view.light.orb, 0.3)
    strokes = []
    for i in range(90):
        near = i / 90
        spread = view.unit * (0.02 + 0.1 * near)
        half = view.unit * (0.008 + 0.03 * near) * dice.uniform(0.4, 1.2)
        y = top + (low - top) * near**1.25 + 2
        stroke = lens(
            x + dice.gauss(0, spread * 0.5), y, half, view.unit * (0.001 + 0.003 * near)
        )
        strokes.append((stroke, round(255 * (1 - near * 0.55))))
    veil(sheet, stencil(view.size, strokes), view.light.orb, power)


def sea(view: View) -> Image.Image:
    """Return the open sea with a far coast."""
    sheet = sky(view)
    dice, light = view.dice("coast"), view.light
    coast = rolling(dice, view.width, view.horizon, view.unit * 0.045)
    slope = [(x, min(view.horizon + 1, y + x * 0.05)) for x, y in coast]
    hill(sheet, slope, (light.far("#5f7fa0", 0.62), light.far("#5f7fa0", 0.75)))
    water(sheet, view, view.horizon, view.height)
    return sheet


def water(sheet: Image.Image, view: View, top: float, low: float) -> None:
    """Fill a band with water."""
    light = view.light
    middle = mix(*light.sea, 0.45)
    band = (view.width, max(1, round(low - top)))
    sheet.paste(gradient(band, (light.sea[0], middle, light.sea[1])), (0, round(top)))
    waves(sheet, view, top, low)
    glitter(sheet, view, top, low)


def beach(view: View) -> Image.Image:
    """Return a bay: sea behind, sand in front, foam between them."""
    sheet = sky(view)
    light, dice = view.light, view.dice("beach")
    far = jagged(dice, view.width, view.horizon, view.unit * 0.07)
    cliff = [(x, y + (x / view.width) * view.unit * 0.1) for x, y in far]
    hill(sheet, cliff, (light.far("#6f8f8a", 0.5), light.far("#6f8f8a", 0.7)))
    shore = view.height * 0.62
    water(sheet, view, view.horizon, shore + view.unit * 0.06)
    edge = rolling(dice, view.width, shore, view.unit * 0.022)
    for lift, tone in (
        (0.026, light.far("#cfeee8", 0.1)),
        (0.012, light.on("#fffdf6")),
        (0.0, light.on("#c9a468")),
    ):
        bank = [(x, y - lift * view.unit) for x, y in edge]
        hill(sheet, bank, (tone, tone))
    sand = [(x, y + 0.02 * view.unit) for x, y in edge]
    hill(sheet, sand, (light.on("#f0d39a"), light.on("#f6e0b4"), light.on("#dcb877")))
    _pebbles(sheet, view, shore)
    return sheet


def _pebbles(sheet: Image.Image, view: View, shore: float) -> None:
    dice = view.dice("pebbles")
    marks = []
    for _ in range(120):
        near = dice.random()
        y = shore + view.unit * 0.06 + (view.height - shore) * near
        half = view.unit * (0.002 + 0.006 * near)
        marks.append((lens(dice.uniform(0, view.width), y, half, half * 0.3), 150))
    veil(sheet, stencil(view.size, marks), view.light.on("#a98250"), 0.5)
