"""The port that draws pictures of a thread's history together."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from bot.core.turn.strips import Strip


@dataclass(frozen=True, slots=True)
class Compared:
    """One of two pictures that are looked at together: its number, what was asked for,
    and its bytes."""

    number: int
    words: str
    data: bytes = field(repr=False)


class Strips(Protocol):
    """Draws film strips, and two pictures on one. The same values give the same bytes.
    Raises HangError if the bytes are not a picture."""

    async def strip(self, strip: Strip, pictures: Mapping[int, bytes]) -> bytes:
        """The strip as a JPEG, with a small picture for each number."""

    async def beside(self, one: Compared, other: Compared) -> bytes:
        """Both side by side on a JPEG, as high as each other, with their numbers and
        what was asked for."""

    async def wipe(self, one: Compared, other: Compared) -> bytes:
        """A short GIF that wipes from one to the other, and back."""
