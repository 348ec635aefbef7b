"""The model that outlines a deck: one call of a tool of the bot's, then a few words."""

import json
import re
from collections.abc import Iterator
from typing import Any

from bench.model.script import Beat, begun, ended, event, numbered, said
from playground.openai.record import Record, new_id

_WANTED = re.compile(r"deck of (\d+) slides")
_TOOL = "deck_outline"
Json = dict[str, Any]


def slides_wanted(asked: Json) -> int:
    """How many slides an ask is for; 0 if it is for no deck."""
    found = _WANTED.findall(json.dumps(asked["input"]))
    return int(found[-1]) if found else 0


def is_answered(asked: Json) -> bool:
    """Whether it brings what the bot has made of a call."""
    items = asked["input"] if isinstance(asked["input"], list) else []
    return any(each.get("type") == "function_call_output" for each in items)


def words(asked: Json) -> Iterator[Beat]:
    """A few words, and nothing drawn."""
    record = Record(asked, 0.0)
    return numbered((*begun(record, 0.0), *said(record), ended(record)))


def outlined(asked: Json, slides: int) -> Iterator[Beat]:
    """The outline of so many slides, each with a picture."""
    record = Record(asked, 0.0)
    return numbered((*begun(record, 0.0), *_called(record, slides), ended(record)))


def _called(record: Record, slides: int) -> Iterator[Beat]:
    told = json.dumps(_outline(slides))
    at: Json = {"output_index": len(record.items)}
    item = {
        "id": new_id("fc"),
        "type": "function_call",
        "call_id": new_id("call"),
        "name": _TOOL,
        "arguments": "",
        "status": "in_progress",
    }
    yield event("output_item.added", item=item, **at)
    for kind, name in (("delta", "delta"), ("done", "arguments")):
        fields: Json = {"item_id": item["id"], name: told, **at}
        yield event(f"function_call_arguments.{kind}", **fields)
    record.items.append({**item, "arguments": told, "status": "completed"})
    yield event("output_item.done", item=record.items[-1], **at)


def _outline(slides: int) -> Json:
    return {
        "title": "Lighthouses",
        "subtitle": "What they are for",
        "theme": "harbour",
        "language": "en",
        "slides": [_slide(number) for number in range(1, slides + 1)],
    }


def _slide(number: int) -> Json:
    """A slide that is complete in every field that the bot's schema has."""
    return {
        "layout": "picture_left" if number % 2 else "picture_right",
        "title": f"Lighthouse {number}",
        "points": ["It stands on a rock", "Its light is seen for twenty miles"],
        "table": None,
        "chart": None,
        "picture": f"a lighthouse at night, number {number}",
        "notes": "Say where it stands, and how old it is.",
        "sources": [],
    }
