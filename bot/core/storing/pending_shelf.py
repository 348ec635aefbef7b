"""Keeps finished pictures while the shelf cannot take any.

They are kept in memory, up to a time and a size, and read from there: showing a picture
needs no disk.
"""

import asyncio
import hashlib
import logging
from collections.abc import Awaitable, Callable, Hashable
from typing import Final

from bot.core.errors import StoreAway
from bot.core.pieces import Kept
from bot.core.ports import Shelf
from bot.core.storing.pending_writes import PendingWrite, PendingWrites

MOST_BYTES: Final = 256_000_000
LONGEST: Final = 86_400.0
"""Seconds that a picture is kept. By then, its message has shown it for long, or never
will."""
log = logging.getLogger(__name__)


class PendingShelf:
    """A `Shelf` in front of the one that stores."""

    def __init__(
        self,
        shelf: Shelf,
        pending_writes: PendingWrites,
        most: int = MOST_BYTES,
        longest: float = LONGEST,
    ) -> None:
        self._shelf, self._pending_writes = shelf, pending_writes
        self._most, self._longest = most, longest
        self._in_memory: dict[str, bytes] = {}

    async def keep(self, data: bytes) -> str:
        """Keep the bytes, in memory if necessary, and return their sha256."""
        try:
            return await self._shelf.keep(data)
        except StoreAway as error:
            digest = await asyncio.to_thread(hashlib.sha256, data)
            self._hold(digest.hexdigest(), data, error)
            return digest.hexdigest()

    async def read(self, sha256: str) -> bytes | None:
        """The bytes, if they are still there."""
        return self._in_memory.get(sha256) or await self._shelf.read(sha256)

    async def find(self, name: str) -> Kept | None:
        """Its size and age; a picture in memory has no age."""
        data = self._in_memory.get(name)
        return Kept(len(data), 0.0) if data else await self._shelf.find(name)

    async def piece(self, name: str, start: int, count: int) -> bytes:
        """Some of the bytes."""
        if data := self._in_memory.get(name):
            return data[start : start + count]
        return await self._shelf.piece(name, start, count)

    async def drop(self, sha256: str) -> None:
        """Remove a picture that nothing names any more."""
        self._in_memory.pop(sha256, None)
        await self._shelf.drop(sha256)

    def _hold(self, sha256: str, data: bytes, error: StoreAway) -> None:
        if sha256 in self._in_memory:
            return
        thing: Hashable = "picture", sha256
        work = self._later(sha256)
        self._pending_writes.hold(
            thing, PendingWrite(f"the picture {sha256[:12]}", work), error
        )
        self._in_memory[sha256] = data
        while (
            sum(map(len, self._in_memory.values())) > self._most
            and len(self._in_memory) > 1
        ):
            self._let_go(next(iter(self._in_memory)))

    def _later(self, sha256: str) -> Callable[[], Awaitable[None]]:
        clock = asyncio.get_running_loop().time
        until = clock() + self._longest

        async def work() -> None:
            data = self._in_memory.get(sha256)
            if data is None:
                return
            try:
                await self._shelf.keep(data)
            except StoreAway:
                if clock() < until:
                    raise
                self._let_go(sha256)
            self._in_memory.pop(sha256, None)

        return work

    def _let_go(self, sha256: str) -> None:
        """Drop a picture because there are too many, or because it took too long. Slack
        keeps what was shown."""
        self._in_memory.pop(sha256, None)
        log.error("the picture %s was not stored and is dropped", sha256[:12])
