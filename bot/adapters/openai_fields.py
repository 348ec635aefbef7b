"""Reads fields of the wire without trusting it.

A field of a wrong type counts as missing, characters that no database keeps are
replaced, and whatever is absurdly large is cut or clamped.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from bot.core.messages.text import storable
from bot.core.turn.events import LONGEST_NAME

LONGEST_WORDS: Final = 4_000
"""The most characters of a query, an address, a title or a revised prompt."""
MOST_PARTS: Final = 1_000
LARGEST: Final = 2**53
"""The largest number that every database column and every reading program accepts."""

Wire = Mapping[str, Any]


def text_of(wire: Wire, name: str) -> str:
    """The string, or an empty one."""
    value = wire.get(name)
    if not isinstance(value, str):
        return ""
    # Megabytes of base64 come here, too, and are not copied.
    return value if value.isascii() and "\0" not in value else storable(value)


def name_of(wire: Wire, name: str) -> str:
    """A string that is short by nature, such as an id."""
    return text_of(wire, name)[:LONGEST_NAME]


def words_of(wire: Wire, name: str) -> str:
    """A string of which people see the beginning, if anything."""
    return text_of(wire, name)[:LONGEST_WORDS]


def count_of(wire: Wire, name: str) -> int:
    """The number, or 0."""
    return number_of(wire, name) or 0


def number_of(wire: Wire, name: str) -> int | None:
    """The whole number, if there is one that is not negative; clamped."""
    value = wire.get(name)
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        return None
    return min(value, LARGEST)


def part_of(wire: Wire, name: str) -> Wire:
    """The object, or an empty one."""
    value = wire.get(name)
    return value if isinstance(value, Mapping) else {}


def parts_of(wire: Wire, name: str) -> Sequence[Wire]:
    """The first objects of a list.

    Anything else becomes an empty object, so that positions stay right.
    """
    value = wire.get(name)
    if not isinstance(value, list):
        return ()
    return [each if isinstance(each, Mapping) else {} for each in value[:MOST_PARTS]]
