"""Encodes a picture until it fits: first at high quality, then lower, then smaller."""

import io
from collections.abc import Iterator
from math import sqrt
from typing import Final

from PIL import Image

from bot.adapters.decoder.wire import Outcome, UnreadableError

_SMALLEST_EDGE: Final = 64
_HOPELESS: Final = 2.0
"""A guess may be wrong, but never by more than this factor."""
_OPAQUE: Final = (255, 255)
Way = tuple[Outcome, dict[str, int]]
_LOSSLESS: Final[Way] = (Outcome.PNG, {"compress_level": 6})
_FINE: Final[Way] = (Outcome.JPEG, {"quality": 90})
_COARSE: Final[Way] = (Outcome.JPEG, {"quality": 75})
_COARSE_AND_CLEAR: Final[Way] = (Outcome.WEBP, {"quality": 85, "method": 2})


def wired(picture: Image.Image, most: int) -> tuple[Outcome, bytes]:
    """An RGB or RGBA picture in no more bytes than this."""
    ways = list(_ways(picture))
    while True:
        for kind, how in ways:
            length = _guessed(picture, kind, how)
            if length > _HOPELESS * most:
                continue
            data = _coded(picture, kind, how)
            length = len(data)
            if length <= most:
                return kind, data
        if max(picture.size) < _SMALLEST_EDGE:
            raise UnreadableError(Outcome.LARGE)
        picture = _smaller(picture, most / length)


def _guessed(picture: Image.Image, kind: Outcome, how: dict[str, int]) -> int:
    """Estimate the length from the middle of the picture; that costs a sixteenth."""
    width, height = picture.size
    middle = (width * 3 // 8, height * 3 // 8, width * 5 // 8 + 1, height * 5 // 8 + 1)
    return 16 * len(_coded(picture.crop(middle), kind, how))


def _ways(picture: Image.Image) -> Iterator[Way]:
    """The formats to try: transparent pictures stay transparent, all others may become
    JPEG."""
    if picture.mode != "RGBA":
        yield from (_FINE, _COARSE)
        return
    yield _LOSSLESS
    if picture.getchannel("A").getextrema() == _OPAQUE:
        yield from (_FINE, _COARSE)
    else:
        yield _COARSE_AND_CLEAR


def _smaller(picture: Image.Image, by: float) -> Image.Image:
    """Shrink it as far as the lengths so far suggest, and at least a little."""
    scale = min(0.9, max(0.25, 0.95 * sqrt(by)))
    width, height = (max(1, round(side * scale)) for side in picture.size)
    return picture.resize((width, height), Image.Resampling.BICUBIC)


def _coded(picture: Image.Image, kind: Outcome, how: dict[str, int]) -> bytes:
    out = io.BytesIO()
    if kind is Outcome.JPEG and picture.mode != "RGB":
        picture = picture.convert("RGB")
    picture.save(out, kind.name, **how)
    return out.getvalue()
