"""A WebP without its Exif and texts; of a moving one, the first frame."""

import struct
from typing import Final

from bot.adapters.decoder.exif import UPRIGHT, orientation
from bot.adapters.decoder.parts import MOST_COLOURS, Bare, counted

_KEPT: Final = frozenset({b"VP8 ", b"VP8L", b"ALPH", b"ANIM", b"ICCP"})
_HEAD: Final = struct.Struct("<4sI")
_UNSAID: Final = 0xFF ^ 0x0C
"""The bits that say that Exif and texts follow."""


def bare_webp(data: bytes) -> Bare:
    """Its pixels and colours, and its orientation."""
    kept: list[bytes] = []
    turned, at, part, moving = UPRIGHT, 12, 0, False
    while at + _HEAD.size <= len(data):
        counted(part)
        part += 1
        kind, length = _HEAD.unpack_from(data, at)
        chunk, at = data[at : at + 8 + length], at + 8 + length + length % 2
        if kind == b"EXIF":
            turned = orientation(chunk[8:])
        elif kind == b"VP8X":
            kept.append(chunk[:8] + bytes(b & _UNSAID for b in chunk[8:9]) + chunk[9:])
        elif kind == b"ANMF" and not moving:
            kept.append(chunk)
            moving = True
        elif kind in _KEPT and (kind != b"ICCP" or length <= MOST_COLOURS):
            kept.append(chunk)
    return Bare(_whole(kept), turned, moving)


def _whole(chunks: list[bytes]) -> bytes:
    body = b"WEBP" + b"".join(each + bytes(len(each) % 2) for each in chunks)
    return b"RIFF" + len(body).to_bytes(4, "little") + body
