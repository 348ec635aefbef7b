"""The input items of a response, as the API lists them."""

from collections.abc import Mapping, Sequence
from typing import Any

from playground.openai.asks import messages, parts
from playground.openai.record import Record

_PICTURES = "message.input_image.image_url"


def input_items(record: Record, include: Sequence[str]) -> list[dict[str, Any]]:
    """In the order of asking; pictures only when they are asked for."""
    whole = _PICTURES in include
    return [
        _item(item, f"{record.id.replace('resp', 'msg', 1)}{index:02d}", whole)
        for index, item in enumerate(messages(record.request))
    ]


def _item(item: Mapping[str, Any], id_: str, whole: bool) -> dict[str, Any]:
    if "role" not in item:
        return {"id": id_, **item}
    content = [_part(part, whole) for part in parts(item)]
    told = {"type": "message", "status": "completed", "role": item["role"]}
    return {"id": item.get("id", id_), **told, "content": content}


def _part(part: Mapping[str, Any], whole: bool) -> dict[str, Any]:
    if part.get("type") != "input_image":
        return dict(part)
    shown = part.get("image_url") if whole else None
    return {"detail": "auto", **part, "image_url": shown}
