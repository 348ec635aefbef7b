"""Tells a file's kind and a picture's size from its first bytes, as Slack does.

The name and the declared type of an upload are not believed.
"""

from dataclasses import dataclass

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True)
class Kind:
    mimetype: str
    filetype: str
    width: int = 0
    height: int = 0


def kind_of(data: bytes) -> Kind:
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return Kind("image/png", "png", big(data, 16, 4), big(data, 20, 4))
    if data.startswith(b"\xff\xd8\xff"):
        return Kind("image/jpeg", "jpg", *jpeg_size(data))
    if data[:6] in {b"GIF87a", b"GIF89a"}:
        return Kind("image/gif", "gif", little(data, 6), little(data, 8))
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return Kind("image/webp", "webp")
    return other(data)


def other(data: bytes) -> Kind:
    if data.startswith(b"%PDF-"):
        return Kind("application/pdf", "pdf")
    if data.startswith(b"PK\x03\x04"):
        word = b"word/document.xml" in data
        return Kind(_WORD, "docx") if word else Kind("application/zip", "zip")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return Kind("text/plain", "text")
    if b"\0" in data[:1024]:
        return Kind("application/octet-stream", "binary")
    return Kind("text/plain", "text")


def jpeg_size(data: bytes) -> tuple[int, int]:
    """Walk the segments to the frame header, which has height and width."""
    at = 2
    while at + 9 < len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if 0xC0 <= marker <= 0xCF and marker not in {0xC4, 0xC8, 0xCC}:
            return big(data, at + 7, 2), big(data, at + 5, 2)
        at += 2 + big(data, at + 2, 2)
    return 0, 0


def big(data: bytes, at: int, size: int) -> int:
    return int.from_bytes(data[at : at + size], "big")


def little(data: bytes, at: int) -> int:
    return int.from_bytes(data[at : at + 2], "little")
