"""The space that things take, in fractions of the picture. Pure."""

from dataclasses import dataclass

from playground.artist.catalogue import kind_of
from playground.artist.scene import Thing


@dataclass(frozen=True, slots=True)
class Box:
    """The space that a thing takes, in fractions of the picture."""

    left: float
    top: float
    right: float
    low: float

    def shared(self, other: "Box") -> float:
        wide = min(self.right, other.right) - max(self.left, other.left)
        tall = min(self.low, other.low) - max(self.top, other.top)
        return max(0.0, wide) * max(0.0, tall)

    @property
    def area(self) -> float:
        return max(1e-6, (self.right - self.left) * (self.low - self.top))


def box_of(thing: Thing) -> Box:
    """Return the space of a thing in a square picture."""
    kind = kind_of(thing.kind)
    half = thing.size * kind.box[0] / kind.box[1] / 2
    return Box(thing.x - half, thing.y - thing.size, thing.x + half, thing.y)
