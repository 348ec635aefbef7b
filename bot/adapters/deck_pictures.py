"""A deck's pictures, as small as its files need them."""

import asyncio
import logging
from collections.abc import Mapping
from typing import Final

from bot.adapters.decoder.sheet_wire import packed_picture
from bot.adapters.decoder.wire import UnreadableError, Work
from bot.adapters.decoders import Decoders, Job
from bot.core.decks.laid import Box, LaidDeck
from bot.core.ports.decks import DeckPictures

MOST_EACH: Final = 600_000
MOST_TOGETHER: Final = 18_000_000
"""The most bytes of one picture, and of all of a deck."""
_SHARP: Final = 3.0
"""Pixels of a picture's longer side for each point of its box's: two across the screen,
and some for what is cut off."""
_LARGEST: Final = 1_920
_WAYS: Final = ((1.0, 85), (1.0, 72), (0.75, 72), (0.5, 60))
"""What is tried until a picture is small enough: its size and its quality."""
_AT_ONCE: Final = 4
log = logging.getLogger(__name__)


async def deck_pictures(
    decoders: Decoders, laid: LaidDeck, pictures: DeckPictures
) -> Mapping[str, bytes]:
    """Every picture of the deck that can be read, as a JPEG."""
    edges = _edges(laid)
    most = min(MOST_EACH, MOST_TOGETHER // max(len(edges), 1))
    room = asyncio.Semaphore(_AT_ONCE)

    async def one(name: str, edge: int) -> tuple[str, bytes | None]:
        async with room:
            data = await pictures(name)
            return name, data and await _small(decoders, data, edge, most)

    found = await asyncio.gather(*(one(*each) for each in edges.items()))
    return {name: data for name, data in found if data}


def _edges(laid: LaidDeck) -> Mapping[str, int]:
    """How long the longer side of each picture has to be."""
    edges: dict[str, int] = {}
    for box in (box for slide in laid.slides for box in slide.boxes if box.picture):
        edges[box.picture] = max(edges.get(box.picture, 0), _edge(box))
    return edges


def _edge(box: Box) -> int:
    return min(_LARGEST, round(_SHARP * max(box.width, box.height)))


async def _small(decoders: Decoders, data: bytes, edge: int, most: int) -> bytes | None:
    made = None
    for scale, quality in _WAYS:
        packed = packed_picture(data, max(1, round(edge * scale)), quality)
        try:
            _, made = await decoders.do(Job(Work.TILE, packed))
        except UnreadableError as error:
            log.warning("a picture is missing in a deck: %s", error)
            return None
        if len(made) <= most:
            break
    return made
