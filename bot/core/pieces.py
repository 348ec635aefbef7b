"""Stored bytes that are read in pieces, and never as a whole."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Kept:
    """The size of stored bytes, and when they were stored."""

    size: int
    made: float


class Pieces(Protocol):
    """Stored bytes that can be read without having all of them in memory."""

    async def find(self, name: str) -> Kept | None:
        """The size and age of what is stored under this name, if it still exists."""

    async def piece(self, name: str, start: int, count: int) -> bytes:
        """So many bytes from `start` on; fewer at the end, none if it is gone."""
