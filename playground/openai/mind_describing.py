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
WHOLE = ["description"]
FIELDS = (["sentence"], WHOLE)
"""The fields of the schemas that want a picture in words."""


def description_for(ask: Ask, request: Mapping[str, Any]) -> tuple[Say, ...] | None:
    """A sentence on the picture, what is on it or how it is done, as the instructions
    want it; or a description of all of it."""
    wanted = (request.get("text") or {}).get("format") or {}
    properties = (wanted.get("schema") or {}).get("properties") or {}
    names = [*properties]
    if wanted.get("type") != "json_schema" or names not in FIELDS:
        return None
    told = ""
    if ask.canvas and names == WHOLE:
        told = f"{_looks(ask.canvas)} {_manner(ask.canvas)}"
    elif ask.canvas:
        of_manner = _OF_MANNER.search(str(request.get("instructions") or ""))
        told = _manner(ask.canvas) if of_manner else _looks(ask.canvas)
    return (Say(json.dumps({names[0]: told})),)


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
