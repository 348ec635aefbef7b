"""One process at a time for a file of SQLite.

Two that answer the same asks would post everything twice, and neither would know how
often the other calls Slack.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.stores.store import StoreError


@contextmanager
def alone(file: Path) -> Iterator[None]:
    """Hold the file for this process; it is let go however the process ends.

    Raises StoreError where another one holds it.
    """
    lock = file.with_name(f"{file.name}.lock")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        held = lock.open("w")
    except OSError as error:
        sentence = f"DATABASE_URL: the file {file} cannot be opened: {error}."
        raise StoreError(sentence) from error
    with held:
        if not _locked(held.fileno()):
            raise StoreError(
                f"DATABASE_URL: another Darkroom runs on {file}. Stop it first, or "
                "use PostgreSQL for several processes."
            )
        yield


def _locked(descriptor: int) -> bool:
    if sys.platform == "win32":
        return True  # it has no such locks; there the documents must do
    import fcntl  # noqa: PLC0415 -- Windows has none

    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
