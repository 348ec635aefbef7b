"""Every kind of thing that the artist can draw, by name."""

from playground.artist.kinds import Kind
from playground.artist.things import (
    card,
    kitchen,
    nature,
    objects,
    people,
    pets,
    sea,
    sky,
    town,
    wheels,
    wild,
)

_FAMILIES = (sea, sky, nature, town, wheels, pets, wild, people, kitchen, objects)

KINDS: dict[str, Kind] = {
    kind.name: kind for family in _FAMILIES for kind in family.KINDS
}

LIVING: frozenset[str] = frozenset(
    kind.name for family in (pets, wild, people) for kind in family.KINDS
)
"""Those of which each has looks of its own."""


def kind_of(name: str) -> Kind:
    """Return the kind; an unknown name becomes a card with the name on it."""
    return KINDS.get(name, card.CARD)
