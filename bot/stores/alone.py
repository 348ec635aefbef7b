"""Lets only one process at a time use a SQLite file.

Two that answer the same asks would post everything twice, and neither would know how
often the other calls Slack.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.stores.begun import lock_of
from bot.stores.store import StoreError


@contextmanager
def alone(file: Path) -> Iterator[None]:
    """Lock the file for this process; the lock ends with the process, however it ends.

    Raises StoreError if another process has it.
    """
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        lock = lock_of(file).open("a")
    except OSError as error:
        sentence = f"DATABASE_URL: the file {file} cannot be opened: {error}."
        raise StoreError(sentence) from error
    with lock:
        if not _locked(lock.fileno()):
            raise StoreError(
                f"DATABASE_URL: another Darkroom runs on {file}. Stop it first, or "
                "use PostgreSQL for several processes."
            )
        yield


def _locked(descriptor: int) -> bool:
    if sys.platform == "win32":
        return True  # it has no such locks; the documentation warns about it
    import fcntl  # noqa: PLC0415 -- Windows has none

    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
