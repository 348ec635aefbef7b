"""Lays a picture on a panel in the middle of another one."""

import io
from typing import Final

from PIL import Image, ImageDraw, ImageFilter

from bot.adapters.decoder.bare import bare
from bot.adapters.decoder.coding import DAMAGED, Coded, opened
from bot.adapters.decoder.typesetting_wire import unpacked_laid
from bot.adapters.decoder.wire import Outcome, UnreadableError

_ROUND: Final = 40
"""The corners are round by this fraction of the panel's width."""
_SHADE: Final = 90


def laid(data: bytes, most: int) -> Coded:
    """Both pictures as one PNG in so many bytes; the upper one keeps each pixel, but
    for its round corners."""
    wanted = unpacked_laid(data)
    left, top, width, height = wanted.box
    try:
        under = opened(bare(wanted.under).data).convert("RGB")
        upper = opened(wanted.upper).convert("RGB")
        if upper.size != (width, height):
            raise UnreadableError(Outcome.DAMAGED)
        corners = _rounded(upper.size)
        under.paste((0, 0, 0), mask=_shade(under.size, wanted.box))
        under.paste(upper, (left, top), corners)
        out = io.BytesIO()
        under.save(out, "PNG", compress_level=6)
    except DAMAGED as error:
        raise UnreadableError(Outcome.DAMAGED) from error
    if out.tell() > most:
        raise UnreadableError(Outcome.LARGE)
    return Coded(Outcome.PNG, out.getvalue())


def _rounded(size: tuple[int, int]) -> Image.Image:
    mask = Image.new("L", size, 0)
    box = (0, 0, size[0] - 1, size[1] - 1)
    ImageDraw.Draw(mask).rounded_rectangle(box, size[0] // _ROUND, fill=255)
    return mask


def _shade(size: tuple[int, int], box: tuple[int, int, int, int]) -> Image.Image:
    """A soft shadow that lifts the panel off the picture."""
    left, top, width, height = box
    soft = max(4, width // 50)
    mask = Image.new("L", size, 0)
    edge = (left, top + soft // 2, left + width, top + height + soft // 2)
    ImageDraw.Draw(mask).rounded_rectangle(edge, width // _ROUND, fill=_SHADE)
    return mask.filter(ImageFilter.GaussianBlur(soft))
