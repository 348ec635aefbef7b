"""The one typeface: Pillow's own, in any size, kept once it was opened."""

from functools import lru_cache

from PIL import ImageFont


@lru_cache(maxsize=128)
def face(size: int) -> ImageFont.FreeTypeFont:
    """Return the typeface in a size in pixels."""
    font = ImageFont.load_default(max(6, min(size, 1200)))
    if not isinstance(font, ImageFont.FreeTypeFont):  # Pillow built without FreeType
        message = "the artist needs a Pillow with FreeType"
        raise TypeError(message)
    return font
