"""Reads a picture's orientation from Exif, and nothing else."""

import struct
from typing import Final

UPRIGHT: Final = 1
_ORIENTATION, _SHORT = 0x0112, 3
_MOST_FIELDS: Final = 200


def orientation(exif: bytes) -> int:
    """The orientation, 1 to 8; 1 if Exif does not say."""
    tiff = exif.removeprefix(b"Exif\0\0")
    try:
        return _found(tiff, {b"II": "<", b"MM": ">"}[tiff[:2]])
    except (KeyError, struct.error):
        return UPRIGHT


def _found(tiff: bytes, order: str) -> int:
    [start] = struct.unpack_from(f"{order}I", tiff, 4)
    [fields] = struct.unpack_from(f"{order}H", tiff, start)
    for number in range(min(fields, _MOST_FIELDS)):
        at = start + 2 + number * 12
        tag, kind, _, value = struct.unpack_from(f"{order}HHIH", tiff, at)
        if (tag, kind) == (_ORIENTATION, _SHORT):
            return value if 1 <= value <= 8 else UPRIGHT
    return UPRIGHT
