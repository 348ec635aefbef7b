"""A laid deck with its pictures, on its way to the process that makes a file of it."""

import json
import struct
import types
from collections.abc import Mapping
from dataclasses import asdict, fields, is_dataclass
from functools import cache
from typing import Any, Final, Union, get_args, get_origin, get_type_hints

from bot.adapters.decoder.wire import Outcome, UnreadableError
from bot.core.decks.laid import LaidDeck

_LENGTH: Final = struct.Struct("<I")


def packed_deck(deck: LaidDeck, pictures: Mapping[str, bytes]) -> bytes:
    """The deck and its pictures, by their names, as bytes."""
    sizes = {name: len(data) for name, data in pictures.items()}
    head = json.dumps({"deck": asdict(deck), "pictures": sizes}).encode()
    return b"".join((_LENGTH.pack(len(head)), head, *pictures.values()))


def unpacked_deck(data: bytes) -> tuple[LaidDeck, Mapping[str, bytes]]:
    """What was packed. Raises UnreadableError."""
    try:
        [length] = _LENGTH.unpack_from(data)
        head = json.loads(data[_LENGTH.size :][:length])
        deck = _value(LaidDeck, head["deck"])
        return deck, _pictures(head["pictures"], data[_LENGTH.size + length :])
    except (struct.error, ValueError, TypeError, KeyError) as error:
        raise UnreadableError(Outcome.DAMAGED) from error


def _pictures(sizes: Mapping[str, int], data: bytes) -> Mapping[str, bytes]:
    found, at = {}, 0
    for name, size in sizes.items():
        found[name] = data[at : at + size]
        at += size
    if at != len(data):
        raise UnreadableError(Outcome.DAMAGED)
    return found


def _value(kind: Any, kept: Any) -> Any:
    """The value of a type of ours that JSON has as lists and mappings."""
    if known := _fields(kind):
        return kind(**{name: _value(each, kept[name]) for name, each in known.items()})
    origin, inner = get_origin(kind), get_args(kind)
    if origin is tuple and inner[-1] is ...:
        return tuple(_value(inner[0], each) for each in kept)
    if origin is tuple:
        pairs = zip(inner, kept, strict=True)
        return tuple(_value(each, one) for each, one in pairs)
    if origin in (Union, types.UnionType):
        [other] = [each for each in inner if each is not type(None)]
        return None if kept is None else _value(other, kept)
    return kind(kept)


@cache
def _fields(kind: Any) -> Mapping[str, Any]:
    """The types of a value's fields, by their names; none if it is a plain one."""
    if not is_dataclass(kind):
        return {}
    hints = get_type_hints(kind)
    return {field.name: hints[field.name] for field in fields(kind)}
