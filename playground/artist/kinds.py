"""Everything that the artist knows about a kind of thing, except how it looks."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from playground.artist.pen import Pen

Lives = Literal["ground", "water", "sky", "high", "table", "under"]
"""Where it belongs: on the ground, on water, in the air, among the stars, on a table,
under water."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of thing: how to draw it, in which box, how tall, and where."""

    name: str
    draw: Callable[[Pen, str], None]
    box: tuple[float, float]
    tall: float
    """Height near the front, as a part of the picture's shorter side."""
    colour: str
    lives: Lives = "ground"
    home: str = "meadow"
    """The background it is put on when none is asked for."""
