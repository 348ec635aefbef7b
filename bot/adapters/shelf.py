"""Finished pictures on disk, by the hash of their bytes."""

import asyncio
import hashlib
import os
import re
import secrets
import shutil
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, Final

from bot.core.errors import StoreFull
from bot.core.pieces import Kept

LEAST_ROOM: Final = 32_000_000
"""Bytes: if the disk has less free space than this, no picture is started."""
STALE: Final = 3600.0
"""Seconds after which a half-written file counts as abandoned."""
_HASH = re.compile(r"[0-9a-f]{64}")


class DiskShelf:
    """Implements the port `Shelf`: one file per picture, written once and never
    changed.

    In the file `notes`, if there is one, it notes what it is about to keep: after a
    kill, the database may not name all of that.
    """

    def __init__(self, folder: Path, notes: Path | None = None) -> None:
        self._folder, self._notes = folder, notes

    async def keep(self, data: bytes) -> str:
        """Write the bytes so that a crash leaves all of them or none.

        Raises StoreFull if the disk does not take them.
        """
        return await asyncio.to_thread(self._keep, data)

    async def read(self, sha256: str) -> bytes | None:
        """The bytes, if they are still there."""
        if not _HASH.fullmatch(sha256):
            return None
        return await asyncio.to_thread(self._read, self._path(sha256))

    async def find(self, name: str) -> Kept | None:
        """Its size and age, if it still exists."""
        if not _HASH.fullmatch(name):
            return None
        return await asyncio.to_thread(self._find, self._path(name))

    async def piece(self, name: str, start: int, count: int) -> bytes:
        """Some of the bytes."""
        if not _HASH.fullmatch(name):
            return b""
        return await asyncio.to_thread(self._piece, self._path(name), start, count)

    async def drop(self, sha256: str) -> None:
        """Remove a picture that nothing names any more, and what is noted of it."""
        if _HASH.fullmatch(sha256):
            await asyncio.to_thread(self._drop, sha256)

    async def room(self) -> str:
        """What prevents it from storing a picture, in a few words; empty if nothing
        does."""
        return await asyncio.to_thread(self._room)

    async def noted(self) -> Sequence[str]:
        """The hashes of everything that was kept since the notes were thrown away."""
        return await asyncio.to_thread(self._noted)

    async def throw_notes_away(self) -> None:
        """Delete the notes: everything that was kept is named, or was dropped."""
        if self._notes is not None:
            await asyncio.to_thread(self._notes.unlink, missing_ok=True)

    async def tidy(self) -> None:
        """Remove half-written files that a killed process left behind."""
        await asyncio.to_thread(self._tidy)

    def _keep(self, data: bytes) -> str:
        sha256 = hashlib.sha256(data).hexdigest()
        path = self._path(sha256)
        with _told(self._folder):
            if not path.exists():
                self._note(sha256)
                path.parent.mkdir(parents=True, exist_ok=True)
                _write_whole(path, data)
        return sha256

    def _drop(self, sha256: str) -> None:
        self._path(sha256).unlink(missing_ok=True)
        if self._notes is not None:
            with suppress(FileNotFoundError), self._notes.open("r+b") as notes:
                _strike(notes, sha256.encode("ascii"))

    def _note(self, sha256: str) -> None:
        if self._notes is not None:
            with self._notes.open("a", encoding="ascii") as notes:
                notes.write(f"{sha256}\n")

    def _noted(self) -> list[str]:
        if self._notes is None or not self._notes.exists():
            return []
        lines = self._notes.read_text("ascii", errors="replace").splitlines()
        return [each for each in dict.fromkeys(lines) if _HASH.fullmatch(each)]

    def _read(self, path: Path) -> bytes | None:
        with _told(self._folder):
            return path.read_bytes() if path.exists() else None

    def _room(self) -> str:
        try:
            with _told(self._folder):
                self._folder.mkdir(parents=True, exist_ok=True)
                with tempfile.TemporaryFile(dir=self._folder) as file:
                    file.write(b"darkroom")
        except StoreFull as error:
            return str(error)
        return little_room(self._folder)

    def _tidy(self) -> None:
        for half in self._folder.glob("??/*.half"):
            if half.stat().st_mtime < time.time() - STALE:
                half.unlink(missing_ok=True)

    def _find(self, path: Path) -> Kept | None:
        try:
            known = path.stat()
        except (FileNotFoundError, NotADirectoryError):
            return None
        return Kept(known.st_size, known.st_mtime)

    def _piece(self, path: Path, start: int, count: int) -> bytes:
        try:
            with path.open("rb", buffering=0) as file:
                file.seek(start)
                return file.read(count)
        except FileNotFoundError:
            return b""

    def _path(self, sha256: str) -> Path:
        return self._folder / sha256[:2] / sha256


def little_room(folder: Path) -> str:
    """A few words if the disk that the folder is on is almost full."""
    free = shutil.disk_usage(folder).free
    return f"only {free // 1_000_000} MB left at {folder}" if free < LEAST_ROOM else ""


def _strike(notes: BinaryIO, name: bytes) -> None:
    """Make a name illegible where it stands, because another process may be adding to
    the same file."""
    text = notes.read()
    at = text.find(name)
    while at >= 0:
        notes.seek(at)
        notes.write(b"-" * len(name))
        at = text.find(name, at + len(name))


def _write_whole(path: Path, data: bytes) -> None:
    # The same picture can be kept twice at once: each call writes a temporary file of
    # its own.
    half = path.with_suffix(f".{secrets.token_hex(8)}.half")
    try:
        with half.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        half.replace(path)
    except BaseException:
        half.unlink(missing_ok=True)
        raise


@contextmanager
def _told(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise StoreFull(f"{folder} cannot be written to ({why})") from error
