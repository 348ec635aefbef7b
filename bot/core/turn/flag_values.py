"""Reads the values of flags. A wrong value is an AskError that says which are right."""

import re
from collections.abc import Callable, Mapping
from typing import Final

from bot.core.errors import AskError
from bot.core.turn.sets import LEAST, MOST
from bot.core.turn.sizes import drawable

SIZES: Final = {
    "1:1": "1024x1024",
    "16:9": "1536x864",
    "9:16": "864x1536",
    "3:2": "1536x1024",
    "2:3": "1024x1536",
}
QUALITIES: Final = ("low", "medium", "high")
FORMATS: Final = ("png", "jpeg", "webp", "gif", "svg")
WITHOUT_PREVIEWS: Final = ("gif", "svg")
SPEEDS: Final = {"slow": 400, "normal": 200, "fast": 100}
"""Milliseconds that each frame of a GIF is shown."""
_NAMES: Final = {"webp": "WebP"}
_EXACT = re.compile(r"(\d{2,5})[x×](\d{2,5})", re.IGNORECASE)


def format_name(kind: str) -> str:
    """A format as people write it."""
    return _NAMES.get(kind, kind.upper())


def _size(value: str) -> str:
    exact = _EXACT.fullmatch(value)
    if value in SIZES:
        return SIZES[value]
    if not exact:
        names = ", ".join(f"`{name}`" for name in SIZES)
        raise AskError(f"`--size` takes {names} or a size such as `1536x1024`.")
    width, height = int(exact[1]), int(exact[2])
    if not drawable(width, height):
        raise AskError(
            f"I cannot draw {width}×{height}. Both sides must be multiples of 16 and "
            "at most 3840, the longer one at most three times the "
            "shorter, and the area between 655,360 and 8,294,400 pixels. "
            "For example, `1536x1024` works."
        )
    return f"{width}x{height}"


def _quality(value: str) -> str:
    if value not in QUALITIES:
        raise AskError("`--quality` takes `low`, `medium` or `high`.")
    return value


def _count(value: str) -> int:
    if value not in map(str, range(LEAST, MOST + 1)):
        raise AskError(f"`--count` takes a number from {LEAST} to {MOST}.")
    return int(value)


def _format(value: str) -> str:
    value = "jpeg" if value == "jpg" else value
    if value not in FORMATS:
        raise AskError("`--format` takes `png`, `jpeg`, `webp`, `gif` or `svg`.")
    return value


def _frames(value: str) -> int:
    if value not in map(str, range(2, 17)):
        raise AskError("`--frames` takes a number from 2 to 16.")
    return int(value)


def _speed(value: str) -> int:
    if value not in SPEEDS:
        raise AskError("`--speed` takes `slow`, `normal` or `fast`.")
    return SPEEDS[value]


VALUES: Final[Mapping[str, Callable[[str], str | int]]] = {
    "size": _size,
    "quality": _quality,
    "format": _format,
    "count": _count,
    "frames": _frames,
    "speed": _speed,
}
