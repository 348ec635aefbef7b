"""Changes of things that stay: colour, size, place, number."""

from dataclasses import replace

from playground.artist.catalogue import kind_of
from playground.artist.changes.carrying import carried, roomy
from playground.artist.changes.crowd import Quotes, add, recount
from playground.artist.changes.words import colour_name, like, plural
from playground.artist.clauses import Clause
from playground.artist.grounds import ground_of
from playground.artist.reading import Named
from playground.artist.scene import Scene, Thing

_X = {"left": 0.2, "right": 0.8, "centre": 0.5}


def alter(scene: Scene, clause: Clause, quotes: Quotes) -> tuple[Scene, str]:
    """Give things that are named, or the main one, another colour, size or place."""
    seen = clause.seen
    if not seen.things and (seen.it or clause.verb == "make") and not seen.ground:
        main = hero(scene)
        return _changed(scene, seen.loose, [main]) if main >= 0 else (scene, "")
    told, unknown = [], False
    for named in seen.things:
        found = like(scene, named)
        found = found[:1] if named.count == 1 else found
        unknown |= not found and named.to == -1
        if found:
            scene, what = _changed(scene, named, found)
            told.append(what)
    if unknown and not any(told) and not (seen.background and clause.verb):
        return add(scene, clause, quotes)
    return scene, " and ".join(filter(None, told))


def hero(scene: Scene) -> int:
    """Return the largest thing near us, or -1; a card counts for less."""
    near = [i for i, t in enumerate(scene.things) if kind_of(t.kind).lives != "high"]
    among = near or range(len(scene.things))

    def weight(at: int) -> float:
        thing = scene.things[at]
        return thing.size * (0.4 if thing.kind == "card" else 1.0)

    return max(among, key=weight, default=-1)


def _changed(scene: Scene, named: Named, found: list[int]) -> tuple[Scene, str]:
    told, many = [], len(found) > 1
    thing = scene.things[found[0]]
    name = thing.label or thing.kind
    who = f"the {plural(name) if many else name} {'are' if many else 'is'} now"
    if named.colour:
        scene = _each(scene, found, colour=named.colour)
        told.append(f"{who} {colour_name(named.colour)}")
    if named.size != 1.0:
        scene = carried(scene, _resized(scene, found, named.size))
        told.append(f"{who} {'bigger' if named.size > 1 else 'smaller'}")
    if named.place and not (named.colour or named.size != 1.0):
        scene = carried(scene, _moved(scene, found, named.place))
        told.append(f"{who} {_where(named.place)}")
    if named.count > 1 and named.count != len(found) and not told:
        scene, what = recount(scene, named, found)
        told.append(what)
    return scene, " and ".join(told)


def _each(scene: Scene, found: list[int], **new: object) -> Scene:
    things = list(scene.things)
    for at in found:
        things[at] = replace(things[at], **new)  # type: ignore[arg-type]  # a Thing's own fields
    return replace(scene, things=tuple(things))


def _resized(scene: Scene, found: list[int], share: float) -> Scene:
    things = list(scene.things)
    for at in found:
        size = max(0.02, min(0.92, things[at].size * share))
        y = max(things[at].y, size + 0.03)
        things[at] = replace(things[at], size=round(size, 4), y=round(y, 4))
    return replace(scene, things=tuple(things))


def move(scene: Scene, clause: Clause, _quotes: Quotes) -> tuple[Scene, str]:
    """Move things to another side, nearer, farther, or beside something."""
    seen, told = clause.seen, []
    phrases = seen.things or [seen.loose]
    for named in phrases:
        main = hero(scene)
        found = like(scene, named) if named.kind else [main] if main >= 0 else []
        place = named.place or seen.loose.place
        if found and named.to >= 0 and not place:
            scene, what = _beside(scene, found, phrases[named.to])
            told.append(what)
        elif found and place:
            scene, what = _changed(scene, replace(Named(), place=place), found)
            told.append(what)
    return scene, " and ".join(filter(None, told))


def _beside(scene: Scene, found: list[int], target: Named) -> tuple[Scene, str]:
    at = like(scene, target)
    if not at or at[0] in found:
        return scene, ""
    other = scene.things[at[0]]
    side = 0.2 if other.x < 0.5 else -0.2
    scene = _each(scene, found, x=round(other.x + side, 4))
    return scene, f"the {scene.things[found[0]].kind} is now next to the {other.kind}"


def _moved(scene: Scene, found: list[int], place: str) -> Scene:
    things = list(scene.things)
    for at in found:
        things[at] = _placed(things[at], place, replace(scene, things=tuple(things)))
    return replace(scene, things=tuple(things))


def _placed(thing: Thing, place: str, scene: Scene) -> Thing:
    ground = ground_of(scene.background)
    if place in _X:
        others = [other for other in scene.things if other != thing and not other.over]
        spots = [_X[place] + by for by in (0.0, 0.06, -0.06, 0.12, -0.1)]
        return replace(thing, x=round(roomy(thing, others, spots), 4))
    if kind_of(thing.kind).lives in ("sky", "high") or ground.floats:
        lows = {"top": thing.size + 0.05, "bottom": 0.9, "front": 0.9, "sky": 0.3}
        return replace(thing, y=round(lows.get(place, thing.y - 0.15), 4))
    wet = kind_of(thing.kind).lives == "water"
    low, high = ground.far, ground.near
    if wet and ground.water:
        low, high = ground.water
    if place == "sky":
        return replace(thing, y=0.3)
    near = place in ("front", "bottom")
    size = thing.size * (1.25 if near else 0.75)
    return replace(thing, y=high if near else low, size=round(size, 4))


def _where(place: str) -> str:
    return {
        "left": "on the left",
        "right": "on the right",
        "centre": "in the middle",
        "top": "at the top",
        "bottom": "at the bottom",
        "front": "in front",
        "back": "in the distance",
        "sky": "in the sky",
    }[place]
