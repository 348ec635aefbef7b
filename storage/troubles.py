"""SQLite's errors, translated into the errors of the core."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from bot.core.errors import StoreAway, StoreFull

FULL: Final = {
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_CORRUPT,
    sqlite3.SQLITE_NOTADB,
}
BUSY: Final = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
DAMAGED: Final = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}


class Damaged(sqlite3.DatabaseError):
    """A page of the file is damaged."""


class NoFts5(sqlite3.DatabaseError):
    """This SQLite lacks what the gallery is searched with."""


@contextmanager
def told() -> Iterator[None]:
    """StoreAway if the file does not accept a write. Any other error is a bug, and is
    returned as it is."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        if _code(error) in FULL or isinstance(error.__cause__, OSError):
            raise StoreFull(f"the database: {error}") from error
        if busy(error):
            raise StoreAway(f"the database: {error}") from error
        raise


def busy(error: sqlite3.Error) -> bool:
    """Whether somebody else is writing."""
    return _code(error) in BUSY


def damaged(error: sqlite3.Error) -> bool:
    """Whether the file is damaged, or not a database at all."""
    return isinstance(error, Damaged) or _code(error) in DAMAGED


def _code(error: sqlite3.Error) -> int:
    """The kind of error, without details of where it happened."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF
