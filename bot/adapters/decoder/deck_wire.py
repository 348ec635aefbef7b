"""Decks on their way to the process that lays them out or makes files of them; nothing
is laid out or drawn here."""

import json
import struct
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from bot.adapters.decoder.wire import Outcome, UnreadableError
from bot.core.decks.laid import LaidDeck
from bot.core.decks.outline import Outline
from bot.core.decks.stored import outline_json, outline_of, theme_json, theme_of
from bot.core.decks.stored_laid import laid_of, laid_values
from bot.core.decks.themes import DeckTheme

_LENGTH: Final = struct.Struct("<I")


@dataclass(frozen=True, slots=True)
class DeckJob:
    """A laid deck and its pictures, as JPEGs by their hashes. `width` is that of a page
    in pixels, where pages are drawn."""

    laid: LaidDeck
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    width: int = 0


def packed_deck(job: DeckJob) -> bytes:
    """The deck as bytes; the same deck, the same bytes."""
    sizes = [[name, len(data)] for name, data in job.pictures.items()]
    head = _json([laid_values(job.laid), sizes, job.width])
    return b"".join((_LENGTH.pack(len(head)), head, *job.pictures.values()))


def unpacked_deck(data: bytes) -> DeckJob:
    """What was packed. Raises UnreadableError."""
    try:
        [length] = _LENGTH.unpack_from(data)
        laid, sizes, width = json.loads(data[_LENGTH.size :][:length])
        pictures, at = {}, _LENGTH.size + length
        for name, size in sizes:
            pictures[str(name)] = data[at : at + size]
            at += size
        return DeckJob(laid_of(laid), pictures, int(width))
    except (ValueError, TypeError, KeyError, struct.error) as error:
        raise UnreadableError(Outcome.DAMAGED) from error


def packed_outline(outline: Outline, theme: DeckTheme) -> bytes:
    """An outline and its theme as bytes."""
    return _json([outline_json(outline), theme_json(theme)])


def unpacked_outline(data: bytes) -> tuple[Outline, DeckTheme]:
    """What was packed. Raises UnreadableError."""
    try:
        outline, theme = json.loads(data)
        return outline_of(outline), theme_of(theme)
    except (ValueError, TypeError, KeyError) as error:
        raise UnreadableError(Outcome.DAMAGED) from error


def packed_laid_deck(laid: LaidDeck) -> bytes:
    """A laid deck on its way back."""
    return _json(laid_values(laid))


def unpacked_laid_deck(data: bytes) -> LaidDeck:
    """What was packed. Raises UnreadableError."""
    try:
        return laid_of(json.loads(data))
    except (ValueError, TypeError, KeyError) as error:
        raise UnreadableError(Outcome.DAMAGED) from error


def _json(values: Any) -> bytes:
    return json.dumps(values, ensure_ascii=False).encode()
