"""Reads a picture's size from its first bytes, so that nothing is taken on trust."""

import struct
from typing import Final

from bot.core.events import Picture
from bot.core.turns import Print

_PNG: Final = b"\x89PNG\r\n\x1a\n"
_FRAMES: Final = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}


def kind_of(data: bytes) -> str:
    """png, jpeg, gif, webp, or nothing where the bytes are no such picture."""
    if data.startswith(_PNG):
        return "png"
    if data.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if data.startswith((b"GIF87a", b"GIF89a")):
        return "gif"
    return "webp" if data[:4] == b"RIFF" and data[8:12] == b"WEBP" else ""


def size_of(data: bytes) -> tuple[int, int]:
    """Width and height of a PNG, GIF or JPEG; zeros where they cannot be read."""
    match kind_of(data):
        case "png" if len(data) >= 24:
            width, height = struct.unpack(">II", data[16:24])
        case "gif" if len(data) >= 10:
            width, height = struct.unpack("<HH", data[6:10])
        case "jpeg":
            width, height = _jpeg_size(data)
        case _:
            width, height = 0, 0
    return width, height


def measured(picture: Picture, sha256: str) -> Print:
    """The picture as it is kept; its bytes count, not what was said about them."""
    width, height = size_of(picture.data)
    return Print(
        sha256=sha256,
        format=kind_of(picture.data) or picture.format,
        width=width,
        height=height,
        bytes=len(picture.data),
        quality=picture.quality,
        revised_prompt=picture.revised_prompt,
    )


def _jpeg_size(data: bytes) -> tuple[int, int]:
    at = 2
    while at + 9 <= len(data) and data[at] == 0xFF:
        marker, length = data[at + 1], int.from_bytes(data[at + 2 : at + 4], "big")
        if marker in _FRAMES:
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return width, height
        at += 2 + length
    return 0, 0
