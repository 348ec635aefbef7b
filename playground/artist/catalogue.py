"""Every kind of thing that the artist can draw, by name."""

from playground.artist.kinds import Kind
from playground.artist.things import card, nature, sea, sky

KINDS: dict[str, Kind] = {
    kind.name: kind for family in (sea, sky, nature) for kind in family.KINDS
}


def kind_of(name: str) -> Kind:
    """Return the kind; a name that nobody drew is a card with the name on it."""
    return KINDS.get(name, card.CARD)
