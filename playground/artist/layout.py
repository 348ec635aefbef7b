"""Decides where things go: on their ground, by depth, out of each other's way."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace

from playground.artist.boxes import Box, box_of
from playground.artist.catalogue import kind_of
from playground.artist.grounds import Ground, ground_of
from playground.artist.kinds import Kind
from playground.artist.reading import Named
from playground.artist.relations import held, seated, spots
from playground.artist.scene import Scene, Thing

_ACROSS = {"left": 0.2, "right": 0.8, "centre": 0.5}
_TRIES = 48


@dataclass(frozen=True, slots=True)
class Wish:
    """The wishes for a thing's place."""

    named: Named
    kind: Kind
    tall: float
    band: tuple[float, float]
    x: tuple[float, float]


def wish_for(named: Named, ground: Ground, crowd: float, lone: bool) -> Wish:
    """Return the band and size that suit a thing in this place."""
    kind = kind_of(named.kind)
    tall = kind.tall * crowd * named.size
    if lone and kind.lives in ("ground", "table", "sky", "under"):
        alone = min(0.6, kind.tall * 1.7, 0.62 * kind.box[1] / kind.box[0])
        tall = max(kind.tall, alone) * named.size
    tall = max(0.02, min(tall, 0.82, 0.9 * kind.box[1] / kind.box[0]))
    low, high = _band(kind, ground, tall, named.place)
    return Wish(named, kind, tall, (low, high), _columns(named.place, lone))


def _columns(place: str, lone: bool) -> tuple[float, float]:
    if place in _ACROSS:
        return _ACROSS[place] - 0.07, _ACROSS[place] + 0.07
    return (0.36, 0.64) if lone else (0.1, 0.9)


def _band(kind: Kind, ground: Ground, tall: float, place: str) -> tuple[float, float]:
    """Return the lines between which a thing's foot may be."""
    lives = "sky" if place == "sky" else kind.lives
    sky_low = max(tall + 0.06, ground.horizon - 0.06)
    match lives:
        case _ if kind.name == "rainbow":
            bands = ground.horizon, ground.horizon + 0.03
        case "high":
            bands = tall + 0.05, max(tall + 0.06, sky_low * 0.72)
        case "sky":
            bands = tall + 0.05, sky_low
        case _ if ground.floats:
            bands = max(0.25, tall + 0.08), 0.88
        case "water" | "under" if ground.water:
            bands = ground.water
        case _:
            bands = ground.far, ground.near
    low, high = bands
    third = (high - low) / 3
    if place in ("top", "back"):
        high = low + third
    if place in ("bottom", "front"):
        low = high - third
    return low, high


def arrange(scene: Scene, phrases: Sequence[Named]) -> tuple[Thing, ...]:
    """Return new things for the phrases; what the scene holds already stays."""
    dice = random.Random(f"{scene.seed}/{len(scene.things)}/{len(phrases)}")
    total = sum(amount(p) for p in phrases) + len(scene.things)
    crowd = _crowding(total)
    crowd *= min(1.0, (1.15 / max(0.1, _breadth(phrases) * crowd)) ** 0.85)
    if scene.things or scene.photo:
        crowd = min(crowd, 0.72 if scene.photo else 1.0)
    placed: list[Thing] = []
    owners: dict[int, list[Thing]] = {}
    for at in _order(phrases):
        named = phrases[at]
        lone = total == 1 and not scene.things
        wish = wish_for(named, ground_of(scene.background), crowd, lone)
        for n in range(amount(named)):
            here = (*scene.things, *placed)
            hosts = owners.get(named.to, [])
            anchor = hosts[n % len(hosts)] if hosts else _known(named, scene)
            thing = _settle(wish, here, anchor, dice, scene)
            placed.append(thing)
            owners.setdefault(at, []).append(thing)
    return tuple(placed)


def _breadth(phrases: Sequence[Named]) -> float:
    """Return how wide all that stands or floats would be, side by side."""
    kinds = [(kind_of(p.kind), p) for p in phrases if p.relation != "on"]
    return sum(
        amount(p) * k.tall * p.size * k.box[0] / k.box[1]
        for k, p in kinds
        if k.lives in ("ground", "water", "table")
    )


def _crowding(total: int) -> float:
    """Return how much larger or smaller than usual things are, being so many."""
    if total <= 3:
        return (1.0, 1.0, 1.3, 1.18)[total]
    return max(0.42, 1.0 - 0.05 * (total - 3))


def amount(named: Named) -> int:
    """Return how many things a phrase asks for."""
    flock = {"star": 7, "flower": 6, "tree": 4, "pine": 5, "skyscraper": 4, "fish": 4}
    return min(24, named.count or (flock.get(named.kind, 3) if named.plural else 1))


