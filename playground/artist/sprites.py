"""One thing as a small sheet: drawn large, shrunk, modelled by light, put in place."""

import math
from dataclasses import dataclass

from PIL import Image, ImageChops, ImageFilter

from playground.artist.catalogue import LIVING, kind_of
from playground.artist.kinds import Kind
from playground.artist.light import Light
from playground.artist.pen import Pen
from playground.artist.scene import Thing
from playground.artist.things.card import card_for
from playground.artist.things.marks import mark

MOST_PIXELS = 1900
"""The longest side that a thing is drawn in before it is shrunk."""


@dataclass(frozen=True, slots=True)
class Sprite:
    """A thing's body, and what of it shines by itself."""

    body: Image.Image
    lights: Image.Image | None


def sprite(thing: Thing, tall: float, light: Light, air: float) -> Sprite:
    """Draw a thing `tall` pixels high, seen through `air` (0 to 1)."""
    return shaped(kind_of(thing.kind), thing, (tall, light, air))


def shaped(kind: Kind, thing: Thing, seen: tuple[float, Light, float]) -> Sprite:
    """Draw a thing in the shape of a kind: its height, its light, the air before it."""
    tall, light, air = seen
    height = max(3, round(tall))
    width = max(3, round(tall * kind.box[0] / kind.box[1]))
    zoom = 3.0 if height < 420 else 2.0
    zoom = max(1.0, min(zoom, MOST_PIXELS / max(width, height)))
    pen = Pen(kind.box, height * zoom / kind.box[1], light.dark, thing.seed)
    pen.said = thing.label if kind.name == "sign" else ""
    _draw(kind, pen, thing)
    body = pen.image.resize((width, height), Image.Resampling.BOX)
    lights = pen.lights.image.resize(body.size, Image.Resampling.BOX)
    if thing.flip:
        body = body.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
        lights = lights.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    return Sprite(_lit(body, light, air), lights if pen.lights.used else None)


def _draw(kind: Kind, pen: Pen, thing: Thing) -> None:
    if thing.kind == kind.name and kind.name != "card":
        kind.draw(pen, thing.colour or kind.colour)
        if kind.name in LIVING:
            mark(pen, kind.name, thing.seed)
    else:
        card_for(pen, thing.label or thing.kind, thing.colour or kind.colour)


def _lit(body: Image.Image, light: Light, air: float) -> Image.Image:
    """Round a flat body with a lit and a shaded edge, then tint it by the hour."""
    alpha = body.getchannel("A")
    step = max(1, round(body.height * 0.018))
    flat = body.convert("RGB")
    dim = _rim(alpha, -step).point([round(v * 0.34) for v in range(256)])
    bright = _rim(alpha, step).point([round(v * 0.3) for v in range(256)])
    flat.paste(Image.new("RGB", body.size, "#1a1f45"), (0, 0), dim)
    flat.paste(Image.new("RGB", body.size, "#fff6de"), (0, 0), bright)
    flat = ImageChops.multiply(flat, Image.new("RGB", body.size, light.ambient))
    if air > 0.01:
        flat = Image.blend(flat, Image.new("RGB", body.size, light.haze), min(0.8, air))
    flat.putalpha(alpha)
    return flat


def _rim(alpha: Image.Image, step: int) -> Image.Image:
    """Return the soft edge that a shifted copy of the shape leaves free."""
    moved = Image.new("L", alpha.size)
    moved.paste(alpha, (step, step))
    edge = ImageChops.subtract(alpha, moved)
    edge = edge.filter(ImageFilter.GaussianBlur(abs(step) * 0.9))
    return ImageChops.multiply(edge, alpha)


def shadow(alpha: Image.Image, reach: float, lean: float) -> Image.Image:
    """Return the shadow that falls towards us: upside down, short, leaning, fading.

    The mask is wider than the body by `lean` body heights on both sides.
    """
    tall = max(2, round(alpha.height * reach))
    pad = math.ceil(abs(lean) * alpha.height) + 2
    flipped = alpha.transpose(Image.Transpose.FLIP_TOP_BOTTOM)
    flipped = flipped.resize((alpha.width, tall), Image.Resampling.BILINEAR)
    wide = Image.new("L", (alpha.width + pad * 2, tall))
    wide.paste(flipped, (pad, 0))
    shear = (1, -lean * alpha.height / tall, 0, 0, 1, 0)
    leaned = wide.transform(wide.size, Image.Transform.AFFINE, shear)
    fade = (
        Image.linear_gradient("L")
        .resize(wide.size)
        .point([round((255 - v) * 0.85 + 20) for v in range(256)])
    )
    soft = leaned.filter(ImageFilter.GaussianBlur(max(1.0, alpha.width * 0.012)))
    return ImageChops.multiply(soft, fade)


def reflection(body: Image.Image, seed: int) -> Image.Image:
    """Return what water makes of a body: upside down, rippled, fading."""
    tall = max(2, round(body.height * 0.62))
    flipped = body.transpose(Image.Transpose.FLIP_TOP_BOTTOM)
    flipped = flipped.resize((body.width, tall), Image.Resampling.BILINEAR)
    pad = max(2, body.width // 24)
    rippled = Image.new("RGBA", (body.width + pad * 2, tall))
    row = max(1, tall // 60)
    for y in range(0, tall, row):
        sway = math.sin(y / row * 0.9 + seed) * (0.25 + y / tall) * pad
        strip = flipped.crop((0, y, body.width, min(tall, y + row)))
        rippled.paste(strip, (pad + round(sway), y))
    fade = Image.linear_gradient("L").resize(rippled.size)
    fade = fade.point([round((255 - v) * 0.5) for v in range(256)])
    rippled.putalpha(ImageChops.multiply(rippled.getchannel("A"), fade))
    return rippled
