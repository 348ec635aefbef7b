"""Makes a picture so small that Slack takes it as a custom emoji."""

import io
from typing import Final

from PIL import Image

from bot.adapters.decoder.bare import bare
from bot.adapters.decoder.coding import DAMAGED, Coded, opened
from bot.adapters.decoder.wire import Outcome, UnreadableError

EDGE: Final = 128
"""Slack takes 128 pixels and less than 128 kB; so many pixels have half of that."""


def emoji(data: bytes) -> Coded:
    """A square PNG. What is clear around the picture is cut off, and what is lacking to
    a square is clear."""
    picture = opened(bare(data).data)
    out = io.BytesIO()
    try:
        picture = picture.convert("RGBA")
        picture = picture.crop(picture.getchannel("A").getbbox())
        picture.thumbnail((EDGE, EDGE), Image.Resampling.LANCZOS)
        square = Image.new("RGBA", (EDGE, EDGE))
        left, top = ((EDGE - side) // 2 for side in picture.size)
        square.paste(picture, (left, top))
        square.save(out, "PNG", optimize=True)
    except DAMAGED as error:
        raise UnreadableError(Outcome.DAMAGED) from error
    return Coded(Outcome.PNG, out.getvalue())
