"""The port for parts of pictures."""

from dataclasses import dataclass, field
from typing import Protocol

from bot.core.turn.regions import Grid, Region
from bot.core.turn.request import InputImage
from bot.core.turn.sizes import Size


@dataclass(frozen=True, slots=True)
class Chosen:
    """A region with what was painted, read from the shelf; `inverse` means everything
    else."""

    region: Region
    painted: bytes = field(default=b"", repr=False)
    inverse: bool = False


@dataclass(frozen=True, slots=True)
class Difference:
    """How much of a picture differs outside of a region, from 0 to 1, and a small JPEG
    of where."""

    share: float
    small: bytes = field(repr=False)


class Regions(Protocol):
    """Works on parts of pictures. Raises HangError if the bytes are not a picture."""

    async def gridded(
        self, data: bytes, grid: Grid | None, chosen: Chosen | None = None
    ) -> bytes:
        """A small JPEG of the picture under a labelled grid, with the chosen part
        tinted."""

    async def masked(
        self, data: bytes, chosen: Chosen, size: Size
    ) -> tuple[InputImage, bytes]:
        """The picture in a size that the model draws, and a mask that is clear where it
        may change."""

    async def noted(
        self, data: bytes, notes: bytes, size: Size
    ) -> tuple[InputImage, bytes]:
        """The picture in a size that the model draws, and the notes in the same
        size."""

    async def joined(self, base: bytes, over: bytes, chosen: Chosen) -> bytes:
        """The base as a PNG, with the chosen part from the other version; everything
        else keeps each pixel."""

    async def compared(self, before: bytes, after: bytes, chosen: Chosen) -> Difference:
        """How much outside of the chosen part differs, and where."""
