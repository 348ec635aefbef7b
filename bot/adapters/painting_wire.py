"""Reads what the page sends: a form of a few parts, each of a limited size."""

import asyncio
import json
from collections.abc import Mapping
from typing import Any, Final

from aiohttp import BodyPartReader, web

from bot.core.errors import AskError
from bot.core.turn.painting import Painted, PaintedEnd

MOST_ASKED: Final = 100_000
MOST_WORDS: Final = 3000
MOST_PAINTED: Final = 8_000_000
SECONDS: Final = 60.0
"""How long a form may take to arrive."""
_MOST_MARGIN: Final = 4096
_MOST: Final = {"asked": MOST_ASKED, "region": MOST_PAINTED, "notes": MOST_PAINTED}
UNREADABLE: Final = "What you painted did not arrive whole. Try again."
TOO_MUCH: Final = "That is too much at once. Paint fewer details, or write less."


async def painted_in(request: web.Request) -> Painted:
    """What was painted, according to the request's body. Raises AskError."""
    try:
        async with asyncio.timeout(SECONDS):
            parts = await _parts(request)
        asked = json.loads(parts.get("asked", b""))
        return _painted(asked, parts)
    except (ValueError, TypeError, KeyError, RecursionError, TimeoutError) as error:
        raise AskError(UNREADABLE) from error


async def _parts(request: web.Request) -> Mapping[str, bytes]:
    if request.content_type != "multipart/form-data":
        raise ValueError("another kind of form")
    found: dict[str, bytes] = {}
    reader = await request.multipart()
    while (part := await reader.next()) is not None:
        name = part.name if isinstance(part, BodyPartReader) else ""
        if not isinstance(part, BodyPartReader) or name not in _MOST or name in found:
            raise ValueError("an unknown part")
        found[name] = await _bytes(part, _MOST[name])
    return found


async def _bytes(part: BodyPartReader, most: int) -> bytes:
    data = bytearray()
    while piece := await part.read_chunk(65_536):
        data += piece
        if len(data) > most:
            raise AskError(TOO_MUCH)
    return bytes(data)


def _painted(asked: Mapping[str, Any], parts: Mapping[str, bytes]) -> Painted:
    left, top, right, bottom = map(_margin, asked["frame"])
    words = asked["words"]
    if not isinstance(words, str):
        raise TypeError("words")
    if len(words) > MOST_WORDS:
        raise AskError(TOO_MUCH)
    return Painted(
        PaintedEnd(asked["end"]),
        _turn(asked["turn"]),
        words.strip(),
        _turn(asked["older"]),
        (left, top, right, bottom),
        parts.get("region", b""),
        parts.get("notes", b""),
    )


def _turn(value: object) -> int:
    if not isinstance(value, int) or not 0 <= value < 2**63:
        raise ValueError("a turn")
    return value


def _margin(value: object) -> int:
    if not isinstance(value, int) or not 0 <= value <= _MOST_MARGIN:
        raise ValueError("a margin")
    return value
