"""Pictures as they come over the wire: takes base64, returns bytes and their format.
Pure."""

import binascii
import re
from dataclasses import replace
from typing import Final

import pybase64

from bot.adapters.openai_fields import (
    Wire,
    count_of,
    name_of,
    number_of,
    part_of,
    text_of,
    words_of,
)
from bot.core.turn.events import Picture, PictureDrawn, PictureRefused, Usage

_STARTS: Final = (
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"GIF8", "gif"),
)
_SVG: Final = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*<(?:\?xml|!--|!DOCTYPE svg|svg)\b.*", re.DOTALL
)
"""How an SVG may begin; whether it is one, and is safe, is checked elsewhere."""
_MOST_CATEGORIES: Final = 20
_CATEGORY: Final = re.compile(r"[a-z][a-z_/ -]{0,39}")


def bytes_of(packed: str) -> bytes | None:
    """The bytes of a picture, or None if this is not base64."""
    try:
        data = pybase64.b64decode(packed, validate=True)
    except (binascii.Error, ValueError):
        return None
    return data if format_of(data) else None


def format_of(data: bytes) -> str:
    """The format according to the first bytes, which can be trusted more than the
    field."""
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "webp"
    found = next((name for start, name in _STARTS if data.startswith(start)), "")
    return found or ("svg" if _SVG.match(data[:2000]) else "")


def picture(item: Wire, key: str) -> PictureDrawn | PictureRefused:
    """The events of a finished image item.

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
            size=name_of(item, "size"),
            quality=name_of(item, "quality"),
            revised_prompt=words_of(item, "revised_prompt"),
        )
    )


def _refused(item: Wire, key: str) -> PictureRefused:
    error = part_of(item, "error")
    details = part_of(error, "moderation_details")
    moderated = bool(details) or text_of(error, "code") == "moderation_blocked"
    stage = text_of(details, "moderation_stage")
    return PictureRefused(key, moderated, categories_of(details), stage)


def drawing(used: Wire) -> Usage:
    """What an image model has used; the fields are the same for both ways of
    drawing."""
    given = part_of(used, "input_tokens_details")
    images = count_of(given, "image_tokens")
    words = number_of(given, "text_tokens")
    whole = count_of(used, "input_tokens")
    return Usage(
        image_input_tokens=images,
        image_text_tokens=max(0, whole - images) if words is None else words,
        image_output_tokens=count_of(used, "output_tokens"),
    )


def used(wire: Wire) -> Usage:
    """What a direct picture has used; of an SVG, a model that writes is the author."""
    usage, author = drawing(part_of(wire, "usage")), part_of(wire, "svg_usage")
    return replace(
        usage,
        input_tokens=count_of(author, "input_tokens"),
        output_tokens=count_of(author, "output_tokens"),
    )


def categories_of(details: Wire) -> tuple[str, ...]:
    """The names of the categories that moderation objects to, if they look like
    names."""
    named = details.get("categories")
    if not isinstance(named, list):
        return ()
    return tuple(
        each
        for each in named[:_MOST_CATEGORIES]
        if isinstance(each, str) and _CATEGORY.fullmatch(each)
    )
