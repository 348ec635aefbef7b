"""Shared by the readers of single formats."""

from dataclasses import dataclass
from typing import Final

from bot.adapters.decoder.wire import Outcome, UnreadableError

MOST_PARTS: Final = 100_000
"""The most parts of one file; honest files have a few, or some thousands."""
MOST_COLOURS: Final = 1_000_000
"""The most bytes of a colour profile that is kept."""


@dataclass(frozen=True, slots=True)
class Bare:
    """A file with one picture and nothing else.

    `turned` is its orientation in Exif's numbers; 1 is upright. `moving` says
    that it is still written as the first of several frames.
    """

    data: bytes
    turned: int = 1
    moving: bool = False


def counted(part: int) -> None:
    """Raise UnreadableError if this is one part too many."""
    if part >= MOST_PARTS:
        raise UnreadableError(Outcome.PARTS)
