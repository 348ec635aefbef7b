"""Pictures that are made to harm a reader: by time, by memory, by name.

Each is small enough for Slack, and for a bot that takes 20 MB. The same call gives the
same bytes.
"""

import io
import random
import struct
import zlib
from collections.abc import Callable
from typing import Final

from PIL import Image

_PNG: Final = b"\x89PNG\r\n\x1a\n"
_NETSCAPE: Final = b"\x21\xff\x0bNETSCAPE2.0\x03\x01\0\0\0"


def everything() -> dict[str, Callable[[], bytes]]:
    """The functions that make one of each, by the name under which it is sent."""
    return {
        "exif.jpg": exif_bomb,
        "scans.jpg": scans_bomb,
        "noise.png": noisy_png,
        "frames.gif": crafted_gif,
        "text.png": text_bomb,
        "crumbs.png": crumbs,
        "cut.jpg": cut_off,
        "claims.png": lambda: claims(60_000, 60_000),
        "flat.png": flat,
        "flat.webp": lambda: flat("WEBP"),
        "tiff.png": lambda: misnamed("TIFF"),
        "icon.jpg": lambda: misnamed("ICO"),
        "bitmap.gif": lambda: misnamed("BMP"),
    }


def exif_bomb(size: int = 8_000_000, segment: int = 64) -> bytes:
    """A JPEG of many small Exif segments, which Pillow joins one after the other."""
    payload = b"Exif\0\0" + bytes(segment - 6)
    one = b"\xff\xe1" + struct.pack(">H", len(payload) + 2) + payload
    whole = _saved(Image.new("RGB", (640, 480), "teal"), "JPEG")
    return whole[:2] + one * (size // len(one)) + whole[2:]


def scans_bomb(edge: int = 4_000, scans: int = 90) -> bytes:
    """A progressive JPEG that is painted over again and again."""
    picture = Image.new("RGB", (edge, edge), "navy")
    whole = _saved(picture, "JPEG", progressive=True)
    last = whole.rindex(b"\xff\xda")
    scan = whole[last:-2]
    return whole[:last] + scan * scans + whole[-2:]


def noisy_png(edge: int = 2_048, seed: int = 1) -> bytes:
    """Noise in all four channels: nothing makes it smaller."""
    noise = random.Random(seed).randbytes(edge * edge * 4)
    picture = Image.frombytes("RGBA", (edge, edge), noise)
    return _saved(picture, "PNG", compress_level=1)


def crafted_gif(edge: int = 4_900, frames: int = 400, size: int = 8_000_000) -> bytes:
    """A large canvas, frames that each clear all of it, and comments without end."""
    whole = _saved(Image.new("P", (edge, edge)), "GIF")
    comment = b"\x21\xfe" + (b"\xff" + bytes(255)) * 8 + b"\0"
    clear = b"\x21\xf9\x04\x09\0\0\0\0"
    dot = b"\x2c" + struct.pack("<HHHHB", 0, 0, 1, 1, 0) + b"\x02\x02\x44\x01\0"
    comments = comment * (size // len(comment))
    return (
        whole[:-1] + _NETSCAPE + (clear + dot) * frames + comments + clear + dot + b";"
    )


def text_bomb(chunks: int = 60, unpacked: int = 1_000_000) -> bytes:
    """A PNG with compressed texts that are large when they are unpacked."""
    text = b"Comment\0\0" + zlib.compress(bytes(unpacked), 9)
    return _with_chunks(_chunk(b"zTXt", text) * chunks)


def crumbs(size: int = 8_000_000) -> bytes:
    """A PNG of many empty chunks of data."""
    return _with_chunks(b"", _chunk(b"IDAT", b"") * (size // 12))


def cut_off(edge: int = 3_000) -> bytes:
    """A JPEG that ends in the middle."""
    whole = _saved(Image.effect_noise((edge, edge), 80), "JPEG", quality=90)
    return whole[: len(whole) // 2]


def claims(width: int, height: int) -> bytes:
    """A PNG that says it is this large; its data are none."""
    head = _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return _PNG + head + _saved(Image.new("RGB", (40, 30)), "PNG")[33:]


def flat(kind: str = "PNG", size: tuple[int, int] = (5_000, 4_990)) -> bytes:
    """A few kilobytes that unpack to a hundred megabytes."""
    picture = Image.new("RGBA", size, (9, 9, 9, 9))
    return _saved(picture, kind, **({"lossless": True} if kind == "WEBP" else {}))


def misnamed(kind: str) -> bytes:
    """A picture of a kind that nobody reads here, whatever its name is."""
    return _saved(Image.new("RGB", (64, 64), "olive"), kind)


def _with_chunks(uploads_ahead: bytes, late: bytes = b"") -> bytes:
    """A small PNG with chunks after its head, and others before its end."""
    whole = _saved(Image.new("RGB", (64, 48), "plum"), "PNG")
    return whole[:33] + uploads_ahead + whole[33:-12] + late + whole[-12:]


def _chunk(kind: bytes, data: bytes) -> bytes:
    check = zlib.crc32(kind + data).to_bytes(4, "big")
    return len(data).to_bytes(4, "big") + kind + data + check


def _saved(picture: Image.Image, kind: str, **more: object) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, **more)
    return out.getvalue()
