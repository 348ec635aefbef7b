"""Reads a picture's format and size from its first bytes instead of trusting the
model."""

import struct
from typing import Final

from bot.core.turn.events import Picture
from bot.core.turn.turns import KeptPicture

NOT_SHOWN: Final = ("webp", "svg")
"""The formats that Slack does not show in a message."""
_PNG: Final = b"\x89PNG\r\n\x1a\n"
_FRAMES: Final = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}


def kind_of(data: bytes) -> str:
    """The format: png, jpeg, gif or webp; empty if the bytes are none of these."""
    if data.startswith(_PNG):
        return "png"
    if data.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if data.startswith((b"GIF87a", b"GIF89a")):
        return "gif"
    return "webp" if data[:4] == b"RIFF" and data[8:12] == b"WEBP" else ""


def size_of(data: bytes) -> tuple[int, int]:
    """Width and height of a PNG, GIF or JPEG; zeros if they cannot be read."""
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


def measured(picture: Picture, sha256: str) -> KeptPicture:
    """The picture as it is kept, with what its bytes say and not what the model
    said."""
    width, height = size_of(picture.data)
    return KeptPicture(
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
