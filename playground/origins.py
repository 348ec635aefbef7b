"""What a request grew out of, so that the drawer can show it as a branch. Pure.

Only a chained response names the one before it. A picture of a set belongs to the call
that asked for it in its words, and whatever starts from a picture, such as one that was
picked, belongs to the request that made its bytes.
"""

import json
from collections.abc import Sequence
from typing import Any

from playground.openai.images_record import ImageRecord
from playground.openai.record import Record


def origin(record: Record, before: Sequence[Record]) -> str | None:
    """The id of the request that this one grew out of, among those before it."""
    if record.previous_response_id:
        return record.previous_response_id
    newest = [*reversed(before)]
    made = (one.id for one in newest if not {*one.pictures}.isdisjoint(record.attached))
    if found := next(made, None):
        return found
    if not isinstance(record, ImageRecord):
        return None
    return next((one.id for one in newest if _asks_for(one, record)), None)


def _asks_for(one: Record, picture: ImageRecord) -> bool:
    """Whether a call of a tool has the words of the picture."""
    prompt = picture.request.get("prompt")
    calls = (item for item in one.items if item.get("type") == "function_call")
    return any(prompt in _prompts(call) for call in calls)


def _prompts(call: dict[str, Any]) -> Sequence[object]:
    try:
        wanted = json.loads(call.get("arguments") or "{}").get("pictures", ())
        return [each.get("prompt") for each in wanted]
    except (AttributeError, TypeError, ValueError):  # a script may send anything
        return ()
