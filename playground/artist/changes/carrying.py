"""Moves what sits on a thing, or is in its hand, along with it."""

from dataclasses import replace

from playground.artist.boxes import box_of
from playground.artist.scene import Scene, Thing


def carried(before: Scene, after: Scene) -> Scene:
    """Return the scene after a change, with the riders of what moved moved along."""
    things = list(after.things)
    pairs = zip(before.things, after.things, strict=True)
    moved = [(old, new) for old, new in pairs if _place(old) != _place(new)]
    for at, rider in enumerate(before.things):
        host = next((pair for pair in moved if _rides(rider, pair[0])), None)
        if host and things[at] == rider:
            things[at] = _along(rider, *host)
    return replace(after, things=tuple(things))


def _place(thing: Thing) -> tuple[float, float, float]:
    return thing.x, thing.y, thing.size


def _rides(rider: Thing, host: Thing) -> bool:
    room = box_of(host)
    near = room.left - 0.03 <= rider.x <= room.right + 0.03
    return near and bool(rider.over) and abs(rider.over - host.y) < 0.002


def _along(rider: Thing, old: Thing, new: Thing) -> Thing:
    grown = new.size / old.size
    return replace(
        rider,
        x=round(new.x + (rider.x - old.x) * grown, 4),
        y=round(new.y + (rider.y - old.y) * grown, 4),
        size=round(rider.size * grown, 4),
        over=round(new.y + 0.001, 4),
    )


def roomy(thing: Thing, others: list[Thing], spots: list[float]) -> float:
    """Return the spot, out of some, where a thing hides the least of the others."""

    def hidden(x: float) -> float:
        mine = box_of(replace(thing, x=x))
        return sum(mine.shared(box_of(other)) for other in others)

    return min(spots, key=hidden)
