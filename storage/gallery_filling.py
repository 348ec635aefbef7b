"""Puts pictures from before into SQLite's gallery."""

import asyncio
from typing import Any, Final

from sqlite_utils import Database

from storage import gallery, gallery_rows
from storage.kept import Row
from storage.worker import SqliteWorker

MISSING: Final = f"""
    select * from turns where {gallery_rows.UNFILLED} order by id desc limit ?
"""  # noqa: S608 -- our own words
PICTURES: Final = "select * from pictures where turn = ? order by number"
NOTED: Final = "update turns set indexed = ? where id = ? and indexed = 0"
Entries = dict[int, list[dict[str, Any]]]


class SqliteGalleryFilling:
    """Implements the port `GalleryFilling`.

    The words are made beside the database's one thread, which turns need meanwhile.
    """

    def __init__(self, worker: SqliteWorker) -> None:
        self._worker = worker

    async def fill(self, most: int) -> int:
        """Add the pictures of so many turns; returns how many turns that were."""
        missing = await self._worker.run(lambda db: _missing(db, most))
        found = await asyncio.to_thread(_entries, missing)
        await self._worker.lightly(lambda db: _add(db, found))
        return len(found)


def _missing(db: Database, most: int) -> list[tuple[Row, list[Row]]]:
    turns = list(db.query(MISSING, [most]))
    return [(turn, list(db.query(PICTURES, [turn["id"]]))) for turn in turns]


def _entries(missing: list[tuple[Row, list[Row]]]) -> Entries:
    made = gallery_rows.entries_of_before
    return {turn["id"]: made(turn, pictures) for turn, pictures in missing}


def _add(db: Database, found: Entries) -> None:
    """A turn that was answered again, or forgotten meanwhile, is left alone. The index
    takes places in ascending order much faster."""
    for turn in sorted(found):
        if db.execute(NOTED, [gallery_rows.ADDED, turn]).rowcount:
            gallery.add(db, turn, found[turn])
