"""Finished pictures on disk, by the hash of their bytes."""

import asyncio
import hashlib
import os
import re
import secrets
from pathlib import Path

_HASH = re.compile(r"[0-9a-f]{64}")


class DiskShelf:
    """Implements the port `Shelf`: one file a picture, written once, never changed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    async def keep(self, data: bytes) -> str:
        """Write the bytes so that a crash leaves all of them or none."""
        return await asyncio.to_thread(self._keep, data)

    async def read(self, sha256: str) -> bytes | None:
        """The bytes, if they are still there."""
        if not _HASH.fullmatch(sha256):
            return None
        return await asyncio.to_thread(self._read, self._path(sha256))

    async def drop(self, sha256: str) -> None:
        """Remove a picture that nothing names any more."""
        if _HASH.fullmatch(sha256):
            await asyncio.to_thread(self._path(sha256).unlink, missing_ok=True)

    def _keep(self, data: bytes) -> str:
        sha256 = hashlib.sha256(data).hexdigest()
        path = self._path(sha256)
        if path.exists():
            return sha256
        path.parent.mkdir(parents=True, exist_ok=True)
        # Twins can be kept at the same time: each writes into a half of its own.
        half = path.with_suffix(f".{secrets.token_hex(8)}.half")
        with half.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        half.replace(path)
        return sha256

    def _read(self, path: Path) -> bytes | None:
        return path.read_bytes() if path.exists() else None

    def _path(self, sha256: str) -> Path:
        return self._folder / sha256[:2] / sha256
