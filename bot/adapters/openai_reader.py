"""Reads one stream's events in order, with the little memory that this takes.

Every finished picture comes twice, megabytes each time. Pictures that were seen before
are taken out of the last event, so that none is decoded twice.
"""

import asyncio
from typing import Any, Final

from bot.adapters.openai_fields import Wire, count_of, part_of, parts_of, text_of
from bot.adapters.openai_items import key_of
from bot.adapters.openai_wire import is_last, translate
from bot.core.turn.events import (
    PictureDrawn,
    PictureRefused,
    PreviewDrawn,
    Started,
    TextDone,
    TurnEvent,
)

LARGE: Final = 256 * 1024
"""Base64 that is longer than this is worth a thread to decode it."""


class Reader:
    """Reads the events of one response, and remembers what has come so far."""

    def __init__(self, response: str = "", previews: bool = True) -> None:
        self.response = response
        self.over = False
        self._previews = previews
        self._seen: set[str] = set()

    async def read(self, wire: Wire) -> tuple[TurnEvent, ...]:
        """Return what the next event means."""
        self.over = is_last(wire)
        wire = self._unseen(wire) if self.over else wire
        found = await _translated(wire)
        self._remember(wire, found)
        return tuple(event for event in found if self._wanted(event))

    def _remember(self, wire: Wire, found: tuple[TurnEvent, ...]) -> None:
        if found and isinstance(found[0], Started):
            self.response = found[0].response
        if text_of(wire, "type") == "response.output_item.done" and any(
            isinstance(event, PictureDrawn | PictureRefused | TextDone)
            for event in found
        ):
            key = key_of(part_of(wire, "item"), count_of(wire, "output_index"))
            self._seen.add(key)

    def _wanted(self, event: TurnEvent) -> bool:
        # One preview comes even where none is wanted: see the request. And one that
        # comes after its picture would put a blurred one in the finished one's place.
        if isinstance(event, PreviewDrawn):
            return self._previews and event.id not in self._seen
        return True

    def _unseen(self, wire: Wire) -> dict[str, Any]:
        response = part_of(wire, "response")
        output = [
            {} if key_of(item, index) in self._seen else item
            for index, item in enumerate(parts_of(response, "output"))
        ]
        return {**wire, "response": {**response, "output": output}}


async def _translated(wire: Wire) -> tuple[TurnEvent, ...]:
    if _weight(wire) < LARGE:
        return translate(wire)
    return await asyncio.to_thread(translate, wire)


def _weight(wire: Wire) -> int:
    """How much base64 has to be decoded."""
    items = [part_of(wire, "item"), *parts_of(part_of(wire, "response"), "output")]
    packed = len(text_of(wire, "partial_image_b64"))
    return packed + sum(len(text_of(item, "result")) for item in items)
