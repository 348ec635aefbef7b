"""Varies a picture: the things in it stay, but their places and poses change."""

import re
from dataclasses import replace
from random import Random

from playground.artist import Scene, Thing

_VARY = re.compile(
    r"\W*\b(?:an?\s+)?(?:vari(?:ation|ant|ante|aci[oó]n)e?s?|varied|vary)\b"
    r"(?:\s*(?:no\.?|number|#)?\s*\d+)?(?:\s*(?:of|von|de|/)\s*\d+)?",
    re.IGNORECASE,
)
_STAYS = re.compile(
    r"\b(?:keep|leave|preserve|do not|don't|the same (?:subject|style))\b[^.;]*[.;]?",
    re.IGNORECASE,
)
_KEEP = re.compile(
    r"\b(unchanged|the same picture|exactly|more detail|more pixels|larger|enlarge|"
    r"upscale|continue|extend|nothing else)\b",
    re.IGNORECASE,
)
_SKIES = ("", "fog", "rain", "snow")
_HOURS = ("dawn", "sunset", "dusk", "day", "night")


def wants_variety(words: str, changed: str) -> bool:
    """Whether an edit is to look different, though it names no change that is known."""
    if _VARY.search(words):
        return True
    return not changed and not _KEEP.search(words)


def changes_in(words: str) -> str:
    """The words without "variation 2 of 4", because that number does not count things.

    Without what shall stay as it is, too, since that names things that are there.
    """
    return _STAYS.sub(" ", _VARY.sub(" ", words))


def vary(scene: Scene, seed: int, words: str = "") -> Scene:
    """The scene with its things moved a little; a foreign picture in another light."""
    dice = Random(f"{scene.seed}/{seed}/{words}")
    things = tuple(_moved(thing, dice) for thing in scene.things)
    if not things:
        hours = [hour for hour in _HOURS if hour != scene.time]
        return replace(scene, time=dice.choice(hours), weather=dice.choice(_SKIES))
    orb_x = min(0.92, max(0.08, scene.orb_x + dice.choice((-1, 1)) * 0.14))
    return replace(scene, things=things, orb_x=orb_x)


def _moved(thing: Thing, dice: Random) -> Thing:
    """Not far, so that everybody sees that it is the same one."""
    shift = dice.choice((-1, 1)) * dice.uniform(0.05, 0.12)
    return replace(
        thing,
        x=min(0.95, max(0.05, thing.x + shift)),
        size=thing.size * dice.uniform(0.82, 1.2),
        flip=thing.flip if dice.random() < 0.5 else not thing.flip,
    )
