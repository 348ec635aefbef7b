"""Where "on", "beside" and "behind" are, relative to another thing. Pure."""

from playground.artist.boxes import box_of
from playground.artist.curves import Point
from playground.artist.kinds import Kind
from playground.artist.scene import Thing

_SEATS: dict[str, Point] = {
    "horse": (-0.12, 0.43),
    "elephant": (0.1, 0.26),
    "cow": (-0.1, 0.34),
    "sheep": (-0.08, 0.24),
    "whale": (0.0, 0.36),
    "otter": (0.05, 0.5),
    "boat": (0.0, 0.62),
    "sailboat": (0.0, 0.8),
    "house": (0.1, 0.2),
    "cat": (-0.02, 0.16),
    "dog": (0.0, 0.12),
    "fox": (-0.1, 0.14),
    "tree": (0.0, 0.12),
    "island": (-0.1, 0.76),
    "rock": (0.0, 0.16),
    "chair": (0.0, 0.6),
    "car": (0.02, 0.14),
    "bicycle": (-0.15, 0.28),
    "person": (0.0, 0.06),
    "duck": (-0.1, 0.56),
    "bridge": (0.0, 0.7),
}
"""How far a seat is from the middle, and how far down, in fractions of the thing."""


_HANDS = {
    "person": (0.42, 0.6),
    "child": (-0.4, 0.34),
    "robot": (0.42, 0.34),
    "snowman": (0.42, 0.4),
    "ghost": (0.4, 0.6),
    "bear": (0.42, 0.66),
    "cat": (0.3, 0.8),
    "penguin": (0.4, 0.6),
    "fox": (0.3, 0.8),
}
_HANDY = {
    "umbrella",
    "toy balloon",
    "flower",
    "rose",
    "sunflower",
    "book",
    "guitar",
    "key",
    "heart",
    "trophy",
    "cup",
    "apple",
    "gift",
    "camera",
    "candle",
}


def held(relation: str, anchor: Thing, kind: Kind) -> str:
    """Return "held" where "with" means in the hand, "on" for what cannot fly over."""
    if relation == "over" and kind.lives not in ("sky", "high"):
        return "on"
    handy = kind.name in _HANDY and anchor.kind in _HANDS
    return "held" if relation == "beside" and handy else relation


def seated(anchor: Thing, kind: Kind, tall: float) -> float:
    """Return the height of a thing that is to sit on another one."""
    room = box_of(anchor)
    wide = 0.62 * (room.right - room.left) * kind.box[1] / kind.box[0]
    return max(0.03, min(tall, wide, anchor.size * 0.8, room.top + anchor.size * 0.4))


def spots(relation: str, anchor: Thing, half: float, flies: bool) -> list[Point]:
    """Return the foot points that a relation allows, for a thing `half` as wide."""
    room = box_of(anchor)
    wide, tall = room.right - room.left, room.low - room.top
    shift, down = _SEATS.get(anchor.kind, (0.0, 0.05))
    seat = (
        anchor.x + shift * wide * (-1 if anchor.flip else 1),
        room.top + down * tall,
    )
    left, right = room.left - half - 0.015, room.right + half + 0.015
    foot = room.top - 0.03 if flies else anchor.y
    around = [
        (x + side * n * half * 1.7, foot + 0.022 * n)
        for n in range(5)
        for x, side in ((left, -1), (right, 1))
    ]
    return {
        "on": [(seat[0] + n * half * 1.7, seat[1]) for n in (0, 1, -1, 2, -2)],
        "held": [_hand(anchor, wide, tall)],
        "left of": [(left, foot)],
        "right of": [(right, foot)],
        "behind": [(anchor.x + 0.08, foot - 0.05), (anchor.x - 0.08, foot - 0.05)],
        "before": [(anchor.x + 0.05, foot + 0.06), (anchor.x - 0.05, foot + 0.06)],
        "over": [(anchor.x, room.top - 0.03)],
        "below": [(anchor.x, anchor.y + 0.02)],
    }.get(relation, around)


def _hand(anchor: Thing, wide: float, tall: float) -> Point:
    across, down = _HANDS.get(anchor.kind, (0.4, 0.6))
    side = -1 if anchor.flip else 1
    return anchor.x + across * wide * side, anchor.y - tall + (down + 0.04) * tall
