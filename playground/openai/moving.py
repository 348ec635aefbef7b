"""Makes other kinds of pictures: a short loop as GIF, a drawing as SVG."""

import io
from dataclasses import replace
from html import escape
from math import sin, tau

from PIL import Image

from playground.artist import Scene, Thing, paint
from playground.openai.look import Look

_EDGE = 512
"""A frame is painted no larger than this, and stretched."""
_SKY = {"day": "#7dbde3", "night": "#16213f", "dawn": "#f4bcb4", "sunset": "#f08a3c"}


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
    """A flat drawing of the scene: its sky, its ground, a disc for each thing."""
    width, height = look.size
    sky = _SKY.get(scene.time, _SKY["day"])
    shapes = [
        f"<title>{escape(scene.words)}</title>",
        f'<rect width="{width}" height="{height}" fill="{sky}"/>',
        f'<rect y="{height * 0.6:.0f}" width="{width}" height="{height * 0.4:.0f}"'
        ' fill="#5d9c59"/>',
        *(_disc(thing, width, height) for thing in scene.things),
    ]
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}"'
    return "\n".join(
        [f'{head} width="{width}" height="{height}">', *shapes, "</svg>"]
    ).encode()


def _disc(thing: Thing, width: int, height: int) -> str:
    radius = thing.size * min(width, height) / 2
    return (
        f'<circle cx="{thing.x * width:.0f}" cy="{thing.y * height - radius:.0f}"'
        f' r="{radius:.0f}" fill="{thing.colour or "#d9483b"}">'
        f"<title>{escape(thing.kind)}</title></circle>"
    )
