"""Describes changes in words, and finds the things that words mean."""

from playground.artist.lexicon import qualities
from playground.artist.reading import Named
from playground.artist.scene import Scene, Thing

_NUMBERS = (
    "no",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
)


def meant(scene: Scene, named: Named) -> list[int]:
    """Return the places in the scene's list of the things that a phrase means."""
    found = [i for i, thing in enumerate(scene.things) if _fits(thing, named)]
    if named.colour:
        coloured = [i for i in found if scene.things[i].colour == named.colour]
        found = coloured or found
    if named.place in ("left", "right") and found:
        first = sorted(found, key=lambda i: scene.things[i].x)
        found = first[:1] if named.place == "left" else first[-1:]
    return found


_LIKE = {
    "boat": {"boat", "sailboat", "ship"},
    "pine": {"pine", "tree"},
    "tree": {"tree", "pine", "palm"},
    "ship": {"ship", "boat", "sailboat"},
    "person": {"person", "child"},
    "bird": {"bird", "gull", "owl"},
    "balloon": {"balloon", "toy balloon"},
    "toy balloon": {"toy balloon", "balloon"},
    "flower": {"flower", "sunflower", "rose"},
}


def _fits(thing: Thing, named: Named) -> bool:
    if named.kind == "card":
        return thing.kind == "card" and thing.label == named.label
    return thing.kind == named.kind


def like(scene: Scene, named: Named) -> list[int]:
    """Return what is meant, or else what comes close: a "tree" may be a pine."""
    found = meant(scene, named)
    near = _LIKE.get(named.kind, set())
    return found or [i for i, thing in enumerate(scene.things) if thing.kind in near]


def spoken(kind: str, count: int, label: str = "") -> str:
    """Return "two boats" for a kind and a number."""
    name = label or kind
    number = _NUMBERS[count] if count < len(_NUMBERS) else str(count)
    if count == 1:
        return f"a{'n' if name[:1] in 'aeiou' else ''} {name}"
    return f"{number} {plural(name)}"


def plural(name: str) -> str:
    odd = {
        "person": "people",
        "child": "children",
        "snowman": "snowmen",
        "fish": "fish",
        "sheep": "sheep",
    }
    if name in odd:
        return odd[name]
    if name.endswith(("s", "x", "ch", "sh")):
        return name + "es"
    if name.endswith("y") and name[-2:-1] not in "aeou":
        return name[:-1] + "ies"
    return name + "s"


def colour_name(colour: str) -> str:
    """Return the English word of a colour of ours."""
    return qualities.COLOURS.get(colour, "coloured").split(",")[0]