def _order(phrases: Sequence[Named]) -> list[int]:
    """Put things that others lean on first, and large ones before small ones."""

    def rank(at: int) -> tuple[int, float]:
        depth, seen, to = 0, {at}, phrases[at].to
        while 0 <= to < len(phrases) and to not in seen:
            seen.add(to)
            depth, to = depth + 1, phrases[to].to
        return depth, -kind_of(phrases[at].kind).tall

    return sorted(range(len(phrases)), key=rank)


def _known(named: Named, scene: Scene) -> Thing | None:
    """Return the old thing that an edit's "on the house" means; to is below -2 then."""
    at = -named.to - 10
    return scene.things[at] if 0 <= at < len(scene.things) else None


def _settle(
    wish: Wish,
    others: Sequence[Thing],
    anchor: Thing | None,
    dice: random.Random,
    scene: Scene,
) -> Thing:
    """Return the thing at the best of many throws."""
    seed = dice.randint(0, 9999)
    if anchor is not None and _apt(wish, anchor):
        return _beside(wish, anchor, others, seed)
    best: tuple[float, Thing] | None = None
    ground = ground_of(scene.background)
    for _ in range(_TRIES):
        x, y = dice.uniform(*wish.x), dice.uniform(*wish.band)
        thing = _made(wish, x, y, wish.tall * _near(wish.kind, ground, y), seed)
        cost = _cost(thing, others, scene)
        if best is None or cost < best[0]:
            best = cost, thing
    assert best is not None  # noqa: S101 -- there is at least one try
    return best[1]


def _apt(wish: Wish, anchor: Thing) -> bool:
    """Tell whether "beside" can be taken literally: a boat beside a palm is not
    ashore."""
    relation = held(wish.named.relation, anchor, wish.kind)
    loose = relation in ("beside", "before", "behind")
    return not loose or wish.kind.lives == kind_of(anchor.kind).lives


def _near(kind: Kind, ground: Ground, y: float) -> float:
    """Return how much smaller a thing is for being far off."""
    if kind.lives in ("high", "sky") or not ground.open_air or ground.floats:
        return 1.0
    low, high = (
        ground.water
        if kind.lives == "water" and ground.water
        else (ground.far, ground.near)
    )
    share = (y - low) / max(0.01, high - low)
    return 0.7 + 0.42 * max(0.0, min(1.0, share))


def _made(wish: Wish, x: float, y: float, tall: float, seed: int) -> Thing:
    named = wish.named
    half = tall * wish.kind.box[0] / wish.kind.box[1] / 2
    x = min(max(x, half + 0.015), 0.985 - half) if half < 0.48 else 0.5
    fixed = wish.kind.name in (
        "clock",
        "sign",
        "book",
        "rainbow",
        "sun",
        "moon",
        "card",
    )
    return Thing(
        kind=wish.kind.name,
        x=round(x, 4),
        y=round(max(y, tall + 0.01), 4),
        size=round(tall, 4),
        colour=named.colour,
        label=named.label,
        flip=not fixed and x > 0.55,
        seed=seed,
    )


def _cost(thing: Thing, others: Sequence[Thing], scene: Scene) -> float:
    """Return how bad a place is: overlaps, the sun's face, edges, lettering."""
    mine = box_of(thing)
    cost = 0.12 * abs(thing.x - 0.5)
    for other in others:
        room = box_of(other)
        grown = Box(room.left - 0.015, room.top - 0.01, room.right + 0.015, room.low)
        cost += grown.shared(mine) / min(mine.area, room.area) * 3
        cost += max(0.0, 0.16 - abs(thing.x - other.x)) * 1.2
    if scene.orb and abs(thing.x - scene.orb_x) < 0.14 and mine.top < 0.3:
        cost += 0.8
    if scene.lettering and not scene.poster and mine.top < 0.26:
        cost += 1.5
    return cost


def _beside(wish: Wish, anchor: Thing, others: Sequence[Thing], seed: int) -> Thing:
    """Return the thing at the best of the spots that a relation allows."""
    relation = held(wish.named.relation, anchor, wish.kind)
    tall = wish.tall
    if relation == "on":
        tall = seated(anchor, wish.kind, tall)
    if relation == "held":
        tall = min(tall, anchor.size * 0.72)
    half = tall * wish.kind.box[0] / wish.kind.box[1] / 2
    flies = wish.kind.lives in ("sky", "high")
    made = [
        _made(wish, x, min(0.97, y), tall, seed)
        for x, y in spots(relation, anchor, half, flies)
    ]
    if relation in ("on", "held", "over"):
        others = [other for other in others if other != anchor]
    empty = Scene(orb=False)
    best = min(
        made,
        key=lambda t: 2 * _cost(t, others, empty) + 0.6 * abs(t.x - anchor.x),
    )
    over = round(anchor.y + 0.001, 4) if relation in ("on", "held") else 0.0
    return replace(best, over=over)
