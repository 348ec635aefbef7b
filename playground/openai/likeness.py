"""Keeps a character's looks in a new picture, and takes a style's manner.

The looks are the kind, the colour and the marks of the main thing on the character's
pictures; the marks follow from its seed. A style only gives the treatment of the
whole.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from zlib import crc32

from playground.artist import Scene, Thing, scene_from_picture
from playground.artist.changes.alter import hero
from playground.openai.references import Reference


def looks_of(data: bytes) -> Thing:
    """The main thing of a picture, whose looks stay. ValueError if it is no picture.

    A picture that this emulator has not drawn shows a person.
    """
    scene = scene_from_picture(data)
    at = hero(scene)
    if at >= 0:
        return scene.things[at]
    if scene.photo:
        return Thing("person", 0.5, 0.86, 0.5, seed=crc32(scene.photo.encode()))
    return Thing("card", 0.5, 0.86, 0.4, seed=scene.seed)


def manner_of(data: bytes) -> str:
    """How a picture is drawn. ValueError if it is not a picture."""
    scene = scene_from_picture(data)
    return scene.style or f"manner {scene.seed or crc32(scene.photo.encode())}"


def plainly(words: str, references: Sequence[Reference]) -> str:
    """The words with what a character is in place of its name, and without the names of
    styles, which are no things."""
    for each in references:
        name = re.escape(each.name)
        if each.is_character:
            kind = looks_of(each.data).kind
            words = re.sub(rf"(?<!\w){name}", kind, words, flags=re.IGNORECASE)
        else:
            named = rf"(?<!\w)(?:in (?:our |the )?)?{name}(?: style)?"
            words = re.sub(named, " ", words, flags=re.IGNORECASE)
    return words


def with_likeness(scene: Scene, references: Sequence[Reference]) -> Scene:
    """The scene with every character as on its first picture, in the last style."""
    seen: set[str] = set()
    for each in references:
        if each.name in seen:
            continue
        seen.add(each.name)
        if each.is_character:
            scene = _with(scene, looks_of(each.data))
        else:
            scene = replace(scene, style=manner_of(each.data))
    return scene


def _with(scene: Scene, looks: Thing) -> Scene:
    alike = [(t.kind, t.colour, t.seed) for t in scene.things]
    if (looks.kind, looks.colour, looks.seed) in alike:
        return scene
    things = list(scene.things)
    at = next((n for n, t in enumerate(things) if t.kind == looks.kind), len(things))
    if at == len(things):
        things.append(looks)
    same = {"colour": looks.colour, "label": looks.label, "seed": looks.seed}
    things[at] = replace(things[at], **same)  # type: ignore[arg-type]  # a Thing's own fields
    return replace(scene, things=tuple(things))
