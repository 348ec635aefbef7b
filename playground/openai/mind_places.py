"""Says where in a picture something is: an answer in JSON, where a schema wants the
four sides of a box."""

import json
from collections.abc import Mapping
from typing import Any

from playground.artist import Scene, Thing, imagine, scene_from_picture
from playground.openai.asks import Ask
from playground.openai.sight import look
from playground.openai.steps import Say

_SIDES = ("left", "top", "right", "bottom")
_WIDE = 0.9
"""A thing is about so much as wide as it is high."""


def place_for(ask: Ask, request: Mapping[str, Any]) -> tuple[Say, ...] | None:
    """The box around what the words name, if they name something in the picture."""
    wanted = (request.get("text") or {}).get("format") or {}
    properties = (wanted.get("schema") or {}).get("properties") or {}
    if wanted.get("type") != "json_schema" or not {*_SIDES} <= {*properties}:
        return None
    box = _box(ask) if ask.canvas else None
    most = {side: properties[side].get("maximum", 1) for side in _SIDES}
    whole = box or (0.0, 0.0, 0.0, 0.0)
    values: dict[str, Any] = {
        side: round(part * most[side]) for side, part in zip(_SIDES, whole, strict=True)
    }
    others = {name: box is not None for name in properties if name not in values}
    return (Say(json.dumps(values | others)),)


def _box(ask: Ask) -> tuple[float, ...] | None:
    data = ask.canvas or b""
    thing = _named(ask.text, scene_from_picture(data))
    if thing is None:
        return None
    width, height = look(data, "input").size
    short = min(width, height)
    tall, half = thing.size * short / height, _WIDE * thing.size * short / width / 2
    sides = (thing.x - half, thing.y - tall, thing.x + half, thing.y)
    return tuple(min(1.0, max(0.0, each)) for each in sides)


def _named(words: str, scene: Scene) -> Thing | None:
    """The thing that the words name; of several, the one on the side that they say."""
    kinds = {each.kind for each in imagine(words).things}
    here = sorted((e for e in scene.things if e.kind in kinds), key=lambda e: e.x)
    return here[-1 if "right" in words.lower() else 0] if here else None
