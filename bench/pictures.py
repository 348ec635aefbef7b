"""Pictures of the size that the model makes: grain like a photograph's, from a seed.

The same seed gives the same bytes. Each of the four frames of a drawing (three previews
and the finished picture) is brighter than the one before, so that a frame can be
recognised even after somebody has shrunk it.
"""

import io
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageChops, ImageFilter, ImageStat

from tests.hostile import pictures as hostile

FRAMES = ("p0", "p1", "p2", "final")
SQUARE, WIDE, LARGE = "1024x1024", "1536x1024", "2048x2048"
LIGHT = {"p0": 70, "p1": 105, "p2": 140, "final": 175}
SMALLEST = {"png": 1_500_000, "jpeg": 200_000}
LARGEST = {"png": 2_500_000, "jpeg": 400_000}
TIMES = {SQUARE: 1, WIDE: 1, LARGE: 4}
"""How many times these bytes a picture of this size has."""
SHAPES = {SQUARE: ("png", "jpeg"), WIDE: ("png", "jpeg"), LARGE: ("jpeg",)}
GRAIN = {SQUARE: 0.06, WIDE: 0.024, LARGE: 0.06}
QUALITY = {SQUARE: 93, WIDE: 96, LARGE: 93}


class WrongSizeError(AssertionError):
    """A picture is smaller or larger than the model's would be."""


@dataclass(frozen=True, slots=True)
class Kind:
    """Pictures of one size in one format."""

    size: str
    format: str

    def path(self, folder: Path, frame: str) -> Path:
        """The file with the bytes of a frame."""
        return folder / f"{self.size}-{frame}.{self.format}"


KINDS = tuple(Kind(size, shape) for size, shapes in SHAPES.items() for shape in shapes)


def make(folder: Path, sizes: tuple[str, ...] = (SQUARE, WIDE), seed: int = 6) -> None:
    """Write all frames of all kinds of these sizes, and check their lengths."""
    for size in sizes:
        for frame, picture in _drawn(size, random.Random(seed)):
            for shape in SHAPES[size]:
                data = _coded(picture, shape, size)
                share = len(data) / TIMES[size]
                if not SMALLEST[shape] <= share <= LARGEST[shape]:
                    raise WrongSizeError(f"{size} {shape} {frame}: {len(data)} bytes")
                Kind(size, shape).path(folder, frame).write_bytes(data)


def make_hostile(folder: Path, names: tuple[str, ...]) -> None:
    """Write these pictures, which are made to do harm."""
    known = hostile.everything()
    for name in names:
        (folder / name).write_bytes(known[name]())


def another(data: bytes, number: int) -> bytes:
    """The picture moved aside, so that it is another one of the same size."""
    picture = Image.open(io.BytesIO(data))
    out = io.BytesIO()
    moved = ImageChops.offset(picture.convert("RGB"), 29 * number, 17 * number)
    moved.save(out, picture.format, quality=QUALITY[SQUARE])
    return out.getvalue()


def frame_of(data: bytes) -> str:
    """The frame that a picture shows, by its brightness; it may have been made
    smaller."""
    picture = Image.open(io.BytesIO(data))
    picture.draft("L", (64, 64))
    light = ImageStat.Stat(picture.convert("L")).mean[0]
    return min(FRAMES, key=lambda frame: abs(LIGHT[frame] - light))


def _drawn(size: str, chance: random.Random) -> Iterator[tuple[str, Image.Image]]:
    width, height = (int(each) for each in size.split("x"))
    coarse = Image.frombytes("RGB", (12, 9), chance.randbytes(12 * 9 * 3))
    shapes = coarse.resize((width, height), Image.Resampling.BICUBIC)
    for blur, frame in zip((24, 12, 6, 2), FRAMES, strict=True):
        grain = Image.frombytes(
            "RGB", (width, height), chance.randbytes(width * height * 3)
        )
        softened = shapes.filter(ImageFilter.GaussianBlur(blur))
        lit = _lit(softened, LIGHT[frame])
        yield frame, Image.blend(lit, grain, GRAIN[size])


def _lit(picture: Image.Image, light: int) -> Image.Image:
    """The picture with low contrast around this brightness."""
    return picture.point([int(light + (value - 128) * 0.3) for value in range(256)] * 3)


def _coded(picture: Image.Image, shape: str, size: str) -> bytes:
    out = io.BytesIO()
    if shape == "png":
        picture.save(out, "PNG", compress_level=1)
    else:
        picture.save(out, "JPEG", quality=QUALITY[size])
    return out.getvalue()
