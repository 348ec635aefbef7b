"""Sizes that the image model draws, and how a picture becomes part of a larger one.
Pure."""

from dataclasses import dataclass
from math import ceil, sqrt
from typing import Final

SHAPES: Final = {"16:9": (16, 9), "1:1": (1, 1), "9:16": (9, 16), "3:2": (3, 2)}
"""The shapes that a picture can be continued to, width and height."""
STEP: Final = 16
LONGEST: Final = 3840
LEAST_PIXELS: Final = 655_360
MOST_PIXELS: Final = 8_294_400
_SAME: Final = 0.03
"""Shapes that differ by less are the same: sides are multiples of 16."""
Size = tuple[int, int]
Margins = tuple[int, int, int, int]
"""Pixels on the left, above, on the right and below."""


@dataclass(frozen=True, slots=True)
class Extent:
    """A size, and the size and place that a picture has in it."""

    width: int
    height: int
    inner_width: int
    inner_height: int
    left: int
    top: int


def drawable(width: int, height: int) -> bool:
    """Whether the image model draws this size."""
    return (
        width % STEP == 0
        and height % STEP == 0
        and max(width, height) <= LONGEST
        and max(width, height) <= 3 * min(width, height)
        and LEAST_PIXELS <= width * height <= MOST_PIXELS
    )


def size_from(words: str) -> Size:
    """The size in words such as "1536x1024"; zeros if there is none."""
    width, _, height = words.partition("x")
    here = width.isdecimal() and height.isdecimal()
    return (int(width), int(height)) if here else (0, 0)


def twice(width: int, height: int) -> Size | None:
    """Twice the sides, or as much of it as the model draws; None if that is not
    more."""
    if not (width and height):
        return None
    scale = min(2.0, _most_scale(width, height))
    made = (_down(width * scale), _down(height * scale))
    grows = made[0] > width and made[1] > height
    return made if grows and drawable(*made) else None


def continued(width: int, height: int, shape: str) -> Size | None:
    """The size in this shape that the whole picture fits into; None if it has the shape
    already.

    The picture keeps its pixels, unless the model does not draw that much.
    """
    across, down = SHAPES[shape]
    if not (width and height) or has_shape(width, height, shape):
        return None
    whole = (max(width, height * across / down), max(height, width * down / across))
    least = sqrt(LEAST_PIXELS / (whole[0] * whole[1]))
    scale = max(min(1.0, _most_scale(*whole)), least)
    rounded = _down if scale < 1 else _up
    made = (rounded(whole[0] * scale), rounded(whole[1] * scale))
    return made if drawable(*made) else None


def has_shape(width: int, height: int, shape: str) -> bool:
    """Whether a picture of this size has the shape, as far as one can see."""
    across, down = SHAPES[shape]
    return abs(width * down / (height * across) - 1) < _SAME


def extent(width: int, height: int, whole: Size) -> Extent:
    """How a picture lies in the middle of a larger one: as large as it can be there."""
    scale = min(whole[0] / width, whole[1] / height)
    inner = (min(whole[0], round(width * scale)), min(whole[1], round(height * scale)))
    left, top = (whole[0] - inner[0]) // 2, (whole[1] - inner[1]) // 2
    return Extent(*whole, *inner, left, top)


def nearest(width: int, height: int) -> Size | None:
    """The size that the model draws and that is most like this one; None if it draws
    none of this shape."""
    if not (width and height) or max(width, height) > 3 * min(width, height):
        return None
    least = sqrt(LEAST_PIXELS / (width * height))
    scale = max(min(1.0, _most_scale(width, height)), least)
    near = {
        (across, down)
        for across in (_down(width * scale), _up(width * scale))
        for down in (_down(height * scale), _up(height * scale))
        if drawable(across, down)
    }
    return min(near, key=lambda e: _unlike(e, width, height), default=None)


def around(width: int, height: int, margins: Margins) -> Extent | None:
    """How a picture lies in one with so many pixels more on each side; None if the
    model does not draw that shape."""
    left, top, right, bottom = margins
    wanted = (width + left + right, height + top + bottom)
    whole = nearest(*wanted)
    if whole is None or min(margins) < 0 or not any(margins):
        return None
    across, down = whole[0] / wanted[0], whole[1] / wanted[1]
    inner = (round(width * across), round(height * down))
    at = (round(left * across), round(top * down))
    at = (min(at[0], whole[0] - inner[0]), min(at[1], whole[1] - inner[1]))
    return Extent(*whole, *inner, *at)


def _unlike(size: Size, width: int, height: int) -> tuple[float, float]:
    """How far a size is from the shape, and then from the sides, of another."""
    bent = abs(size[0] * height / (size[1] * width) - 1)
    return bent, abs(size[0] - width) + abs(size[1] - height)


def _most_scale(width: float, height: float) -> float:
    """By how much it can grow; below 1 if it is too large already."""
    return min(LONGEST / max(width, height), sqrt(MOST_PIXELS / (width * height)))


def _down(side: float) -> int:
    return int(side) // STEP * STEP


def _up(side: float) -> int:
    return ceil(side / STEP) * STEP
