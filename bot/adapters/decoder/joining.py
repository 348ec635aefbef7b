"""Puts two versions of a picture together, and finds out where they differ."""

import io
from typing import Final

from PIL import Image, ImageChops, ImageOps
from PIL.PngImagePlugin import PngInfo

from bot.adapters.decoder.areas import drawn_area, inside, softened, upright
from bot.adapters.decoder.bare import bare
from bot.adapters.decoder.coding import CLEAR, DAMAGED, Coded, opened
from bot.adapters.decoder.region_wire import (
    Area,
    area_from,
    packed_parts,
    unpacked_parts,
)
from bot.adapters.decoder.wire import Outcome, UnreadableError

NOTE: Final = (
    "Put together by Darkroom from two versions of a picture. At least one of them was "
    "made with AI."
)
COMPARED_EDGE: Final = 1024
"""Versions are compared at most this large: that evens out what encoding changes."""
SMALL_EDGE: Final = 512
_DIFFERS: Final = 24
"""A pixel has changed if one of its colours differs by more than this, of 255."""
_MARKED: Final = (255, 64, 32)
_FADED: Final = 0.65


def joined(data: bytes, most: int) -> Coded:
    """The base as a PNG, with the part from the other version.

    Outside of the part, each pixel is that of the base.
    """
    values, (base, over, painted) = unpacked_parts(data)
    try:
        profile = opened(bare(base).data).info.get("icc_profile")
        lower, upper = upright(base), upright(over)
        if "RGBA" in (lower.mode, upper.mode):
            lower, upper = lower.convert("RGBA"), upper.convert("RGBA")
        if upper.size != lower.size:
            upper = upper.resize(lower.size, Image.Resampling.LANCZOS)
        weight = softened(drawn_area(area_from(values, painted), lower.size))
        lower.paste(upper, mask=weight)
        about, out = PngInfo(), io.BytesIO()
        about.add_text("Description", NOTE)
        about.add_text("Software", "Darkroom")
        # Eight megapixels at a higher level would take longer than a process may.
        lower.save(out, "PNG", compress_level=1, pnginfo=about, icc_profile=profile)
    except DAMAGED as error:
        raise UnreadableError(Outcome.DAMAGED) from error
    if out.tell() > most:
        raise UnreadableError(Outcome.LARGE)
    return Coded(Outcome.PNG, out.getvalue())


def compared(data: bytes, most: int) -> Coded:
    """How much outside of the part differs, and a small picture of where."""
    values, (before, after, painted) = unpacked_parts(data)
    try:
        first, second = _small(before), _small(after)
        second = second.resize(first.size, Image.Resampling.BOX)
        outside = _outside(area_from(values, painted), first.size)
        moved = ImageChops.darker(_differing(first, second), outside)
        share = _count(moved) / max(1, _count(outside))
        out = io.BytesIO()
        _shown(second, moved).save(out, "JPEG", quality=85)
    except DAMAGED as error:
        raise UnreadableError(Outcome.DAMAGED) from error
    made = packed_parts({"share": share}, out.getvalue())
    if len(made) > most:
        raise UnreadableError(Outcome.LARGE)
    return Coded(Outcome.JPEG, made)


def _small(data: bytes) -> Image.Image:
    picture = opened(bare(data).data)
    picture.draft("RGB", (COMPARED_EDGE, COMPARED_EDGE))
    if picture.mode in CLEAR:
        picture = picture.convert("RGBA")
        white = Image.new("RGBA", picture.size, "white")
        picture = Image.alpha_composite(white, picture)
    picture = picture.convert("RGB")
    picture.thumbnail((COMPARED_EDGE, COMPARED_EDGE), Image.Resampling.BOX)
    return picture


def _outside(area: Area, size: tuple[int, int]) -> Image.Image:
    return ImageChops.invert(inside(drawn_area(area, size)))


def _differing(first: Image.Image, second: Image.Image) -> Image.Image:
    red, green, blue = ImageChops.difference(first, second).split()
    most = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    return most.point(lambda value: 255 if value > _DIFFERS else 0)


def _count(mask: Image.Image) -> int:
    return mask.histogram()[255]


def _shown(picture: Image.Image, moved: Image.Image) -> Image.Image:
    """The picture, pale, with what has changed outside of the part in red."""
    gray = ImageOps.grayscale(picture).convert("RGB")
    pale = Image.blend(gray, Image.new("RGB", gray.size, "white"), _FADED)
    pale.paste(_MARKED, mask=moved)
    pale.thumbnail((SMALL_EDGE, SMALL_EDGE), Image.Resampling.BOX)
    return pale
