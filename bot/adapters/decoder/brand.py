"""The main colors of a picture, for a theme made from them."""

from typing import Final

from PIL import Image, ImageStat

from bot.adapters.decoder.coding import Coded, opened
from bot.adapters.decoder.wire import Outcome

_EDGE: Final = 160
_MOST: Final = 12
_PALE: Final = 200
_SHARE: Final = 0.004
"""What covers less than this is an accident of the encoding."""


def colors(data: bytes) -> Coded:
    """Up to twelve, the most frequent first, as lines. Raises UnreadableError."""
    with opened(data) as picture:
        small = picture.convert("RGBA")
    small.thumbnail((_EDGE, _EDGE))
    ground = Image.new("RGBA", small.size, _ground(small))
    plain = Image.alpha_composite(ground, small).convert("RGB")
    counted = plain.quantize(_MOST, Image.Quantize.MEDIANCUT)
    table = counted.getpalette() or []
    shares = sorted(enumerate(counted.histogram()), key=lambda each: -each[1])
    least = _SHARE * counted.width * counted.height
    found = (bytes(table[3 * n : 3 * n + 3]) for n, count in shares if count > least)
    return Coded(Outcome.MADE, "\n".join(f"#{each.hex()}" for each in found).encode())


def _ground(picture: Image.Image) -> str:
    """The background that a picture with clear parts is meant for: a dark one for a
    white logo."""
    alpha = picture.getchannel("A")
    if alpha.getextrema() == (255, 255):
        return "white"
    light = ImageStat.Stat(picture.convert("L"), alpha.point(lambda a: 255 * (a > 128)))
    return "black" if sum(light.count) and light.mean[0] > _PALE else "white"
