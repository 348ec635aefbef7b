"""Everything in PostgreSQL, for any number of processes. Needs the extra `postgres`."""

import logging
import os
import secrets
import socket
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from time import time
from typing import Final

import psycopg

from bot.adapters.queue import QueueEngine, Tickets
from bot.core.answering.answering import Answering
from bot.core.errands import Errands
from bot.core.errors import StoreAway
from bot.core.queue.seats import Entry
from bot.core.showing.context import TurnContext
from bot.core.storing.pending_files import PendingTemporaryFiles
from bot.core.storing.pending_shelf import PendingShelf
from bot.core.storing.pending_turns import PendingTurns, stored_first
from bot.core.storing.pending_writes import PendingWrites
from bot.core.turn.turns import Turn
from bot.stores.store import StoreError
from storage.postgres.accepted_tools import PostgresAcceptedTools
from storage.postgres.activity import PostgresActivity
from storage.postgres.belongings import PostgresBelongings
from storage.postgres.budgets import PostgresLedger
from storage.postgres.connections import in_postgres
from storage.postgres.database import PATIENCE, Database, why
from storage.postgres.database import opened as database_opened
from storage.postgres.form_files import PostgresFormFiles
from storage.postgres.gallery import PostgresGallery
from storage.postgres.gallery_filling import PostgresGalleryFilling
from storage.postgres.gate import PostgresGate
from storage.postgres.page_links import PostgresPageLinks
from storage.postgres.processes import PostgresProcesses
from storage.postgres.secrets import key
from storage.postgres.shelf import PostgresShelf, PostgresShowcase
from storage.postgres.taught import PostgresTaughtNames
from storage.postgres.temporary_files import PostgresTemporaryFiles
from storage.postgres.turns import PostgresTurns

NOT_THERE: Final = "DATABASE_URL: the database cannot be opened: "
log = logging.getLogger(__name__)


class SharedStore:
    """Implements `Store`. `me` is this process's name, which no other process ever
    had."""

    def __init__(self, database: Database, me: str, tickets: Tickets) -> None:
        self.database = database
        self.processes = PostgresProcesses(database, me)
        self.pending_writes = PendingWrites()
        self.turns = PendingTurns(
            PostgresTurns(database, me), self.pending_writes, time
        )
        self.temporary_files = PendingTemporaryFiles(
            PostgresTemporaryFiles(database), self.pending_writes
        )
        self._kept = PostgresShelf(database)
        self.shelf = PendingShelf(self._kept, self.pending_writes)
        self.showcase = PostgresShowcase(database)
        self.belongings = PostgresBelongings(database)
        self.accepted_tools = PostgresAcceptedTools(database)
        self.connections = in_postgres(database)
        self.gallery = PostgresGallery(database)
        self.gallery_filling = PostgresGalleryFilling(database)
        self.form_files = PostgresFormFiles(database)
        self.page_links = PostgresPageLinks(database)
        self.activity = PostgresActivity(database)
        self.taught_names = PostgresTaughtNames(database)
        self.ledger = PostgresLedger(database)
        self.gate = PostgresGate(database)
        self._tickets = tickets
        self._engine: QueueEngine | None = None

    async def key(self, name: str) -> bytes:
        """The key of this name."""
        return await key(self.database, name)

    def engine(
        self, answering: Answering, errands: Errands, context: TurnContext, entry: Entry
    ) -> QueueEngine:
        """The queue that all processes share."""

        def settle(turn: Turn) -> None:
            errands.start(answering.settle(turn), f"settling {turn.id}")

        run = stored_first(answering.run, self.pending_writes)
        errands.start(self._drop_unnamed(), "dropping pictures that nothing names")
        self._engine = QueueEngine(self.processes, self._tickets, run, settle, entry)
        return self._engine

    async def trouble(self) -> str:
        """What is wrong if the database does not answer. Unlike all other calls, this
        one does not wait for it."""
        try:
            async with self.database.pool.connection() as connection:
                await connection.execute("select 1")
        except psycopg.Error as error:
            return f"does not answer: {type(error).__name__}"
        return ""

    async def room(self) -> str:
        """What is pending. The space that the server has left is not known."""
        return self.pending_writes.trouble

    async def take_up(self) -> None:
        """Begin to take tickets. Turns that others left unfinished have tickets, or get
        new ones."""
        if self._engine is not None:
            await self._engine.start()

    async def _drop_unnamed(self) -> None:
        try:
            await self._kept.drop_unnamed()
        except (StoreAway, psycopg.Error) as error:
            log.warning("pictures that nothing names stay for now: %s", error)


@asynccontextmanager
async def opened(url: str) -> AsyncIterator[SharedStore]:
    """The store in this database, with its newest tables. Raises StoreError."""
    me = f"{socket.gethostname()}-{os.getpid()}-{secrets.token_hex(4)}"
    async with AsyncExitStack() as stack:
        try:
            database = await stack.enter_async_context(
                database_opened(url, patience=PATIENCE)
            )
        except psycopg.Error as error:
            raise StoreError(f"{NOT_THERE}{why(error, url)}.") from error
        tickets = Tickets(database.pool)
        await tickets.open()
        store = SharedStore(database, me, tickets)
        await store.processes.beat()
        stack.push_async_callback(store.processes.leave)
        stack.push_async_callback(store.pending_writes.close)
        yield store
