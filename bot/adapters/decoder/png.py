"""A PNG without its texts, times and later frames."""

import struct
from typing import Final

from bot.adapters.decoder.exif import UPRIGHT, orientation
from bot.adapters.decoder.parts import MOST_COLOURS, Bare, counted

_KEPT: Final = frozenset(
    {b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND", b"gAMA", b"cHRM", b"sRGB", b"iCCP"}
)
_HEAD: Final = struct.Struct(">I4s")


def bare_png(data: bytes) -> Bare:
    """Its pixels, what is needed to read them, and its orientation."""
    kept, turned, at, part = [data[:8]], UPRIGHT, 8, 0
    while at + _HEAD.size <= len(data):
        counted(part)
        part += 1
        length, kind = _HEAD.unpack_from(data, at)
        chunk, at = data[at : at + 12 + length], at + 12 + length
        if kind == b"eXIf":
            turned = orientation(chunk[8:-4])
        elif _needed(kind, length):
            kept.append(chunk)
        if kind == b"IEND":
            break
    return Bare(b"".join(kept), turned)


def _needed(kind: bytes, length: int) -> bool:
    """Whether the chunk is kept. Empty data is not, nor is a very large profile."""
    if kind == b"IDAT":
        return length > 0
    return kind in _KEPT and length <= MOST_COLOURS
