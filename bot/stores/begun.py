"""Knows whether a SQLite file was in use before: an emptied file is not a new one.

The lock beside the file notes that it was opened once. An older version left no note;
then the folder of pictures shows it.
"""

import logging
from pathlib import Path
from typing import Final

from bot.stores.store import StoreError

NOTE: Final = (
    "This Darkroom has been started once; its database is the file beside this one.\n"
)
EMPTY: Final = (
    "DATABASE_URL: the file {file} is empty, although it once held a Darkroom's "
    "data. Put a backup in its place, or remove it to start from scratch."
)
log = logging.getLogger(__name__)


def lock_of(file: Path) -> Path:
    """The lock beside the real file, by whatever name that is reached."""
    file = file.resolve()
    return file.with_name(f"{file.name}.lock")


def kept_in(file: Path) -> Path:
    """The notes, beside the real file, of what was put on the shelf."""
    file = file.resolve()
    return file.with_name(f"{file.name}.kept")


def begun(file: Path, pictures: Path) -> None:
    """Raise StoreError if the file has lost everything; log it if the file is gone."""
    if not (_noted(file) or _has_pictures(pictures)):
        return
    if not file.exists():
        log.warning(
            "the file %s is gone: Darkroom starts from scratch, in a new one", file
        )
    elif file.stat().st_size == 0:
        raise StoreError(EMPTY.format(file=file))


def note_begun(file: Path) -> None:
    """Note that the file has something in it from now on."""
    if lock_of(file).exists() and not _noted(file):
        lock_of(file).write_text(NOTE, encoding="utf-8")


def _noted(file: Path) -> bool:
    lock = lock_of(file)
    return lock.exists() and lock.stat().st_size > 0


def _has_pictures(folder: Path) -> bool:
    return next(folder.glob("??/*"), None) is not None
