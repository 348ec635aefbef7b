"""The pictures of names: found where they are, put on the shelf, and gone from there
when nothing needs them any more."""

import asyncio
import logging
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from bot.core.errors import StoreAway
from bot.core.ports import Files, Shelf, TaughtNames, Turns
from bot.core.turn.asks import Ask, Attached
from bot.core.turn.keeping import NameSource
from bot.core.turn.pictures import kind_of, size_of
from bot.core.turn.request import InputImage
from bot.core.turn.taught import NamePicture
from bot.core.turn.thread import ThreadKey
from bot.core.turn.turns import KeptPicture

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class NamePictures:
    """Knows the bytes of every picture that a form offers."""

    turns: Turns
    files: Files
    shelf: Shelf
    names: TaughtNames
    _lock: asyncio.Lock = field(default_factory=asyncio.Lock, init=False)
    """What is about to be given to a name must not be dropped meanwhile."""

    async def look(
        self, source: NameSource, thread: ThreadKey, user: str
    ) -> InputImage | None:
        """The picture, as a model is shown it; None if it is gone."""
        data = await self._bytes(source, thread, user)
        return InputImage(data, f"image/{kind_of(data)}") if data else None

    async def of(
        self, sources: Sequence[NameSource], thread: ThreadKey, user: str
    ) -> list[bytes]:
        """The bytes of those that are still there, as models accept them."""
        found = [await self._bytes(each, thread, user) for each in sources]
        return [each for each in found if each]

    @asynccontextmanager
    async def kept(self, found: Sequence[bytes]) -> AsyncIterator[list[NamePicture]]:
        """The pictures on the shelf, to be given to a name at once. If that fails, what
        nothing else needs is dropped again."""
        async with self._lock:
            pictures = [await self._kept(data) for data in found]
            try:
                yield list(dict.fromkeys(pictures))
            except BaseException:
                await self.names.leave([each.sha256 for each in pictures])
                raise
            for data, picture in zip(found, pictures, strict=True):
                if await self.shelf.find(picture.sha256) is None:
                    await self.shelf.keep(data)  # another process has just dropped it

    async def sweep(self) -> None:
        """Drop the pictures that names had and that nothing needs any more.

        What fails, or is cut short, is done the next time.
        """
        try:
            async with self._lock:
                for sha256 in await self.names.leftovers():
                    await self.shelf.drop(sha256)
                    await self.names.dropped(sha256)
        except StoreAway as error:
            log.warning("pictures of names stay for now: %s", error)

    async def _kept(self, data: bytes) -> NamePicture:
        width, height = size_of(data)
        return NamePicture(await self.shelf.keep(data), kind_of(data), width, height)

    async def _bytes(
        self, source: NameSource, thread: ThreadKey, user: str
    ) -> bytes | None:
        if source.file:
            return await self._fetched(source.file, thread, user)
        drawn = await self._drawn(source, thread)
        data = await self.shelf.read(drawn.sha256) if drawn else None
        if data is None or kind_of(data) in ("png", "jpeg"):
            return data
        still = await self.files.still(data)
        return still.data if still else None

    async def _fetched(
        self, file: Attached, thread: ThreadKey, user: str
    ) -> bytes | None:
        ask = Ask("", thread, user, "", attached=(file,))
        images = (await self.files.bring(ask)).images
        return images[0].data if images else None

    async def _drawn(self, source: NameSource, thread: ThreadKey) -> KeptPicture | None:
        """The picture of a turn of this channel."""
        turn = await self.turns.get(source.turn)
        if turn is None or turn.answer is None:
            return None
        there = turn.ask.thread
        if (there.team, there.channel) != (thread.team, thread.channel):
            return None
        found = turn.answer.own_pictures
        return found[source.number] if source.number < len(found) else None
