"""Reads what a browser says was painted over a picture, and keeps only the pixels.

Of a region, only the alpha counts. It becomes gray: white where it was painted. With
room around the picture, all of the room belongs to the region, and so does a seam.
"""

import io
from typing import Any, Final

from PIL import Image

from bot.adapters.decoder.bare import bare
from bot.adapters.decoder.coding import CLEAR, DAMAGED, Coded, opened
from bot.adapters.decoder.extending import SEAM
from bot.adapters.decoder.region_wire import unpacked_parts
from bot.adapters.decoder.wire import Outcome, UnreadableError

_MOST_EDGE: Final = 8192
_MOST_PIXELS: Final = 25_000_000
Margins = tuple[int, int, int, int]


def layer(data: bytes, most: int) -> Coded:
    """The region or the notes as a PNG of the picture's size with its room."""
    values, [found] = unpacked_parts(data)
    try:
        size, margins = _numbers(values["size"], 2), _numbers(values["margins"], 4)
        picture = opened(bare(found).data)
        if picture.size != tuple(size) or picture.mode not in CLEAR:
            raise UnreadableError(Outcome.DAMAGED)
        painted = picture.convert("RGBA")
        if not painted.getchannel("A").getbbox():
            raise UnreadableError(Outcome.EMPTY)
        left, top, right, bottom = margins
        made = (
            painted if values["notes"] else _gray(painted, (left, top, right, bottom))
        )
        out = io.BytesIO()
        made.save(out, "PNG", compress_level=6)
    except DAMAGED as error:
        raise UnreadableError(Outcome.DAMAGED) from error
    if out.tell() > most:
        raise UnreadableError(Outcome.LARGE)
    return Coded(Outcome.PNG, out.getvalue())


def _numbers(values: Any, count: int) -> list[int]:
    found = [int(each) for each in values]
    if len(found) != count or not all(0 <= each <= _MOST_EDGE for each in found):
        raise UnreadableError(Outcome.DAMAGED)
    return found


def _gray(painted: Image.Image, margins: Margins) -> Image.Image:
    alpha = painted.getchannel("A")
    if not any(margins):
        return alpha
    left, top, right, bottom = margins
    width, height = alpha.size
    whole = (width + left + right, height + top + bottom)
    if whole[0] * whole[1] > _MOST_PIXELS:
        raise UnreadableError(Outcome.PIXELS)
    seam = min(width, height) // SEAM
    kept = (
        seam * bool(left),
        seam * bool(top),
        width - seam * bool(right),
        height - seam * bool(bottom),
    )
    made = Image.new("L", whole, 255)
    made.paste(alpha.crop(kept), (left + kept[0], top + kept[1]))
    return made
