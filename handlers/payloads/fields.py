"""Reads one field of a payload: a value of the type that it should have, or Malformed.

Values are also safe to store: texts are valid Unicode of limited length, ids are short
and plain, numbers fit into any database.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from bot.core.messages.text import storable

Read = Callable[[object], Any]
MOST_TEXT: Final = 50_000
"""Slack cuts messages at 40,000 characters."""
_ID = re.compile(r"[A-Za-z0-9._:-]{1,255}")
_STAMP = re.compile(r"[0-9]{1,20}(\.[0-9]{1,20})?")
_ADDRESS = re.compile(r"https?://[!-~]{1,2000}")


class Malformed(ValueError):
    """A field is missing or has the wrong form."""


def text(most: int = MOST_TEXT) -> Read:
    """A text, cut at so many characters."""

    def read(value: object) -> str:
        if not isinstance(value, str):
            raise Malformed
        return storable(value[:most])

    return read


def ident(value: object) -> str:
    """An id of Slack's, or a name that is written like one."""
    if not isinstance(value, str) or not _ID.fullmatch(value):
        raise Malformed
    return value


def stamp(value: object) -> str:
    """A ts: the time that identifies a message within its channel."""
    if not isinstance(value, str) or not _STAMP.fullmatch(value):
        raise Malformed
    return value


def address(value: object) -> str:
    """An address on the web."""
    if not isinstance(value, str) or not _ADDRESS.fullmatch(value):
        raise Malformed
    return value


def flag(value: object) -> bool:
    """True or false."""
    if not isinstance(value, bool):
        raise Malformed
    return value


def number(value: object) -> int:
    """A count that fits into a database."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise Malformed
    if not 0 <= value < 2**63:
        raise Malformed
    return value


@dataclass(frozen=True, slots=True)
class Form:
    """The fields to read from an object; all others are left out.

    A `needed` field has to be there. A `known` one may be missing or null, but if it
    has the wrong form, the whole object is refused. An `extra` one is left out if it
    has the wrong form.
    """

    needed: Mapping[str, Read] = field(default_factory=dict)
    known: Mapping[str, Read] = field(default_factory=dict)
    extra: Mapping[str, Read] = field(default_factory=dict)

    def __call__(self, value: object) -> dict[str, Any]:
        """The object with the fields that we know. Raises Malformed."""
        if not isinstance(value, Mapping):
            raise Malformed
        found = {name: read(value.get(name)) for name, read in self.needed.items()}
        for name, read in self.known.items():
            if value.get(name) is not None:
                found[name] = read(value[name])
        return found | well_formed(self.extra, value)


def listed(read: Read, most: int) -> Read:
    """A list of these; malformed ones are left out."""

    def read_all(value: object) -> list[Any]:
        if not isinstance(value, list):
            raise Malformed
        found = (well_formed({"one": read}, {"one": each}) for each in value[:most])
        return [each["one"] for each in found if each]

    return read_all


def first(read: Read) -> Read:
    """A list with only the first of these; the others are left out."""

    def read_first(value: object) -> list[Any]:
        if not isinstance(value, list) or not value:
            raise Malformed
        return [read(value[0])]

    return read_first


def well_formed(reads: Mapping[str, Read], value: Mapping[str, Any]) -> dict[str, Any]:
    """The fields that have the right form."""
    found: dict[str, Any] = {}
    for name, read in reads.items():
        try:
            found[name] = read(value.get(name))
        except Malformed:
            continue
    return found
