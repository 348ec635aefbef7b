"""Reads fields of the wire without trusting it: what has a wrong type is not there."""

from collections.abc import Mapping, Sequence
from typing import Any

Wire = Mapping[str, Any]


def text_of(wire: Wire, name: str) -> str:
    """The string, or nothing."""
    value = wire.get(name)
    return value if isinstance(value, str) else ""


def count_of(wire: Wire, name: str) -> int:
    """The number, or 0."""
    return number_of(wire, name) or 0


def number_of(wire: Wire, name: str) -> int | None:
    """The whole number, if there is one that is not negative."""
    value = wire.get(name)
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        return None
    return value


def part_of(wire: Wire, name: str) -> Wire:
    """The object, or an empty one."""
    value = wire.get(name)
    return value if isinstance(value, Mapping) else {}


def parts_of(wire: Wire, name: str) -> Sequence[Wire]:
    """The objects of a list. What is no object leaves its place, to keep the count."""
    value = wire.get(name)
    if not isinstance(value, list):
        return ()
    return [each if isinstance(each, Mapping) else {} for each in value]
