"""Makes what the image model needs to change a part: the picture in a size that it
draws, and a mask that is clear where it may change."""

import io
from typing import Final

from PIL import Image, ImageChops

from bot.adapters.decoder.areas import drawn_area, inside
from bot.adapters.decoder.bare import bare
from bot.adapters.decoder.coding import CLEAR, DAMAGED, Coded, opened
from bot.adapters.decoder.extending import encoded
from bot.adapters.decoder.extending_wire import packed_layers
from bot.adapters.decoder.region_wire import area_from, unpacked_parts
from bot.adapters.decoder.wire import Outcome, UnreadableError

MOST_MASK: Final = 4_000_000
"""The Images API takes masks of less than four megabytes."""
_ACCEPTED: Final = ("PNG", "JPEG", "WEBP")


def masked(data: bytes, most: int) -> Coded:
    """The picture and the mask, in so many bytes together."""
    values, (found, painted) = unpacked_parts(data)
    size = (int(values["size"][0]), int(values["size"][1]))
    try:
        mask = _mask(drawn_area(area_from(values, painted), size))
        kind, made = fitted(found, size, most - len(mask) - 4)
    except DAMAGED as error:
        raise UnreadableError(Outcome.DAMAGED) from error
    if len(mask) > min(most, MOST_MASK):
        raise UnreadableError(Outcome.LARGE)
    return Coded(kind, packed_layers(made, mask))


def noted(data: bytes, most: int) -> Coded:
    """The picture and the notes on it, both in one size."""
    values, (found, notes) = unpacked_parts(data)
    size = (int(values["size"][0]), int(values["size"][1]))
    try:
        layer = opened(bare(notes).data).convert("RGBA")
        if layer.size != size:
            layer = layer.resize(size, Image.Resampling.LANCZOS)
        over = _png(layer)
        kind, made = fitted(found, size, most - len(over) - 4)
    except DAMAGED as error:
        raise UnreadableError(Outcome.DAMAGED) from error
    return Coded(kind, packed_layers(made, over))


def fitted(data: bytes, size: tuple[int, int], most: int) -> tuple[Outcome, bytes]:
    """The picture in this size. One that has it already stays as it is, if the API
    takes its format."""
    found = bare(data)
    picture = opened(found.data)
    same = picture.size == size and picture.format in _ACCEPTED and not found.moving
    if same and len(found.data) <= most:
        picture.load()
        return Outcome[str(picture.format)], found.data
    picture = picture.convert("RGBA" if picture.mode in CLEAR else "RGB")
    if picture.size != size:
        picture = picture.resize(size, Image.Resampling.LANCZOS)
    return encoded(picture, most)


def _mask(area: Image.Image) -> bytes:
    """Only the alpha counts: 0 where the picture may change."""
    mask = Image.new("RGBA", area.size, "white")
    mask.putalpha(ImageChops.invert(inside(area)))
    return _png(mask)


def _png(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    picture.save(out, "PNG", compress_level=6)
    return out.getvalue()
