"""Holds a finished picture until it is hung, so that it is not read back for that."""

from bot.core.ports import Shelf

MOST_BYTES = 32_000_000


class WarmShelf:
    """Implements the port `Shelf` before another one: what was kept is read once."""

    def __init__(self, shelf: Shelf, most: int = MOST_BYTES) -> None:
        self._shelf, self._most = shelf, most
        self._warm: dict[str, bytes] = {}
        self._size = 0

    async def keep(self, data: bytes) -> str:
        """Keep the bytes for good, and at hand for a while."""
        sha256 = await self._shelf.keep(data)
        self._forget(sha256)
        self._warm[sha256] = data
        self._size += len(data)
        while self._size > self._most:
            self._forget(next(iter(self._warm)))
        return sha256

    async def read(self, sha256: str) -> bytes | None:
        """The bytes, from wherever they are."""
        return self._forget(sha256) or await self._shelf.read(sha256)

    async def drop(self, sha256: str) -> None:
        """Remove a picture that nothing names any more."""
        self._forget(sha256)
        await self._shelf.drop(sha256)

    def _forget(self, sha256: str) -> bytes:
        data = self._warm.pop(sha256, b"")
        self._size -= len(data)
        return data
