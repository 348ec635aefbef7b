"""SQLite's write-ahead log: knows how much of it is on the disk.

By itself, SQLite would wait for the disk with each commit, and so would everybody else,
because the database has only one thread. So it commits without waiting
(`synchronous=NORMAL`), and writes that must survive a loss of power wait here: a
separate thread flushes the log for all of them at once.

Flushing the log is enough. Before SQLite copies anything from it into the database, it
flushes both.
"""

import asyncio
import os
import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final

Flush = Callable[[int], None]
FLUSH: Final[Flush] = getattr(os, "fdatasync", os.fsync)
"""Return when the contents of this file are on the disk."""


class Log:
    """Counts commits, and knows which of them are on the disk."""

    def __init__(self, path: str, flush: Flush | None = None) -> None:
        self._path, self._flush = Path(path), flush or FLUSH
        self._executor = ThreadPoolExecutor(1, thread_name_prefix="sqlite-log")
        self._file = -1
        self._made = self._on_disk = 0
        self._writing: asyncio.Task[None] | None = None

    def noted(self) -> int:
        """One more commit is in the log; return its number."""
        self._made += 1
        return self._made

    async def holds(self, commit: int) -> None:
        """Return when the commit of this number is on disk. Raises sqlite3.Error."""
        while commit > self._on_disk:
            await asyncio.shield(self._written_out())

    def begin(self) -> None:
        """Start flushing the log before the caller does anything else."""
        self._written_out()

    def close(self) -> None:
        """Close the file."""
        self._executor.shutdown()
        if self._file >= 0:
            os.close(self._file)

    def _written_out(self) -> "asyncio.Task[None]":
        """The flush under way; a caller that is too late for it waits for the next."""
        if self._writing is None or self._writing.done():
            self._writing = asyncio.create_task(self._write_out())
            # Perhaps nobody waits for this one, only for the next, which fails as well.
            self._writing.add_done_callback(lambda it: it.cancelled() or it.exception())
        return self._writing

    async def _write_out(self) -> None:
        made, loop = self._made, asyncio.get_running_loop()
        await loop.run_in_executor(self._executor, self._flushed)
        self._on_disk = made

    def _flushed(self) -> None:
        try:
            if self._file < 0:
                self._file = _opened(self._path)
            self._flush(self._file)
        except OSError as error:
            raise sqlite3.OperationalError(f"the log: {error.strerror}") from error


def _opened(path: Path) -> int:
    """Open the log. It stays the same file for as long as the database is open.

    SQLite has no locks on this file, so closing it here releases none.
    """
    file = os.open(path, os.O_RDWR)
    if os.name != "nt":  # the log is new: its name must be on the disk as well
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
    return file
