"""Puts a picture in words: an answer in JSON, where a schema wants one sentence."""

import json
import re
from collections.abc import Mapping
from typing import Any

from playground.artist import scene_from_picture
from playground.artist.lexicon.qualities import COLOURS
from playground.openai.asks import Ask
from playground.openai.likeness import looks_of, manner_of
from playground.openai.steps import Say

_OF_MANNER = re.compile(r"\b(style|how (?:it|the picture) is done)\b", re.IGNORECASE)


def description_for(ask: Ask, request: Mapping[str, Any]) -> tuple[Say, ...] | None:
    """A sentence on the picture: what is on it, or how it is done, as the instructions
    want it."""
    wanted = (request.get("text") or {}).get("format") or {}
    properties = (wanted.get("schema") or {}).get("properties") or {}
    if wanted.get("type") != "json_schema" or [*properties] != ["sentence"]:
        return None
    told = ""
    if ask.canvas:
        of_manner = _OF_MANNER.search(str(request.get("instructions") or ""))
        told = _manner(ask.canvas) if of_manner else _looks(ask.canvas)
    return (Say(json.dumps({"sentence": told})),)


def _looks(data: bytes) -> str:
    """The main thing: its colour and what it is."""
    thing = looks_of(data)
    colour = _name_of(thing.colour)
    return f"A {colour} {thing.kind}.".replace("  ", " ")


def _manner(data: bytes) -> str:
    """The manner and the light of the whole."""
    scene = scene_from_picture(data)
    light = f"in the light of {scene.time}" if scene.time else "in even light"
    return f"{manner_of(data).capitalize()}, painted in flat shapes {light}."


def _name_of(colour: str) -> str:
    """The first word of a colour, if it has one."""
    return COLOURS.get(colour, "").partition(",")[0]
