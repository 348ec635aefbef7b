"""The image model by itself: the events of one picture, with three previews and the
final."""

from collections.abc import Iterator
from typing import Any

from bench.model.script import Beat, Frames, Pace

USAGE = {
    "input_tokens": 20,
    "input_tokens_details": {"text_tokens": 20, "image_tokens": 0},
    "output_tokens": 1000,
    "total_tokens": 1020,
}


def beats(
    asked: dict[str, Any], turn: int, pace: Pace, frames: Frames
) -> Iterator[Beat]:
    """The events of one picture; the Images API does not number them."""
    look = {
        "created_at": 1,
        "size": frames.size,
        "quality": "medium",
        "background": "opaque",
        "output_format": asked.get("output_format") or "png",
    }
    for index in range(3):
        wait = pace.between if index else pace.late(turn)
        at = {"partial_image_index": index}
        yield _event("partial_image", f"p{index}", wait, frames, {**look, **at})
    more = {**look, "usage": USAGE}
    yield _event("completed", "final", pace.final, frames, more)


def _event(
    kind: str, frame: str, wait: float, frames: Frames, fields: dict[str, Any]
) -> Beat:
    payload = {"type": f"image_generation.{kind}", "b64_json": frames.blobs[frame]}
    return Beat(wait, payload | fields, frame)
