"""Changes of which things there are: add, remove, exchange, more, fewer."""

from dataclasses import replace

from playground.artist.catalogue import kind_of
from playground.artist.changes.words import colour_name, like, plural, spoken
from playground.artist.clauses import Clause, parted
from playground.artist.layout import amount, arrange
from playground.artist.lexicon.verbs import INTO
from playground.artist.reading import Named
from playground.artist.scene import MOST_THINGS, Scene, Thing

Quotes = tuple[str, ...]


def capped(things: tuple[Thing, ...]) -> tuple[Thing, ...]:
    return things[:MOST_THINGS]


def add(scene: Scene, clause: Clause, _quotes: Quotes) -> tuple[Scene, str]:
    """Add what is named; "on the house" may mean a house that stands already."""
    phrases = clause.seen.things
    anchors = {
        at: found[0]
        for at, named in enumerate(phrases)
        if _only_anchor(phrases, at) and (found := like(scene, named))
    }
    fresh = [at for at in range(len(phrases)) if at not in anchors][:12]
    if not fresh:
        return scene, ""
    wanted = [_tied(phrases[at], fresh, anchors) for at in fresh]
    new = arrange(_without_own_orb(scene, wanted), wanted)
    scene = _without_own_orb(scene, wanted)
    scene = replace(scene, things=capped((*scene.things, *new)))
    return scene, "added " + _listed(wanted)


def _only_anchor(phrases: list[Named], at: int) -> bool:
    """Tell whether a phrase says where another thing goes."""
    return any(other.to == at for other in phrases)


def _tied(named: Named, fresh: list[int], anchors: dict[int, int]) -> Named:
    if named.to in anchors:
        return replace(named, to=-10 - anchors[named.to])
    return replace(named, to=fresh.index(named.to) if named.to in fresh else -1)


def _without_own_orb(scene: Scene, wanted: list[Named]) -> Scene:
    bright = any(named.kind in ("sun", "moon") for named in wanted)
    return replace(scene, orb=False) if bright and scene.orb else scene


def _listed(wanted: list[Named]) -> str:
    parts = []
    for named in wanted:
        words = spoken(named.kind, amount(named), named.label)
        if named.colour:
            first, _, rest = words.partition(" ")
            first = "a" if first == "an" else first
            words = f"{first} {colour_name(named.colour)} {rest}"
        parts.append(words)
    return ", ".join(parts[:-1]) + " and " + parts[-1] if parts[1:] else parts[0]


def remove(scene: Scene, clause: Clause, _quotes: Quotes) -> tuple[Scene, str]:
    """Remove a thing, some of a kind, or all of it."""
    told = []
    for named in clause.seen.things:
        found = like(scene, named)
        if not found and named.kind in ("sun", "moon") and scene.orb:
            scene = replace(scene, orb=False)
            told.append(f"the {named.kind} is gone")
        elif found:
            scene, what = _removed(scene, named, found)
            told.append(what)
    return scene, " and ".join(told)


def _removed(scene: Scene, named: Named, found: list[int]) -> tuple[Scene, str]:
    count = named.count if named.count and not named.every else len(found)
    gone = set(found[-count:])
    kept = tuple(t for i, t in enumerate(scene.things) if i not in gone)
    name = named.label or scene.things[found[0]].kind
    left = len(found) - len(gone)
    what = f"the {name if len(found) == 1 else plural(name)} {_is(len(found))} gone"
    if left:
        what = f"{spoken(name, len(gone))} {_is(len(gone))} gone"
    return replace(scene, things=kept), what


def _is(count: int) -> str:
    return "is" if count == 1 else "are"


def exchange(scene: Scene, clause: Clause, _quotes: Quotes) -> tuple[Scene, str]:
    """Put another thing into the place of one."""
    old, new = parted(clause.tokens, INTO)
    if not old.things or not new.things:
        return scene, ""
    named = new.things[0]
    found = like(scene, old.things[0])
    if not found:
        return scene, ""
    things = list(scene.things)
    for at in found:
        things[at] = _instead(things[at], named)
    became = spoken(named.kind, max(1, len(found)), named.label)
    what = f"the {old.things[0].said} became {became}"
    return replace(scene, things=tuple(things)), what


def _instead(old: Thing, named: Named) -> Thing:
    kind, before = kind_of(named.kind), kind_of(old.kind)
    size = min(0.82, old.size * kind.tall / before.tall * named.size)
    return replace(
        old, kind=kind.name, size=round(size, 4), colour=named.colour, label=named.label
    )


def turn_into(scene: Scene, clause: Clause, quotes: Quotes) -> tuple[Scene, str]:
    """Read "turn the cat into a dog" and "change the boat to a ship"."""
    if not any(token.said in ("into", "to", "in") for token in clause.tokens):
        return scene, ""
    return exchange(scene, replace(clause, tokens=clause.tokens), quotes)


def count(scene: Scene, clause: Clause, _quotes: Quotes) -> tuple[Scene, str]:
    """Make more or fewer of what is there."""
    told = []
    for named in clause.seen.things:
        found = like(scene, named)
        if clause.verb == "more":
            extra = named.count or max(1, len(found) // 2 if named.plural else 1)
            scene, what = _grown(scene, named, max(1, extra))
        else:
            scene, what = _thinned(scene, named, found)
        told.append(what)
    return scene, " and ".join(filter(None, told))


def _grown(scene: Scene, named: Named, extra: int) -> tuple[Scene, str]:
    wanted = replace(named, count=extra, to=-1, relation="")
    new = arrange(scene, [wanted])
    what = f"added {spoken(named.kind, extra, named.label)}"
    return replace(scene, things=capped((*scene.things, *new))), what


def _thinned(scene: Scene, named: Named, found: list[int]) -> tuple[Scene, str]:
    if not found:
        return scene, ""
    less = replace(named, count=named.count or max(1, len(found) // 2))
    return _removed(scene, less, found)


def recount(scene: Scene, named: Named, found: list[int]) -> tuple[Scene, str]:
    """Make it so many: "five birds" where there are two."""
    missing = named.count - len(found)
    if missing > 0:
        scene, _ = _grown(scene, named, missing)
    elif missing < 0:
        scene, _ = _removed(scene, replace(named, count=-missing), found)
    now = spoken(named.kind, named.count, named.label)
    return scene, f"there {_is(named.count)} now {now}"
