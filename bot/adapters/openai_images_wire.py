"""Translates the events of the Images API into ours.

They are few and simple: no sequence number, no item, no response, and no event that
says that the picture has begun or ended. Errors look as they do in Responses
(`openai_wire.fault`).
"""

import asyncio
from typing import Final

from bot.adapters.openai_fields import (
    LONGEST_WORDS,
    Wire,
    count_of,
    name_of,
    part_of,
    text_of,
)
from bot.adapters.openai_pictures import bytes_of, format_of, used
from bot.adapters.openai_reader import LARGE
from bot.core.turn.events import (
    Finished,
    Picture,
    PictureDrawn,
    PictureRefused,
    PreviewDrawn,
    Started,
    StepDone,
    StepKind,
    StepStarted,
    TurnEvent,
)
from bot.core.turn.request import Request

_PREVIEWS: Final = ("image_generation.partial_image", "image_edit.partial_image")
_ENDS: Final = ("image_generation.completed", "image_edit.completed")


class ImagesReader:
    """Reads the events of one direct picture, and remembers what has come so far."""

    def __init__(self, request: Request) -> None:
        self.over = False
        self._picture = request.picture
        self._words = request.words[:LONGEST_WORDS]
        self._previews = request.terms.previews > 0
        self._begun = False

    async def read(self, wire: Wire) -> tuple[TurnEvent, ...]:
        """Return the events of ours that the next one means. With the first, the
        drawing begins."""
        kind = text_of(wire, "type")
        self.over = kind in _ENDS
        if not self.over and kind not in _PREVIEWS:
            return ()
        large = len(text_of(wire, "b64_json")) >= LARGE
        translate = self._end if self.over else self._preview
        found = await asyncio.to_thread(translate, wire) if large else translate(wire)
        begun, self._begun = self._begun, True
        return found if begun else (*self._beginning(), *found)

    async def whole(self, answer: Wire) -> tuple[TurnEvent, ...]:
        """The events of a picture that came all at once."""
        pictures = answer.get("data") or [{}]
        wire = {**answer, "b64_json": text_of(pictures[0], "b64_json")}
        found = await asyncio.to_thread(self._end, wire)
        author = text_of(part_of(answer, "svg_usage"), "model")
        return Started("", author), *self._beginning()[1:], *found

    def _beginning(self) -> tuple[TurnEvent, ...]:
        return Started("", ""), StepStarted(self._picture, StepKind.DRAW)

    def _preview(self, wire: Wire) -> tuple[TurnEvent, ...]:
        data = bytes_of(text_of(wire, "b64_json")) if self._previews else None
        number = count_of(wire, "partial_image_index")
        return (PreviewDrawn(self._picture, number, data),) if data else ()

    def _end(self, wire: Wire) -> tuple[TurnEvent, ...]:
        drawn = self._drawn(wire)
        ok = isinstance(drawn, PictureDrawn)
        done = StepDone(self._picture, StepKind.DRAW, ok=ok)
        return drawn, done, Finished(used(wire))

    def _drawn(self, wire: Wire) -> PictureDrawn | PictureRefused:
        data = bytes_of(text_of(wire, "b64_json"))
        if data is None:
            return PictureRefused(self._picture)
        return PictureDrawn(
            Picture(
                id=self._picture,
                data=data,
                format=format_of(data),
                size=name_of(wire, "size"),
                quality=name_of(wire, "quality"),
                revised_prompt=self._words,  # nobody has revised it
            )
        )
