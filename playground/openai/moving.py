"""Makes other kinds of pictures: a short loop as GIF, a drawing as SVG."""

import io
from collections import defaultdict
from dataclasses import replace
from html import escape
from itertools import groupby
from math import sin, tau

from PIL import Image

from playground.artist import Scene, paint
from playground.openai.look import Look

_EDGE = 512
"""A frame is painted no larger than this, and stretched."""
_TILES = 96
_COLOURS = 48


def loop(scene: Scene, look: Look) -> bytes:
    """The scene with its things swaying; the last frame leads to the first."""
    small = tuple(min(side, _EDGE) for side in look.size)
    frames = [
        _frame(_swaying(scene, number / look.frames), (small[0], small[1]), look)
        for number in range(look.frames)
    ]
    out = io.BytesIO()
    first, *others = frames
    first.save(
        out, "GIF", save_all=True, append_images=others, duration=look.pause, loop=0
    )
    return out.getvalue()


def _frame(scene: Scene, size: tuple[int, int], look: Look) -> Image.Image:
    data = paint(scene, size=size, format="png", quality="low")
    image = Image.open(io.BytesIO(data)).convert("RGB").resize(look.size)
    return image.quantize(64)


def _swaying(scene: Scene, turn: float) -> Scene:
    sway = 0.03 * sin(tau * turn)
    things = tuple(replace(thing, x=thing.x + sway) for thing in scene.things)
    return replace(scene, things=things, orb_x=scene.orb_x - sway)


def drawing(scene: Scene, look: Look) -> bytes:
    """The scene as a mosaic: a path for each colour, made of the tiles that have it."""
    width, height = look.size
    edge = max(width, height) / _TILES
    columns, rows = max(1, round(width / edge)), max(1, round(height / edge))
    data = paint(scene, size=(columns * 8, rows * 8), format="png", quality="low")
    tiny = Image.open(io.BytesIO(data)).convert("RGB").resize((columns, rows))
    paths = [
        f'<path fill="{colour}" d="{"".join(runs)}"/>'
        for colour, runs in _runs(tiny.quantize(_COLOURS)).items()
    ]
    head = (
        '<svg xmlns="http://www.w3.org/2000/svg" shape-rendering="crispEdges" '
        f'viewBox="0 0 {columns} {rows}" width="{width}" height="{height}">'
    )
    title = f"<title>{escape(scene.words)}</title>"
    return "\n".join([head, title, *paths, "</svg>"]).encode()


def _runs(tiles: Image.Image) -> dict[str, list[str]]:
    """For each colour the rows of tiles that have it, as steps of a path."""
    data, wide = tiles.convert("RGB").tobytes(), tiles.width
    found: dict[str, list[str]] = defaultdict(list)
    for y in range(tiles.height):
        at = [data[3 * (y * wide + x) :][:3].hex() for x in range(wide)]
        x = 0
        for colour, run in groupby(at):
            length = len([*run])
            found[f"#{colour}"].append(f"M{x} {y}h{length}v1h-{length}z")
            x += length
    return found
