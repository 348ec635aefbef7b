"""Parts of pictures, on their way to the process that works on them and back; no
drawing here.

What goes over the pipe is a few values as JSON, and some pictures behind them.
"""

import json
import struct
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Final

from bot.adapters.decoder.wire import Outcome, UnreadableError

_LENGTH: Final = struct.Struct("<I")
_MOST_HEAD: Final = 100_000
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Area:
    """A part of a picture: boxes in fractions of its sides, or what was painted.

    `inverse` means everything else.
    """

    boxes: tuple[Box, ...] = ()
    painted: bytes = field(default=b"", repr=False)
    inverse: bool = False


def packed_parts(values: Mapping[str, Any], *pictures: bytes) -> bytes:
    """The values and the pictures as bytes."""
    lengths = [len(each) for each in pictures]
    head = json.dumps({**values, "lengths": lengths}).encode()
    return _LENGTH.pack(len(head)) + head + b"".join(pictures)


def unpacked_parts(data: bytes) -> tuple[Mapping[str, Any], tuple[bytes, ...]]:
    """What was packed. Raises UnreadableError."""
    try:
        [length] = _LENGTH.unpack_from(data)
        if length > _MOST_HEAD:
            raise UnreadableError(Outcome.DAMAGED)
        values = json.loads(data[_LENGTH.size :][:length])
        lengths = [int(each) for each in values["lengths"]]
    except (struct.error, ValueError, TypeError, KeyError) as error:
        raise UnreadableError(Outcome.DAMAGED) from error
    at, pictures = _LENGTH.size + length, []
    for each in lengths:
        pictures.append(data[at : at + each])
        at += each
    if at != len(data):
        raise UnreadableError(Outcome.DAMAGED)
    return values, tuple(pictures)


def area_values(area: Area) -> dict[str, Any]:
    """The area as values; what was painted goes along as a picture."""
    values = asdict(area)
    values.pop("painted")
    return values


def area_from(values: Mapping[str, Any], painted: bytes) -> Area:
    """The area of these values. Raises UnreadableError."""
    try:
        boxes = tuple(
            (float(a), float(b), float(c), float(d)) for a, b, c, d in values["boxes"]
        )
        return Area(boxes, painted, bool(values["inverse"]))
    except (KeyError, TypeError, ValueError) as error:
        raise UnreadableError(Outcome.DAMAGED) from error
