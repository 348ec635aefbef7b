"""Works on parts of pictures, in the processes that read them."""

from collections.abc import Mapping
from typing import Any

from bot.adapters.decoder.extending_wire import unpacked_layers
from bot.adapters.decoder.region_wire import (
    Area,
    area_values,
    packed_parts,
    unpacked_parts,
)
from bot.adapters.decoder.wire import Outcome, UnreadableError, Work
from bot.adapters.decoders import Decoders, Job
from bot.core.errors import HangError
from bot.core.ports import Chosen, Difference
from bot.core.turn.regions import Grid
from bot.core.turn.request import InputImage
from bot.core.turn.sizes import Size

MOST_GRID: int = 1_000_000
"""The most bytes of a picture in a form."""


class RegionImaging:
    """Implements the port `Regions`."""

    def __init__(self, decoders: Decoders) -> None:
        self._decoders = decoders

    async def gridded(
        self, data: bytes, grid: Grid | None, chosen: Chosen | None = None
    ) -> bytes:
        """A small JPEG of the picture under a labelled grid, with the chosen part
        tinted."""
        area = _area(chosen) if chosen else Area()
        lines = {"columns": grid.columns, "rows": grid.rows} if grid else {}
        values = {"columns": 0, "rows": 0, **lines, **area_values(area)}
        packed = packed_parts(values, data, area.painted)
        _, made = await self._made(Job(Work.GRIDDED, packed, MOST_GRID))
        return made

    async def masked(
        self, data: bytes, chosen: Chosen, size: Size
    ) -> tuple[InputImage, bytes]:
        """The picture in a size that the model draws, and a mask that is clear where it
        may change."""
        area = _area(chosen)
        values = {"size": list(size), **area_values(area)}
        return await self._layers(
            Job(Work.MASKED, packed_parts(values, data, area.painted))
        )

    async def noted(
        self, data: bytes, notes: bytes, size: Size
    ) -> tuple[InputImage, bytes]:
        """The picture in a size that the model draws, and the notes in the same
        size."""
        values = {"size": list(size)}
        return await self._layers(Job(Work.NOTED, packed_parts(values, data, notes)))

    async def joined(self, base: bytes, over: bytes, chosen: Chosen) -> bytes:
        """The base as a PNG, with the chosen part from the other version."""
        _, made = await self._made(Job(Work.JOINED, _two(base, over, chosen)))
        return made

    async def compared(self, before: bytes, after: bytes, chosen: Chosen) -> Difference:
        """How much outside of the chosen part differs, and where."""
        try:
            job = Job(Work.COMPARED, _two(before, after, chosen))
            _, made = await self._decoders.do(job)
            values, [small] = unpacked_parts(made)
            return Difference(float(values["share"]), small)
        except (UnreadableError, KeyError, TypeError, ValueError) as error:
            raise HangError(f"two versions were not compared: {error}") from error

    async def _layers(self, job: Job) -> tuple[InputImage, bytes]:
        kind, made = await self._made(job)
        try:
            picture, layer = unpacked_layers(made)
        except UnreadableError as error:
            raise HangError(str(error)) from error
        return InputImage(picture, f"image/{kind.name.lower()}"), layer

    async def _made(self, job: Job) -> tuple[Outcome, bytes]:
        try:
            return await self._decoders.do(job)
        except UnreadableError as error:
            raise HangError(f"a part of a picture: {error}") from error


def _two(first: bytes, second: bytes, chosen: Chosen) -> bytes:
    area = _area(chosen)
    values: Mapping[str, Any] = area_values(area)
    return packed_parts(values, first, second, area.painted)


def _area(chosen: Chosen) -> Area:
    return Area(chosen.region.boxes, chosen.painted, chosen.inverse)
