"""Shapes of the wire as they were recorded, for the tests of its translation."""

import base64
from typing import Any

from bot.adapters.openai_wire import translate
from bot.core.turn.events import Picture, PictureDrawn, TurnEvent

PNG = b"\x89PNG\r\n\x1a\n and so on"
PACKED = base64.b64encode(PNG).decode()
URL = "https://example.com/otters?utm_source=openai"
CITED = {
    "type": "url_citation",
    "start_index": 3,
    "end_index": 9,
    "title": "Otters",
    "url": URL,
}
PICTURE = {
    "id": "ig_1",
    "type": "image_generation_call",
    "status": "completed",
    "output_format": "png",
    "quality": "medium",
    "size": "1024x1024",
    "revised_prompt": "Two otters",
    "result": PACKED,
}
DRAWN = PictureDrawn(Picture("ig_1", PNG, "png", "1024x1024", "medium", "Two otters"))
BLOCKED = {
    "type": "image_generation_user_error",
    "code": "moderation_blocked",
    "message": "Your request was rejected by the safety system.",
    "moderation_details": {"moderation_stage": "output", "categories": ["violence"]},
}


def said(text: str, *annotations: Any, item: str = "msg_1") -> dict[str, Any]:
    part = {"type": "output_text", "text": text, "annotations": list(annotations)}
    return {"id": item, "type": "message", "status": "completed", "content": [part]}


def done(item: Any, index: int = 0) -> tuple[TurnEvent, ...]:
    kind = "response.output_item.done"
    return translate({"type": kind, "item": item, "output_index": index})


def added(item: Any) -> tuple[TurnEvent, ...]:
    return translate({"type": "response.output_item.added", "item": item})


def at_the_end(*output: Any, kind: str = "completed", **more: Any) -> list[TurnEvent]:
    response = {"id": "resp_1", "output": list(output), **more}
    return list(translate({"type": f"response.{kind}", "response": response}))


def in_text(kind: str, **fields: Any) -> tuple[TurnEvent, ...]:
    at = {"item_id": "msg_1", "output_index": 4, "content_index": 0}
    return translate({"type": kind, **at, **fields})
