"""Reads the pictures of characters and styles for a model."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from bot.core.ports import Files, Shelf
from bot.core.turn.pictures import kind_of
from bot.core.turn.request import InputImage, ShownName
from bot.core.turn.sets import Source
from bot.core.turn.taught import NamePicture, Taught, newest_pictures

MOST_TOGETHER: Final = 12_000_000
"""The most bytes of them in one request, which stay in memory."""


@dataclass(frozen=True, slots=True)
class PicturesOfNames:
    """Reads them from the shelf: as they are, or made small if they are too large."""

    files: Files
    shelf: Shelf

    async def shown(
        self, names: Sequence[Taught], room: int
    ) -> tuple[tuple[ShownName, ...], frozenset[int]]:
        """The names with at most so many pictures, those of the newest names first; and
        the ids of names of which some are missing for that reason."""
        taken = newest_pictures(names, room)
        share = MOST_TOGETHER // max(1, sum(map(len, taken.values())))
        cut = (e.id for e in names if len(taken[e.id]) < len(e.pictures))
        shown = [
            ShownName(
                each.kind,
                each.name,
                each.sentence,
                await self._images(taken[each.id], share),
            )
            for each in names
        ]
        return tuple(shown), frozenset(cut)

    async def noted(
        self, names: Sequence[Taught], sources: Sequence[Source]
    ) -> tuple[ShownName, ...]:
        """The names with those of their pictures that are among these sources, as far
        as they are still there; with those of today if none is."""
        share = MOST_TOGETHER // max(1, sum(bool(each.name) for each in sources))
        return tuple([await self._noted(each, sources, share) for each in names])

    async def _noted(
        self, name: Taught, sources: Sequence[Source], most: int
    ) -> ShownName:
        noted = [NamePicture(e.sha256) for e in sources if e.name == name.id]
        images = await self._images(noted, most)
        if noted and not images:
            images = await self._images(name.pictures[: len(noted)], most)
        return ShownName(name.kind, name.name, name.sentence, images)

    async def image(self, sha256: str, most: int = MOST_TOGETHER) -> InputImage | None:
        """One picture in at most so many bytes; None if it is gone."""
        data = await self.shelf.read(sha256)
        if data is None:
            return None
        if len(data) > most:
            return await self.files.small(data)
        kind = kind_of(data)
        if kind in ("", "gif"):
            return await self.files.still(data)
        return InputImage(data, f"image/{kind}")

    async def _images(
        self, pictures: Sequence[NamePicture], most: int
    ) -> tuple[InputImage, ...]:
        found = [await self.image(each.sha256, most) for each in pictures]
        return tuple(each for each in found if each is not None)
