"""Gradients, glows and grain: the soft part of a flat picture.

Everything here is deterministic and made from a few small tiles, because Pillow's
own noise has no seed.
"""

import random
from collections.abc import Iterable, Sequence
from functools import lru_cache

from PIL import Image, ImageChops, ImageDraw

from playground.artist.colour import rgb
from playground.artist.curves import Point

Size = tuple[int, int]


def gradient(size: Size, stops: Sequence[str]) -> Image.Image:
    """Return an RGB wash from the first colour (top) to the last (bottom)."""
    return _column(tuple(stops)).resize(size, Image.Resampling.BILINEAR)


@lru_cache(maxsize=512)
def _column(stops: tuple[str, ...]) -> Image.Image:
    steps, spans = 256, max(1, len(stops) - 1)
    colours = [rgb(stop) for stop in (*stops, stops[-1])]
    shades = bytearray()
    for y in range(steps):
        at = y / (steps - 1) * spans
        i = min(int(at), spans - 1)
        a, b, t = colours[i], colours[i + 1], at - i
        shades += bytes(round(a[n] + (b[n] - a[n]) * t) for n in range(3))
    return Image.frombytes("RGB", (1, steps), bytes(shades))


@lru_cache(maxsize=1)
def _halo() -> Image.Image:
    falloff = [round(255 * max(0.0, 1 - d / 178) ** 2.2) for d in range(256)]
    return Image.radial_gradient("L").point(falloff)


def glow(sheet: Image.Image, at: Point, radius: Point, fill: str, power: float) -> None:
    """Shine onto an RGB sheet: lightens only, fades to nothing at the radius."""
    rx, ry = max(1, round(radius[0])), max(1, round(radius[1]))
    x0, y0 = round(at[0]) - rx, round(at[1]) - ry
    box = (max(0, x0), max(0, y0), x0 + rx * 2, y0 + ry * 2)
    box = (box[0], box[1], min(sheet.width, box[2]), min(sheet.height, box[3]))
    if box[0] >= box[2] or box[1] >= box[3]:
        return
    halo = _halo().resize((rx * 2, ry * 2), Image.Resampling.BILINEAR)
    halo = halo.crop((box[0] - x0, box[1] - y0, box[2] - x0, box[3] - y0))
    halo = halo.point([round(v * power) for v in range(256)])
    below = sheet.crop(box)
    shine = Image.composite(Image.new("RGB", below.size, fill), below, halo)
    sheet.paste(ImageChops.lighter(below, shine), box)


def veil(sheet: Image.Image, mask: Image.Image, fill: str, power: float = 1.0) -> None:
    """Lay one colour over an RGB sheet through a mask of its size."""
    if power < 1:
        mask = mask.point([round(v * power) for v in range(256)])
    sheet.paste(Image.new("RGB", sheet.size, fill), (0, 0), mask)


def silhouette(size: Size, points: Sequence[Point]) -> Image.Image:
    """Return a mask of a polygon in picture coordinates, with smooth edges."""
    mask = Image.new("L", (size[0] * 2, size[1] * 2))
    ImageDraw.Draw(mask).polygon([(x * 2, y * 2) for x, y in points], 255)
    return mask.reduce(2)


def hill(sheet: Image.Image, edge: Sequence[Point], stops: Sequence[str]) -> None:
    """Fill everything below an edge (left to right) with a wash of colours."""
    top = max(0, int(min(y for _, y in edge)) - 1)
    if top >= sheet.height:
        return
    size = (sheet.width, sheet.height - top)
    shape = [(x, y - top) for x, y in edge]
    mask = silhouette(size, [(0, size[1]), *shape, (size[0], size[1])])
    sheet.paste(gradient(size, stops), (0, top), mask)


@lru_cache(maxsize=4)
def noise(side: int = 512, seed: int = 1) -> Image.Image:
    """Return a tile of even noise about 128, the same in every run."""
    rng = random.Random(seed)
    one, two = (
        Image.frombytes("L", (side, side), rng.randbytes(side * side)) for _ in "ab"
    )
    return Image.blend(one, two, 0.5)


def clouds_of_noise(size: Size, seed: int, cell: int) -> Image.Image:
    """Return soft noise whose lumps are about `cell` pixels wide."""
    small = (max(4, size[0] // cell), max(4, size[1] // cell))
    return spread(noise(256, seed % 97), small).resize(size, Image.Resampling.BICUBIC)


def spread(tile: Image.Image, size: Size) -> Image.Image:
    """Return a sheet of that size covered with copies of the tile."""
    sheet = Image.new(tile.mode, size)
    for y in range(0, size[1], tile.height):
        for x in range(0, size[0], tile.width):
            sheet.paste(tile, (x, y))
    return sheet


@lru_cache(maxsize=8)
def _film(strength: float) -> Image.Image:
    tile = noise().point([round(128 + (v - 128) * strength) for v in range(256)])
    films = (ImageChops.offset(tile, 171 * n, 97 * n) for n in range(3))
    return Image.merge("RGB", tuple(films))


def grain(sheet: Image.Image, strength: float) -> Image.Image:
    """Return the RGB sheet with a light film grain; 0 leaves it as it is."""
    if strength <= 0:
        return sheet
    return ImageChops.add(sheet, spread(_film(strength), sheet.size), 1, -128)


def stencil(size: Size, shapes: Iterable[tuple[Sequence[Point], int]]) -> Image.Image:
    """Return a mask of many polygons, each with its own strength, edges smooth."""
    mask = Image.new("L", (size[0] * 2, size[1] * 2))
    pencil = ImageDraw.Draw(mask)
    for points, strength in shapes:
        pencil.polygon([(x * 2, y * 2) for x, y in points], strength)
    return mask.reduce(2)
