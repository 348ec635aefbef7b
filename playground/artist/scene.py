"""A scene: what is in a picture and where, as plain values that can be stored in a
picture.

Places are fractions of the picture: `x` is a thing's middle, `y` the line that it
stands, floats or hangs on. An edit replaces single fields; what it does not name
keeps its place, so two paintings differ only there.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any, Self

MOST_THINGS = 60
_COLOUR = re.compile("#[0-9a-f]{6}")
MOST_WORDS = 400


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing of a picture."""

    kind: str
    x: float
    y: float
    size: float
    """Height as a part of the picture's shorter side."""
    colour: str = ""
    label: str = ""
    flip: bool = False
    seed: int = 0
    over: float = 0.0
    """The line of what it sits on, when it is painted after that."""


@dataclass(frozen=True, slots=True)
class Scene:
    """Everything that a picture is painted from."""

    words: str = ""
    seed: int = 0
    background: str = "meadow"
    tint: str = ""
    time: str = "day"
    weather: str = ""
    style: str = ""
    things: tuple[Thing, ...] = ()
    lettering: tuple[str, ...] = ()
    poster: bool = False
    orb: bool = True
    """Whether the sky has its own sun or moon."""
    orb_x: float = 0.72
    photo: str = ""
    """A foreign picture that everything stands on: WebP in base64."""

    def to_json(self) -> str:
        """Return the scene in one line; fields at their defaults are left out."""
        empty = Scene()
        full = asdict(self)
        kept = {
            f.name: full[f.name]
            for f in fields(self)
            if getattr(self, f.name) != getattr(empty, f.name)
        }
        return json.dumps(kept, ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> Self:
        """Return the scene that was written; ValueError for anything else."""
        try:
            read = json.loads(text)
            if not isinstance(read, dict):
                message = "a scene is an object"
                raise TypeError(message)
            return cls(**_values(read))
        except (TypeError, AttributeError, RecursionError, OverflowError) as error:
            message = "not a scene"
            raise ValueError(message) from error


def _values(read: Mapping[str, Any]) -> dict[str, Any]:
    """Check types and bounds: the text may come from anyone's picture."""
    values = {f.name: read[f.name] for f in fields(Scene) if f.name in read}
    if "things" in values:
        values["things"] = tuple(_thing(t) for t in values["things"][:MOST_THINGS])
    if "lettering" in values:
        values["lettering"] = tuple(str(line)[:200] for line in values["lettering"])[:8]
    for name in ("words", "background", "tint", "time", "weather", "style", "photo"):
        if name in values:
            values[name] = str(values[name])[: 80_000 if name == "photo" else 400]
    values["tint"] = _colour(values.get("tint", ""))
    values["seed"] = int(values.get("seed", 0))
    values["orb_x"] = _within(values.get("orb_x", 0.72), -1, 2)
    for name in ("poster", "orb"):
        values[name] = bool(values.get(name, name == "orb"))
    return values


def _thing(read: Mapping[str, Any]) -> Thing:
    return Thing(
        kind=str(read["kind"])[:40] if "kind" in read else "card",
        x=_within(read.get("x", 0.5), -0.5, 1.5),
        y=_within(read.get("y", 0.8), -0.5, 1.5),
        size=_within(read.get("size", 0.3), 0.01, 2.0),
        colour=_colour(read.get("colour", "")),
        label=str(read.get("label", ""))[:40],
        flip=bool(read.get("flip", False)),
        seed=int(read.get("seed", 0)),
        over=_within(read.get("over", 0.0), 0, 2),
    )


def _colour(word: Any) -> str:
    """Return `#rrggbb` as it is, anything else as no colour."""
    return word if isinstance(word, str) and _COLOUR.fullmatch(word) else ""


def _within(number: Any, low: float, high: float) -> float:
    value = float(number)
    return min(high, max(low, value)) if value == value else low  # noqa: PLR0124 -- not a number
