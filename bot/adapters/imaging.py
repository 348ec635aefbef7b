"""Pictures made smaller, away from the event loop and within bounds.

Pillow releases the interpreter while it codes, so that threads help; more of them than
processors would not.
"""

import asyncio
import io
import os
import struct
import warnings
import zlib
from collections.abc import Callable
from typing import TypeVar

from PIL import Image, ImageOps, UnidentifiedImageError

from bot.core.errors import HangError
from bot.core.request import InputImage

PREVIEW_EDGE, SMALL_EDGE = 768, 512
INPUT_EDGE = 2048
MOST_PIXELS = 50_000_000
"""Of a JPEG, which is shrunk while it is read; half of that where all is unpacked."""
START_OF_SCAN, MOST_SCANS = b"\xff\xda", 100
"""A progressive JPEG is painted over once a scan: bytes are few, work is not."""
MOST_INPUT_BYTES = 8_000_000
ORIENTATION, GPS = 0x0112, 0x8825
PLAIN = ("L", "RGB", "RGBA")
KINDS = ("PNG", "JPEG", "WEBP", "GIF")
# What Pillow lets out when the bytes are not what they seem to be; found by fuzzing.
DAMAGED = (
    ArithmeticError,
    AttributeError,
    EOFError,
    LookupError,
    OSError,
    SyntaxError,
    TypeError,
    ValueError,
    struct.error,
    zlib.error,
    Image.DecompressionBombError,
)
Result = TypeVar("Result")


class NotAPictureError(Exception):
    """The bytes are no picture that the model could take; says why."""


class Imaging:
    """Does the coding, a few pictures at a time."""

    def __init__(self) -> None:
        self._room = asyncio.Semaphore(os.cpu_count() or 1)

    async def preview(self, data: bytes) -> bytes:
        """A small JPEG of a half-drawn picture."""
        return await self._away(small_jpeg, data)

    async def input_image(self, data: bytes) -> InputImage:
        """A picture as the model takes it. Raises NotAPictureError."""
        return await self._away(for_the_model, data)

    async def _away(self, work: Callable[[bytes], Result], data: bytes) -> Result:
        async with self._room:
            return await asyncio.to_thread(work, data)


def small_jpeg(data: bytes) -> bytes:
    """Half as wide and high, at most 768 pixels; transparency becomes white.

    A JPEG is halved while it is decoded, which spares most of the work. Of others, four
    pixels become one where Pillow can: as good, for a tenth of the work of finer ways.
    """
    try:
        picture = _opened(data)
        size = _preview_size(picture.size)
        picture.draft("RGB", size)
        picture.thumbnail(size, reducing_gap=1.0 if picture.mode in PLAIN else 2.0)
        out = io.BytesIO()
        _on_white(picture).save(out, "JPEG", quality=80, optimize=True)
    except (NotAPictureError, *DAMAGED) as error:
        raise HangError(f"a preview is no picture: {type(error).__name__}") from error
    return out.getvalue()


def _preview_size(size: tuple[int, int]) -> tuple[int, int]:
    return _within(size, min(PREVIEW_EDGE, max(SMALL_EDGE, max(size) // 2)))


def _within(size: tuple[int, int], edge: int) -> tuple[int, int]:
    """The size with its own proportions: `draft` shrinks by what both sides allow."""
    width, height = size
    long = max(width, height)
    edge = min(edge, long)
    return max(1, width * edge // long), max(1, height * edge // long)


def for_the_model(data: bytes) -> InputImage:
    """Turned upright, shrunk if it is too large, first frame only; else untouched."""
    try:
        picture = _opened(data)
        kind = str(picture.format)
        if _fits(picture, data):
            picture.load()
            return InputImage(data, f"image/{kind.lower()}")
        return _remade(picture)
    except DAMAGED as error:
        raise NotAPictureError("it is damaged") from error


def _opened(data: bytes) -> Image.Image:
    """Open by magic bytes; the size is looked at before anything is decoded."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            picture = Image.open(io.BytesIO(data), formats=KINDS)
    except (UnidentifiedImageError, Image.DecompressionBombError) as error:
        raise NotAPictureError("it is not a picture that I can read") from error
    jpeg = picture.format == "JPEG"
    if picture.width * picture.height > (MOST_PIXELS if jpeg else MOST_PIXELS // 2):
        raise NotAPictureError("it has too many pixels")
    if jpeg and data.count(START_OF_SCAN) > MOST_SCANS:
        raise NotAPictureError("it has too many layers")
    return picture


def _fits(picture: Image.Image, data: bytes) -> bool:
    exif = picture.getexif()
    upright = exif.get(ORIENTATION, 1) == 1 and GPS not in exif  # nobody's whereabouts
    still = getattr(picture, "n_frames", 1) == 1
    small = max(picture.size) <= INPUT_EDGE and len(data) <= MOST_INPUT_BYTES
    return upright and still and small


def _remade(picture: Image.Image) -> InputImage:
    picture.draft("RGB", _within(picture.size, INPUT_EDGE))
    upright = ImageOps.exif_transpose(picture)
    upright.thumbnail((INPUT_EDGE, INPUT_EDGE), reducing_gap=2.0)
    out = io.BytesIO()
    if upright.mode in ("RGBA", "LA", "P", "PA"):
        upright.convert("RGBA").save(out, "PNG")
        return InputImage(out.getvalue(), "image/png")
    upright.convert("RGB").save(out, "JPEG", quality=90)
    return InputImage(out.getvalue(), "image/jpeg")


def _on_white(picture: Image.Image) -> Image.Image:
    if picture.mode in ("RGBA", "LA", "P", "PA"):
        picture = picture.convert("RGBA")
        white = Image.new("RGBA", picture.size, "white")
        picture = Image.alpha_composite(white, picture)
    return picture if picture.mode == "RGB" else picture.convert("RGB")
