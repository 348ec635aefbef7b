"""Puts the things of a scene onto its background, far ones first.

Each casts a shadow or is mirrored in water; what shines is gathered on a second,
small sheet, so that the glow of all lamps is made in one go.
"""

from dataclasses import replace

from PIL import Image, ImageChops, ImageFilter

from playground.artist.catalogue import kind_of
from playground.artist.curves import oval
from playground.artist.kinds import Kind
from playground.artist.scene import Thing
from playground.artist.sprites import Sprite, reflection, shadow, shaped, sprite
from playground.artist.things.sea import ISLET
from playground.artist.view import View
from playground.artist.washes import stencil, veil

_BLOOM = 4
"""The glow is made on a sheet so many times smaller."""


def stage(sheet: Image.Image, view: View) -> Image.Image:
    """Return the RGB sheet with all things on it."""
    bloom = Image.new("RGB", (view.width // _BLOOM + 1, view.height // _BLOOM + 1))
    for thing in in_depth(view):
        _put(sheet, bloom, view, thing)
    return shine(sheet, bloom, view)


def things_alone(view: View) -> Image.Image:
    """Return an RGBA sheet with nothing but the things."""
    sheet = Image.new("RGBA", view.size)
    for thing in in_depth(view):
        made = sprite(thing, thing.size * view.unit, view.light, 0.0)
        left = round(thing.x * view.width - made.body.width / 2)
        top = round(thing.y * view.height) - made.body.height
        for part in (made.body, made.lights):
            if part:
                _compose(sheet, part, (left, top))
    return sheet


def _compose(sheet: Image.Image, part: Image.Image, at: tuple[int, int]) -> None:
    """Lay a part on a transparent sheet; what is outside of it is cut off."""
    from_x, from_y = max(0, -at[0]), max(0, -at[1])
    if from_x >= part.width or from_y >= part.height:
        return
    spot = (max(0, at[0]), max(0, at[1]))
    if spot[0] < sheet.width and spot[1] < sheet.height:
        sheet.alpha_composite(part, spot, (from_x, from_y))


def in_depth(view: View) -> list[Thing]:
    """Return the things from the farthest to the nearest."""
    things = [_labelled(thing, view) for thing in view.scene.things]
    return sorted(things, key=_rank)


def _rank(thing: Thing) -> tuple[int, float]:
    if thing.over:
        return 2, thing.over
    return {"high": 0, "sky": 1}.get(kind_of(thing.kind).lives, 2), thing.y


def _labelled(thing: Thing, view: View) -> Thing:
    """Give a sign the scene's lettering: it says what the picture says."""
    said = " ".join(view.scene.lettering)
    return replace(thing, label=said[:60]) if thing.kind == "sign" and said else thing


def air_before(view: View, thing: Thing) -> float:
    """Return how much air is between us and a thing: none for near ones."""
    ground, kind = view.ground, kind_of(thing.kind)
    if not ground.open_air or kind.lives in ("high", "sky"):
        return 0.0
    depth = (ground.near - thing.y) / max(0.05, ground.near - ground.horizon)
    return max(0.0, min(0.5, (depth - 0.25) * 0.42))


def _put(sheet: Image.Image, bloom: Image.Image, view: View, thing: Thing) -> None:
    kind = kind_of(thing.kind)
    made = sprite(thing, thing.size * view.unit, view.light, air_before(view, thing))
    left = round(thing.x * view.width - made.body.width / 2)
    foot = round(thing.y * view.height)
    islet = on_islet(view, kind, thing)
    if islet:
        _islet(sheet, view, (made, left, foot))
    sunk = round(
        made.body.height * (0.06 if afloat(view, kind, thing) and not islet else 0)
    )
    top = foot - made.body.height + sunk
    ground_it(sheet, view, kind, (thing, made, left, foot))
    if sunk:
        made = _cut(made, made.body.height - sunk)
    sheet.paste(made.body, (left, top), made.body)
    _gather(bloom, made, (left, top))
    if made.lights:
        sheet.paste(made.lights, (left, top), made.lights)


def _islet(sheet: Image.Image, view: View, placed: tuple[Sprite, int, int]) -> None:
    """Raise a small island where something of the land stands at sea."""
    made, left, foot = placed
    wide = made.body.width * 1.45
    tall = wide * ISLET.box[1] / ISLET.box[0]
    land = shaped(ISLET, Thing("islet", 0.5, 0.5, 0.1), (tall, view.light, 0.0)).body
    at = (round(left + made.body.width / 2 - land.width / 2), round(foot - tall * 0.45))
    mirror = reflection(land, 3)
    spot = (at[0] - (mirror.width - land.width) // 2, at[1] + land.height - 1)
    sheet.paste(mirror, spot, mirror)
    sheet.paste(land, at, land)


def _cut(made: Sprite, tall: int) -> Sprite:
    box = (0, 0, made.body.width, tall)
    return Sprite(made.body.crop(box), made.lights.crop(box) if made.lights else None)


def afloat(view: View, kind: Kind, thing: Thing) -> bool:
    """Tell whether a thing lies on water here."""
    water = view.ground.water
    if water is None or thing.over or kind.lives in ("sky", "high", "under"):
        return False
    return water[0] <= thing.y <= water[1] and thing.y < view.ground.near + 0.1


def on_islet(view: View, kind: Kind, thing: Thing) -> bool:
    """Tell whether a thing of the land stands at sea; a lighthouse has its own rock."""
    ashore = kind.lives == "water" or kind.name == "lighthouse"
    return afloat(view, kind, thing) and not ashore


def ground_it(
    sheet: Image.Image,
    view: View,
    kind: Kind,
    placed: tuple[Thing, Sprite, int, int],
) -> None:
    """Tie a thing to what is below it: a mirror image, or a shadow."""
    thing, made, left, foot = placed
    if kind.lives in ("sky", "high") or view.ground.floats or thing.over:
        return
    if afloat(view, kind, thing) and not on_islet(view, kind, thing):
        mirror = reflection(made.body, thing.seed)
        at = (left - (mirror.width - made.body.width) // 2, foot)
        sheet.paste(mirror, at, mirror)
        _foam(sheet, view, left + made.body.width / 2, foot, made.body.width)
        return
    tone = view.light.on("#1c2347")
    lean = (0.5 - view.scene.orb_x) * -0.5 * view.light.reach
    mask = shadow(made.body.getchannel("A"), view.light.reach, -lean)
    mask = mask.point([round(v * view.light.shade) for v in range(256)])
    at = (left - (mask.width - made.body.width) // 2, foot - 1)
    sheet.paste(Image.new("RGB", mask.size, tone), at, mask)
    feet = made.body.getchannel("A").crop(
        (0, made.body.height * 24 // 25, made.body.width, made.body.height)
    )
    room = feet.point([255 * (v > 90) for v in range(256)]).getbbox()
    if room:
        _contact(sheet, (left + room[0], foot), max(4, room[2] - room[0]), tone)


def _contact(sheet: Image.Image, at: tuple[int, int], width: int, tone: str) -> None:
    tall = max(4, width // 7)
    size = (width + width // 4, tall * 2)
    blot = stencil(size, [(oval(size[0] / 2, tall, width * 0.44, tall * 0.36), 130)])
    blot = blot.filter(ImageFilter.GaussianBlur(tall * 0.24))
    spot = (at[0] - width // 8, at[1] - tall)
    sheet.paste(Image.new("RGB", size, tone), spot, blot)


def _foam(sheet: Image.Image, view: View, x: float, foot: float, width: float) -> None:
    line = [(oval(x, foot, width * 0.5, max(1.0, width * 0.012)), 150)]
    line.append(
        (
            oval(
                x + width * 0.08,
                foot + width * 0.03,
                width * 0.36,
                max(1.0, width * 0.007),
            ),
            90,
        )
    )
    veil(sheet, stencil(view.size, line), view.light.on("#f4fbfc"), 0.7)


def _gather(bloom: Image.Image, made: Sprite, at: tuple[int, int]) -> None:
    size = (max(1, made.body.width // _BLOOM), max(1, made.body.height // _BLOOM))
    spot = (at[0] // _BLOOM, at[1] // _BLOOM)
    body = made.body.getchannel("A").resize(size)
    bloom.paste(Image.new("RGB", size), spot, body)
    if made.lights:
        small = made.lights.resize(size)
        bloom.paste(small, spot, small)


def shine(sheet: Image.Image, bloom: Image.Image, view: View) -> Image.Image:
    """Return the sheet with the glow of everything that shines."""
    if bloom.getbbox() is None:
        return sheet
    power = 1.0 if view.light.dark else 0.4
    near = bloom.filter(ImageFilter.GaussianBlur(view.unit / _BLOOM * 0.011))
    far = bloom.filter(ImageFilter.GaussianBlur(view.unit / _BLOOM * 0.05))
    both = ImageChops.add(
        near.point([round(v * 0.55 * power) for v in range(256)] * 3),
        far.point([min(255, round(v * 1.1 * power)) for v in range(256)] * 3),
    )
    full = both.resize(
        (bloom.width * _BLOOM, bloom.height * _BLOOM), Image.Resampling.BILINEAR
    )
    return ImageChops.screen(sheet, full.crop((0, 0, *sheet.size)))
