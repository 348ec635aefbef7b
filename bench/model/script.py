"""The events of one turn, and their times: three previews, a picture, a few words."""

import random
from collections.abc import Iterator
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
    events = (
        *_begun(record, pace.thought),
        *_drawn(record, pace, pace.late(turn), frames),
        *_said(record),
        _ended(record),
    )
    for number, beat in enumerate(events):
        yield Beat(beat.wait, {**beat.payload, "sequence_number": number}, beat.frame)


def _event(kind: str, wait: float = 0, frame: str = "", **fields: Any) -> Beat:
    return Beat(wait, {"type": f"response.{kind}", **fields}, frame)


def _begun(record: Record, thought_for: float) -> Iterator[Beat]:
    for kind in ("created", "in_progress"):
        yield _event(kind, response=response_object(record))
    thought = {"id": new_id("rs"), "type": "reasoning", "summary": []}
    record.items.append(thought)
    yield _event("output_item.added", output_index=0, item=thought)
    yield _event("output_item.done", thought_for, output_index=0, item=thought)


def _drawn(record: Record, pace: Pace, late: float, frames: Frames) -> Iterator[Beat]:
    call = {"id": new_id("ig"), "type": "image_generation_call"}
    place: dict[str, Any] = {"item_id": call["id"], "output_index": 1}
    item = {**call, "status": "in_progress"}
    yield _event("output_item.added", output_index=1, item=item)
    for kind in ("in_progress", "generating"):
        yield _event(f"image_generation_call.{kind}", **place)
    look: dict[str, Any] = {
        "size": frames.size,
        "quality": "medium",
        "background": "opaque",
    }
    for index in range(3):
        yield _event(
            "image_generation_call.partial_image",
            wait=pace.between if index else late,
            frame=f"p{index}",
            partial_image_index=index,
            partial_image_b64=frames.blobs[f"p{index}"],
            **place,
            **look,
        )
    yield _event("image_generation_call.completed", wait=pace.final, **place)
    done = {**call, "status": "completed", "result": frames.blobs["final"], **look}
    record.items.append({**done, "revised_prompt": "a picture", "action": "generate"})
    item = record.items[-1]
    yield _event("output_item.done", frame="final", output_index=1, item=item)


def _said(record: Record) -> Iterator[Beat]:
    message = {"id": new_id("msg"), "type": "message", "role": "assistant"}
    place: dict[str, Any] = {
        "item_id": message["id"],
        "output_index": 2,
        "content_index": 0,
    }
    item = {**message, "status": "in_progress", "content": []}
    yield _event("output_item.added", output_index=2, item=item)
    yield _event("content_part.added", part=_part(""), **place)
    for word in WORDS:
        yield _event("output_text.delta", delta=word, logprobs=[], **place)
    text = "".join(WORDS)
    yield _event("output_text.done", text=text, logprobs=[], **place)
    yield _event("content_part.done", part=_part(text), **place)
    record.items.append({**message, "status": "completed", "content": [_part(text)]})
    yield _event("output_item.done", output_index=2, item=record.items[-1])


def _ended(record: Record) -> Beat:
    record.status, record.completed_at = "completed", 1.0
    return _event("completed", frame="end", response=response_object(record))


def _part(text: str) -> dict[str, Any]:
    return {"type": "output_text", "annotations": [], "logprobs": [], "text": text}
