"""Edits a part of a picture: the new part is put into the old picture."""

import io
import re
from dataclasses import dataclass, replace
from itertools import product

from PIL import Image, ImageChops, ImageFilter, ImageOps, ImageStat

from playground.artist import Scene, Thing, imagine, revise, scene_from_picture
from playground.artist.encode import encode
from playground.openai.images_inputs import Inputs
from playground.openai.look import Look

_MARGIN = 24
"""So many pixels around a mark belong to what it points at."""
_STRAYED = (7, 5)
_EDGE = 2
"""So many of a picture's outermost pixels say how it goes on."""
_SOFT = 6
_COARSE = 48
_FULL = 200
_GOES_ON = re.compile(r"\b(?:continue|extend|expand|outpaint|beyond)", re.IGNORECASE)

Box = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Region:
    """The part that may change, at the size of the picture that is made."""

    hole: Image.Image
    box: Box

    @property
    def size(self) -> tuple[int, int]:
        left, top, right, bottom = self.box
        return right - left, bottom - top

    @property
    def solid(self) -> bool:
        """Whether something put into its middle is seen; in a ring it is not."""
        left, top, right, bottom = self.box
        middle = self.hole.getpixel(((left + right) // 2, (top + bottom) // 2))
        return middle == 255

    @property
    def full(self) -> bool:
        """Whether it fills its box, but perhaps for its corners."""
        [share] = ImageStat.Stat(self.hole.crop(self.box)).mean
        return self.solid and share > _FULL

    def put(self, thing: Thing) -> Thing:
        """The thing, standing in the middle of the region and filling it, or where it
        is widest."""
        width, height = self.hole.size
        left, top, right, bottom = self.box if self.full else _widest(self.hole)
        tall = 0.8 * min(right - left, bottom - top) / min(width, height)
        foot = (bottom - 0.08 * (bottom - top)) / height
        return replace(thing, x=(left + right) / 2 / width, y=foot, size=tall)


@dataclass(frozen=True, slots=True)
class Part:
    """The scene to paint for a region, and whether it is the whole picture."""

    scene: Scene
    whole: bool


def region_of(inputs: Inputs, size: tuple[int, int]) -> Region | None:
    """The region in which a mask is clear, or that surrounds a markup."""
    if inputs.mask is not None:
        hole = _alpha(inputs.mask).point([255] + [0] * 255)
    elif inputs.markup is not None:
        hole = _around(_alpha(inputs.markup))
    else:
        return None
    hole = hole.resize(size, Image.Resampling.NEAREST)
    box = hole.getbbox()
    return Region(hole, box) if box else None


def part_for(words: str, inputs: Inputs, region: Region, seed: int) -> Part:
    """The part to put there: a thing that is named, or the picture as the words change
    it.

    Only the first paragraph says what. If it says to go on, a picture is continued
    around what is kept; words that change nothing get a picture of their own.
    """
    old = scene_from_picture(inputs.images[0])
    what, _, _ = words.strip().partition("\n\n")
    if not region.solid and _GOES_ON.search(words):
        return Part(_continued(inputs.images[0], region), whole=True)
    new = imagine(what, seed=seed)
    changed, told = revise(old, what)
    if len(changed.things) < len(old.things):
        return Part(changed, whole=True)
    if new.things:
        things = (*old.things, region.put(new.things[0]))
        return Part(replace(old, things=things), whole=True)
    if told and old.background != "photo":
        return Part(changed, whole=True)
    return Part(_there(new, old), whole=False)


def _continued(data: bytes, region: Region) -> Scene:
    """The picture that is kept in the middle, with its edges drawn out softly."""
    (width, height), hole = region.hole.size, region.hole
    kept = ImageChops.invert(hole).getbbox() or region.box
    middle = _upright(data).convert("RGB").resize(hole.size).crop(kept)
    sheet = Image.new("RGB", hole.size)
    wide, tall = middle.size
    columns = ((0, kept[0], (0, _EDGE)), (kept[2], width, (wide - _EDGE, wide)))
    rows = ((0, kept[1], (0, _EDGE)), (kept[3], height, (tall - _EDGE, tall)))
    for (left, right, x), (top, bottom, y) in product(
        (*columns, (kept[0], kept[2], (0, wide))),
        (*rows, (kept[1], kept[3], (0, tall))),
    ):
        if right > left and bottom > top:
            edge = middle.crop((x[0], y[0], x[1], y[1]))
            drawn = edge.resize((right - left, bottom - top), Image.Resampling.BOX)
            sheet.paste(drawn, (left, top))
    sheet = sheet.filter(ImageFilter.GaussianBlur(_SOFT))
    sheet.paste(middle, kept[:2])
    return scene_from_picture(encode(sheet, "png", None))


def _there(new: Scene, old: Scene) -> Scene:
    """The new scene in the place and the light of the old one."""
    if old.background == "photo":
        return new
    place = replace(new, background=old.background, time=old.time, tint=old.tint)
    return replace(place, weather=old.weather, style=old.style, poster=False)


def laid_in(
    painted: bytes, inputs: Inputs, region: Region, look: Look, *, strays: bool
) -> bytes:
    """The old picture with the new one in its region, as a file."""
    old = _fitting(inputs.images[0], look)
    if strays:
        old = ImageChops.offset(old, *_STRAYED).point(_otherwise)
    new = Image.open(io.BytesIO(painted)).convert(old.mode)
    new = new.crop(region.box) if new.size == old.size else new.resize(region.size)
    old.paste(new, region.box[:2], region.hole.crop(region.box))
    return encode(old, look.still, None)


def _otherwise(shade: int) -> int:
    """A similar shade, so that a change of even a plain picture can be seen."""
    return shade + 12 if shade < 128 else shade - 12


def squeezed(data: bytes, look: Look) -> bytes:
    """The file at the compression that was asked for; its scene stays in it."""
    if look.compression >= 100 or look.format not in ("jpeg", "webp"):
        return data
    image = Image.open(io.BytesIO(data))
    kept = {k: image.info[k] for k in ("comment", "xmp") if k in image.info}
    out = io.BytesIO()
    image.save(out, look.format.upper(), quality=max(1, look.compression), **kept)
    return out.getvalue()


def _fitting(data: bytes, look: Look) -> Image.Image:
    """The old picture, the right way up, at the size of the new one."""
    image = _upright(data).convert("RGBA" if look.transparent else "RGB")
    if image.size == look.size:
        return image
    return image.resize(look.size, Image.Resampling.LANCZOS)


def _upright(data: bytes) -> Image.Image:
    return ImageOps.exif_transpose(Image.open(io.BytesIO(data)))


def _widest(hole: Image.Image) -> Box:
    """A square where there is most room in all directions."""
    small = ImageOps.expand(hole.resize((_COARSE, _COARSE)), border=1)
    deep = 0
    while (fewer := small.filter(ImageFilter.MinFilter(3))).getbbox():
        small, deep = fewer, deep + 1
    left, top, _, _ = small.getbbox() or (1, 1, 2, 2)
    row = small.crop((0, top, small.width, top + 1)).getbbox()
    x, y = (row[0] if row else left) - 0.5, top - 0.5
    width, height = hole.size[0] / _COARSE, hole.size[1] / _COARSE
    return (
        round((x - deep - 0.5) * width),
        round((y - deep - 0.5) * height),
        round((x + deep + 0.5) * width),
        round((y + deep + 0.5) * height),
    )


def _alpha(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data)).convert("RGBA").getchannel("A")


def _around(marks: Image.Image) -> Image.Image:
    """A box around everything that was drawn."""
    hole = Image.new("L", marks.size)
    left, top, right, bottom = marks.getbbox() or (0, 0, *marks.size)
    hole.paste(
        255,
        (
            max(0, left - _MARGIN),
            max(0, top - _MARGIN),
            min(marks.width, right + _MARGIN),
            min(marks.height, bottom + _MARGIN),
        ),
    )
    return hole
