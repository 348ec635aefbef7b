"""Pictures as they come over the wire: base64 in, bytes and what they are out. Pure."""

import binascii
import re
from typing import Final

import pybase64

from bot.adapters.openai_fields import Wire, part_of, text_of
from bot.core.events import Picture, PictureDrawn, PictureRefused

_STARTS: Final = (
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"GIF8", "gif"),
)
_CATEGORY: Final = re.compile(r"[a-z][a-z_/ -]{0,39}")


def bytes_of(packed: str) -> bytes | None:
    """The bytes of a picture, or None if they are none."""
    try:
        data = pybase64.b64decode(packed, validate=True)
    except (binascii.Error, ValueError):
        return None
    return data if format_of(data) else None


def format_of(data: bytes) -> str:
    """What the first bytes say: they are right more often than the field is."""
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "webp"
    return next((name for start, name in _STARTS if data.startswith(start)), "")


def picture(item: Wire, key: str) -> PictureDrawn | PictureRefused:
    """What became of a finished image item.

    The result decides, not the status: pictures come with status "generating".
    """
    packed = text_of(item, "result")
    data = bytes_of(packed) if packed else None
    if data is None:
        return _refused(item, key)
    return PictureDrawn(
        Picture(
            id=key,
            data=data,
            format=format_of(data),
            size=text_of(item, "size"),
            quality=text_of(item, "quality"),
            revised_prompt=text_of(item, "revised_prompt"),
        )
    )


def _refused(item: Wire, key: str) -> PictureRefused:
    error = part_of(item, "error")
    details = part_of(error, "moderation_details")
    moderated = bool(details) or text_of(error, "code") == "moderation_blocked"
    stage = text_of(details, "moderation_stage")
    return PictureRefused(key, moderated, categories_of(details), stage)


def categories_of(details: Wire) -> tuple[str, ...]:
    """The names of what moderation objects to, as far as they look like names."""
    named = details.get("categories")
    if not isinstance(named, list):
        return ()
    return tuple(
        each for each in named if isinstance(each, str) and _CATEGORY.fullmatch(each)
    )
