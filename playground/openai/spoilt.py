"""Makes damaged finished pictures, for scripts that ask for them."""

import struct
import zlib
from typing import assert_never

from playground.openai.easel import Painted
from playground.openai.steps import Made
from playground.openai.wire import Blob

_GIF = bytes.fromhex(
    "47494638396101000100800000ff0000ffffff2c00000000010001000002024401003b"
)

_HOSTILE = b"""<?xml version="1.0"?>
<!DOCTYPE svg [<!ENTITY who SYSTEM "file:///etc/hostname">]>
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64" onload="alert(1)">
<script>alert(2)</script>
<image href="https://tracker.example/pixel.png" width="64" height="64"/>
<use href="https://other.example/shapes.svg#a"/>
<foreignObject width="64" height="64"><p xmlns="http://www.w3.org/1999/xhtml">&who;</p>
</foreignObject>
<a href="javascript:alert(3)"><circle r="9" style="fill:url(https://x.example/y)"/></a>
</svg>
"""


def made(painted: Painted, how: Made, fmt: str) -> Painted | None:
    """The picture to send instead of the one that was painted."""
    match how:
        case "picture":
            return painted
        case "nothing":
            return None
        case "truncated":
            half = painted.blob.text[: len(painted.blob.text) // 2 + 1]
            return Painted(painted.data[: len(painted.data) // 2], Blob(half))
        case "garbage":
            return _of(b"this is no picture at all")
        case "other_format":
            return _of(_GIF if fmt != "gif" else b"BM")
        case "bomb":
            return _of(bomb())
        case "hostile_svg":
            return _of(_HOSTILE)
        case _:
            assert_never(how)


def bomb(edge: int = 30_000) -> bytes:
    """A small PNG that takes gigabytes once it is decompressed."""
    header = struct.pack(">IIBBBBB", edge, edge, 8, 2, 0, 0, 0)
    squeezed = zlib.compress(b"\0" * 1_000_000, 9)
    chunks = ((b"IHDR", header), (b"IDAT", squeezed), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*chunk) for chunk in chunks)


def _chunk(kind: bytes, data: bytes) -> bytes:
    check = struct.pack(">I", zlib.crc32(kind + data))
    return struct.pack(">I", len(data)) + kind + data + check


def _of(data: bytes) -> Painted:
    return Painted(data, Blob.of(data))
