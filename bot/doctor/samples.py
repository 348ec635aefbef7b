"""Makes sample pictures: each shows a number, on a colour of its own."""

import io
from typing import Final

from PIL import Image, ImageDraw, ImageFont

_COLOURS: Final = ("#9c5b3b", "#3d6f73", "#6c5a8d", "#7b7432", "#8d4a5e")
_SIZE: Final = (480, 270)


def sample(number: int) -> bytes:
    """A small JPEG that shows the number."""
    picture = Image.new("RGB", _SIZE, _COLOURS[number % len(_COLOURS)])
    middle = (_SIZE[0] / 2, _SIZE[1] / 2)
    font = ImageFont.load_default(size=180)
    ImageDraw.Draw(picture).text(
        middle, str(number), fill="white", font=font, anchor="mm"
    )
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=85)
    return out.getvalue()
