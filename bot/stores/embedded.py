"""Everything in one SQLite file and a folder, for one process."""

import asyncio
import logging
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from pathlib import Path
from time import time
from typing import Final

from bot.adapters.hanging.address import MemoryShowcase
from bot.adapters.shelf import DiskShelf, little_room
from bot.core.answering.answering import Answering
from bot.core.errands import Errands
from bot.core.errors import StoreAway
from bot.core.queue.lanes import Lanes
from bot.core.queue.queue_notices import QueueNotices
from bot.core.queue.rerunning import Rerunning
from bot.core.queue.seats import Entry, Seating
from bot.core.showing.context import TurnContext
from bot.core.storing.pending_files import PendingTemporaryFiles
from bot.core.storing.pending_shelf import PendingShelf
from bot.core.storing.pending_turns import PendingTurns
from bot.core.storing.pending_writes import PendingWrites
from bot.core.turn.life import TAKEN_UP
from bot.core.turn.thread import ThreadKey
from bot.stores.begun import begun, kept_in, note_begun
from bot.stores.store import StoreError
from storage.accepted_tools import SqliteAcceptedTools
from storage.activity import SqliteActivity
from storage.belongings import SqliteBelongings
from storage.budgets import SqliteLedger, ledger_in
from storage.connections import in_sqlite
from storage.form_files import SqliteFormFiles
from storage.gallery import SqliteGallery
from storage.gallery_filling import SqliteGalleryFilling
from storage.gate import OwnGate
from storage.page_links import SqlitePageLinks
from storage.secrets import key
from storage.taught import SqliteTaughtNames
from storage.temporary_files import SqliteTemporaryFiles
from storage.troubles import damaged
from storage.turns import SqliteTurns
from storage.worker import SqliteWorker

DAMAGED: Final = (
    "DATABASE_URL: the file {file} is damaged or is not a database ({error}). Put "
    "a backup in its place, or what `sqlite3 {file} .recover` can still read from "
    "it."
)
log = logging.getLogger(__name__)


class EmbeddedStore:
    """Implements `Store`."""

    def __init__(
        self, worker: SqliteWorker, disk: DiskShelf, ledger: SqliteLedger
    ) -> None:
        self.pending_writes, self._disk = PendingWrites(), disk
        self.turns = PendingTurns(SqliteTurns(worker), self.pending_writes, time)
        self.temporary_files = PendingTemporaryFiles(
            SqliteTemporaryFiles(worker), self.pending_writes
        )
        self.shelf = PendingShelf(disk, self.pending_writes)
        self.showcase = MemoryShowcase()
        self.belongings = SqliteBelongings(worker)
        self.accepted_tools = SqliteAcceptedTools(worker)
        self.connections = in_sqlite(worker)
        self.gallery = SqliteGallery(worker)
        self.gallery_filling = SqliteGalleryFilling(worker)
        self.form_files = SqliteFormFiles(worker)
        self.page_links = SqlitePageLinks(worker)
        self.activity = SqliteActivity(worker)
        self.taught_names = SqliteTaughtNames(worker)
        self.ledger = ledger
        self.gate = OwnGate()
        self.worker = worker
        self._crew: tuple[Lanes, Answering, Errands] | None = None
        self._goes_on = False

    async def key(self, name: str) -> bytes:
        """The key of this name."""
        return await key(self.worker, name)

    def engine(
        self, answering: Answering, errands: Errands, context: TurnContext, entry: Entry
    ) -> Lanes:
        """Lanes in memory; only the journal survives them."""
        notices = QueueNotices(context, errands)
        run = Rerunning(answering.run, self.turns)
        seating, opened = Seating(*entry), context.opened_threads
        lanes = Lanes(run, seating, notices=notices, opened=opened)
        self._crew = lanes, answering, errands
        return lanes

    async def trouble(self) -> str:
        """What is wrong if the file cannot be read. This waits for the database's one
        thread."""
        try:
            await self.turns.knows(ThreadKey("", "", ""))
        except StoreAway as error:
            return f"cannot be read: {error}"
        except sqlite3.Error as error:
            return f"cannot be read: {type(error).__name__}"
        return ""

    async def room(self) -> str:
        """What prevents the store from taking another turn, beginning with pending
        writes."""
        return (
            self.pending_writes.trouble
            or await self._disk.room()
            or await asyncio.to_thread(little_room, self.worker.folder)
            or await self.worker.room()
        )

    async def take_up(self) -> None:
        """Continue where the last process was stopped or killed."""
        self._goes_on = True
        await self._drop_unnamed()
        if self._crew is None:
            return
        lanes, answering, errands = self._crew
        for turn in await self.turns.unfinished():
            if turn.status in TAKEN_UP:
                await lanes.submit(turn)
            else:
                errands.start(answering.settle(turn), f"settling {turn.id}")

    async def close(self) -> None:
        """Write what is pending, and leave nothing behind."""
        await self.pending_writes.close()
        if self._goes_on and not self.pending_writes.trouble:
            await self._drop_unnamed()

    async def _drop_unnamed(self) -> None:
        """Drop pictures that were kept but that no turn and no name has, because a
        process was killed in between. Nothing else keeps pictures meanwhile."""
        names = self.taught_names
        try:
            await names.leave(await self._disk.noted())
            for sha256 in await names.leftovers():
                await self._disk.drop(sha256)
                await names.dropped(sha256)
            await self._disk.throw_notes_away()
        except (StoreAway, OSError, sqlite3.Error) as error:
            log.warning("pictures that nothing names stay for now: %s", error)


@asynccontextmanager
async def opened(file: Path, pictures: Path) -> AsyncIterator[EmbeddedStore]:
    """The store in this file. Raises StoreError."""
    begun(file, pictures)
    worker, disk = _worker(file), DiskShelf(pictures, kept_in(file))
    note_begun(file)
    await disk.tidy()
    with closing(worker):
        async with ledger_in(worker) as ledger:
            store = EmbeddedStore(worker, disk, ledger)
            try:
                yield store
            finally:
                await store.close()


def _worker(file: Path) -> SqliteWorker:
    try:
        return SqliteWorker(file)
    except (OSError, sqlite3.Error) as error:
        if isinstance(error, sqlite3.Error) and damaged(error):
            raise StoreError(DAMAGED.format(file=file, error=error)) from error
        sentence = f"DATABASE_URL: the file {file} cannot be opened: {error}."
        raise StoreError(sentence) from error
