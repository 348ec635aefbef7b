"""The events of one turn, and their times: three previews, a picture, a few words."""

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from playground.openai.envelope import response_object
from playground.openai.record import Record, new_id
from playground.openai.wire import Blob

WORDS = ("Here ", "is ", "the ", "picture ", "that ", "you ", "asked ", "for.")


@dataclass(frozen=True, slots=True)
class Pace:
    """Seconds: how late a turn begins at most, between previews, before the final.

    `thought` is what the model that draws through a tool takes before it calls it.
    """

    spread: float = 0.0
    first: float = 0.0
    between: float = 0.3
    final: float = 0.3
    thought: float = 0.0

    @property
    def longest(self) -> float:
        """From the request to the end."""
        drawing = self.spread + self.first + 2 * self.between + self.final
        return self.thought + drawing

    def late(self, turn: int) -> float:
        """Seconds until a turn's first preview; each turn has its own."""
        return random.Random(turn).random() * self.spread + self.first


@dataclass(frozen=True, slots=True)
class Beat:
    """One event; how long it is waited for, and the frame that it carries."""

    wait: float
    payload: dict[str, Any]
    frame: str = ""


@dataclass(frozen=True, slots=True)
class Frames:
    """The base64 of the frames of a drawing, and its size."""

    size: str
    blobs: dict[str, Blob]


def beats(
    asked: dict[str, Any], turn: int, pace: Pace, frames: Frames
) -> Iterator[Beat]:
    """All events of a turn, numbered, in the order of the real service."""
    record = Record(asked, 0.0)
    return numbered(
        (
            *begun(record, pace.thought),
            *_drawn(record, pace, pace.late(turn), frames),
            *said(record),
            ended(record),
        )
    )


def numbered(events: Iterable[Beat]) -> Iterator[Beat]:
    """The events with their numbers, as the real service has them."""
    for number, beat in enumerate(events):
        yield Beat(beat.wait, {**beat.payload, "sequence_number": number}, beat.frame)


def event(kind: str, wait: float = 0, frame: str = "", **fields: Any) -> Beat:
    """One event of the Responses API."""
    return Beat(wait, {"type": f"response.{kind}", **fields}, frame)


def begun(record: Record, thought_for: float) -> Iterator[Beat]:
    """The first events of every answer."""
    for kind in ("created", "in_progress"):
        yield event(kind, response=response_object(record))
    thought = {"id": new_id("rs"), "type": "reasoning", "summary": []}
    record.items.append(thought)
    yield event("output_item.added", output_index=0, item=thought)
    yield event("output_item.done", thought_for, output_index=0, item=thought)


def _drawn(record: Record, pace: Pace, late: float, frames: Frames) -> Iterator[Beat]:
    call = {"id": new_id("ig"), "type": "image_generation_call"}
    place: dict[str, Any] = {"item_id": call["id"], "output_index": 1}
    item = {**call, "status": "in_progress"}
    yield event("output_item.added", output_index=1, item=item)
    for kind in ("in_progress", "generating"):
        yield event(f"image_generation_call.{kind}", **place)
    look: dict[str, Any] = {
        "size": frames.size,
        "quality": "medium",
        "background": "opaque",
    }
    for index in range(3):
        yield event(
            "image_generation_call.partial_image",
            wait=pace.between if index else late,
            frame=f"p{index}",
            partial_image_index=index,
            partial_image_b64=frames.blobs[f"p{index}"],
            **place,
            **look,
        )
    yield event("image_generation_call.completed", wait=pace.final, **place)
    done = {**call, "status": "completed", "result": frames.blobs["final"], **look}
    record.items.append({**done, "revised_prompt": "a picture", "action": "generate"})
    item = record.items[-1]
    yield event("output_item.done", frame="final", output_index=1, item=item)


def said(record: Record) -> Iterator[Beat]:
    """A few words, one by one."""
    message = {"id": new_id("msg"), "type": "message", "role": "assistant"}
    place: dict[str, Any] = {
        "item_id": message["id"],
        "output_index": len(record.items),
        "content_index": 0,
    }
    item = {**message, "status": "in_progress", "content": []}
    yield event("output_item.added", output_index=place["output_index"], item=item)
    yield event("content_part.added", part=_part(""), **place)
    for word in WORDS:
        yield event("output_text.delta", delta=word, logprobs=[], **place)
    text = "".join(WORDS)
    yield event("output_text.done", text=text, logprobs=[], **place)
    yield event("content_part.done", part=_part(text), **place)
    record.items.append({**message, "status": "completed", "content": [_part(text)]})
    yield event(
        "output_item.done", output_index=place["output_index"], item=record.items[-1]
    )


def ended(record: Record) -> Beat:
    """The end of an answer."""
    record.status, record.completed_at = "completed", 1.0
    return event("completed", frame="end", response=response_object(record))


def _part(text: str) -> dict[str, Any]:
    return {"type": "output_text", "annotations": [], "logprobs": [], "text": text}
