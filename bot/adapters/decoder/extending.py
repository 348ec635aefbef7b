"""Makes room around a picture, and the mask that says where the room is.

The room is not empty: it is filled with the picture's own colours, blurred, because
what is there guides the model. The mask reaches a little into the picture, so that the
model can hide the seam.
"""

import io
from typing import Final

from PIL import Image

from bot.adapters.decoder.bare import bare
from bot.adapters.decoder.coding import CLEAR, DAMAGED, Coded, opened
from bot.adapters.decoder.extending_wire import Room, packed_layers, unpacked_room
from bot.adapters.decoder.wire import Outcome, UnreadableError

_BLURRED: Final = (16, 16)
SEAM: Final = 64
"""The mask reaches this fraction of the picture's shorter side into it."""
_KEPT: Final = (255, 255, 255, 255)
Box = tuple[int, int, int, int]


def extended(data: bytes, most: int) -> Coded:
    """The picture with room around it, and the mask, in so many bytes together."""
    packed, room = unpacked_room(data)
    picture = opened(bare(packed).data)
    try:
        whole = _with_room(picture, room)
        mask = _png(_mask(room))
        kind, made = encoded(whole, most - len(mask) - 4)
    except DAMAGED as error:
        raise UnreadableError(Outcome.DAMAGED) from error
    return Coded(kind, packed_layers(made, mask))


def _with_room(picture: Image.Image, room: Room) -> Image.Image:
    inner = picture.convert("RGBA" if picture.mode in CLEAR else "RGB")
    if inner.size != room.inner:
        inner = inner.resize(room.inner, Image.Resampling.LANCZOS)
    if inner.mode == "RGBA":
        whole = Image.new("RGBA", room.whole)
    else:
        small = inner.resize(_BLURRED, Image.Resampling.BOX)
        whole = small.resize(room.whole, Image.Resampling.BICUBIC)
    whole.paste(inner, _inner(room)[:2])
    return whole


def _inner(room: Room) -> Box:
    left, top = room.at
    return left, top, left + room.inner[0], top + room.inner[1]


def _mask(room: Room) -> Image.Image:
    """Clear where the picture is new, and at the seam; an edge that stays an edge has
    none."""
    mask = Image.new("RGBA", room.whole)
    left, top, right, bottom = _inner(room)
    seam = min(room.inner) // SEAM
    kept = (
        left + (seam if left else 0),
        top + (seam if top else 0),
        right - (seam if right < room.whole[0] else 0),
        bottom - (seam if bottom < room.whole[1] else 0),
    )
    mask.paste(_KEPT, kept)
    return mask


def encoded(whole: Image.Image, most: int) -> tuple[Outcome, bytes]:
    """As PNG, which loses nothing, if it fits."""
    data = _png(whole)
    if len(data) <= most:
        return Outcome.PNG, data
    if whole.mode == "RGB":
        out = io.BytesIO()
        whole.save(out, "JPEG", quality=95)
        data = out.getvalue()
    if len(data) > most:
        raise UnreadableError(Outcome.LARGE)
    return Outcome.JPEG, data


def _png(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    picture.save(out, "PNG", compress_level=1)
    return out.getvalue()
