"""Reads which characters a font has, from its table `cmap`."""

import struct
from collections.abc import Iterator
from typing import Final

_UNICODE: Final = {(3, 10), (3, 1), (0, 3), (0, 4), (0, 6)}
"""The platforms and encodings whose codes are Unicode's."""


def letters_of(font: bytes) -> frozenset[str]:
    """The characters that the font has a shape for; none if it cannot be read."""
    try:
        return frozenset(map(chr, _codes(font)))
    except (struct.error, ValueError):
        return frozenset()


def _codes(font: bytes) -> Iterator[int]:
    at = _table(font, b"cmap")
    [count] = struct.unpack_from(">H", font, at + 2)
    for n in range(count):
        platform, encoding, offset = struct.unpack_from(">HHI", font, at + 4 + 8 * n)
        if (platform, encoding) in _UNICODE:
            yield from _of_subtable(font, at + offset)


def _table(font: bytes, name: bytes) -> int:
    [count] = struct.unpack_from(">H", font, 4)
    for n in range(count):
        tag, _, offset, _ = struct.unpack_from(">4sIII", font, 12 + 16 * n)
        if tag == name:
            return int(offset)
    raise ValueError("no such table")


def _of_subtable(font: bytes, at: int) -> Iterator[int]:
    [kind] = struct.unpack_from(">H", font, at)
    if kind == 12:
        [count] = struct.unpack_from(">I", font, at + 12)
        for n in range(count):
            first, last, _ = struct.unpack_from(">III", font, at + 16 + 12 * n)
            yield from range(first, last + 1)
    if kind == 4:
        [twice] = struct.unpack_from(">H", font, at + 6)
        lasts = struct.unpack_from(f">{twice // 2}H", font, at + 14)
        firsts = struct.unpack_from(f">{twice // 2}H", font, at + 16 + twice)
        for first, last in zip(firsts, lasts, strict=True):
            yield from range(first, min(last, 0xFFFE) + 1)
