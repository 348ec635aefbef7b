"""Reads pictures and encodes them again: everything that needs Pillow."""

import io
import struct
import warnings
import zlib
from dataclasses import dataclass, field
from typing import Final

from PIL import (
    GifImagePlugin,
    Image,
    JpegImagePlugin,
    PngImagePlugin,
    UnidentifiedImageError,
    WebPImagePlugin,
)

from bot.adapters.decoder.bare import bare
from bot.adapters.decoder.exif import UPRIGHT
from bot.adapters.decoder.fitting import wired
from bot.adapters.decoder.wire import MOST_BYTES, Outcome, UnreadableError

PREVIEW_EDGE, SMALL_EDGE = 768, 512
INPUT_EDGE: Final = 2048
MOST_PIXELS: Final = 50_000_000
"""The most pixels of a JPEG, which is shrunk as it is read. Other formats may have half
as many."""
PLAIN: Final = ("L", "RGB", "RGBA")
CLEAR: Final = ("RGBA", "LA", "P", "PA")
KINDS: Final = tuple(
    plugin.format
    for plugin in (
        PngImagePlugin.PngImageFile,
        JpegImagePlugin.JpegImageFile,
        WebPImagePlugin.WebPImageFile,
        GifImagePlugin.GifImageFile,
    )
)
"""Loaded beforehand: if one were missing, Pillow would load all of its plugins."""
# The errors that Pillow raises on damaged pictures; found by fuzzing.
DAMAGED: Final = (
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
UPRIGHT_AGAIN: Final = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


@dataclass(frozen=True, slots=True)
class Coded:
    """A picture in its new encoding."""

    kind: Outcome
    data: bytes = field(repr=False)


def small_jpeg(data: bytes, edge: int = 0, quality: int = 80) -> Coded:
    """A JPEG at most so many pixels wide and high, with white where it was transparent.

    Without a limit, each side is halved, and is at most 768.

    A JPEG is halved while it is decoded, which saves most of the work. Other formats
    have every four pixels averaged where Pillow can do that: it looks as good, for a
    tenth of the work.
    """
    picture = opened(bare(data).data)
    try:
        size = _within(picture.size, edge) if edge else _preview_size(picture.size)
        picture.draft("RGB", size)
        picture.thumbnail(size, reducing_gap=1.0 if picture.mode in PLAIN else 2.0)
        out = io.BytesIO()
        on_white(picture).save(out, "JPEG", quality=quality, optimize=True)
    except DAMAGED as error:
        raise UnreadableError(Outcome.DAMAGED) from error
    return Coded(Outcome.JPEG, out.getvalue())


def for_the_model(data: bytes, most: int = MOST_BYTES) -> Coded:
    """Turn the picture upright and shrink it if it is too large; otherwise leave its
    pixels alone."""
    found = bare(data)
    picture = opened(found.data)
    small = max(picture.size) <= INPUT_EDGE and len(found.data) <= most
    try:
        if small and found.turned == UPRIGHT and not found.moving:
            picture.load()
            return Coded(Outcome[str(picture.format)], found.data)
        kind, coded = wired(_upright(picture, found.turned), most)
    except DAMAGED as error:
        raise UnreadableError(Outcome.DAMAGED) from error
    return Coded(kind, coded)


def opened(data: bytes) -> Image.Image:
    """Open by magic bytes, and check the size before anything is decoded."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            picture = Image.open(io.BytesIO(data), formats=KINDS)
    except (UnidentifiedImageError, Image.DecompressionBombError) as error:
        raise UnreadableError(Outcome.UNKNOWN) from error
    except DAMAGED as error:
        raise UnreadableError(Outcome.DAMAGED) from error
    if picture.width * picture.height > _most_pixels(picture):
        raise UnreadableError(Outcome.PIXELS)
    return picture


def _most_pixels(picture: Image.Image) -> int:
    """A progressive JPEG, too, is unpacked whole before it is shrunk."""
    shrinks = picture.format == "JPEG" and "progressive" not in picture.info
    return MOST_PIXELS if shrinks else MOST_PIXELS // 2


def _preview_size(size: tuple[int, int]) -> tuple[int, int]:
    return _within(size, min(PREVIEW_EDGE, max(SMALL_EDGE, max(size) // 2)))


def _within(size: tuple[int, int], edge: int) -> tuple[int, int]:
    """The target size in the picture's own proportions, because `draft` shrinks by what
    both sides allow."""
    width, height = size
    long = max(width, height)
    edge = min(edge, long)
    return max(1, width * edge // long), max(1, height * edge // long)


def _upright(picture: Image.Image, turned: int) -> Image.Image:
    """Shrink first, then turn: at full size, it would be in memory twice."""
    picture.draft("RGB", _within(picture.size, INPUT_EDGE))
    picture.thumbnail((INPUT_EDGE, INPUT_EDGE), reducing_gap=2.0)
    picture = picture.convert("RGBA" if picture.mode in CLEAR else "RGB")
    return picture if turned == UPRIGHT else picture.transpose(UPRIGHT_AGAIN[turned])


def on_white(picture: Image.Image) -> Image.Image:
    if picture.mode in CLEAR:
        picture = picture.convert("RGBA")
        white = Image.new("RGBA", picture.size, "white")
        picture = Image.alpha_composite(white, picture)
    return picture if picture.mode == "RGB" else picture.convert("RGB")
