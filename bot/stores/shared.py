"""Everything in PostgreSQL, for any number of processes. Needs the extra `postgres`."""

import logging
import os
import secrets
import socket
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Final

import psycopg

from bot.adapters.queue import QueueEngine, Tickets
from bot.core.answering import Answering
from bot.core.door import ModelDoor
from bot.core.errands import Errands
from bot.core.room import Seats
from bot.core.turns import Turn
from bot.core.wall import Wall
from bot.stores.store import StoreError
from storage.postgres.belongings import PostgresBelongings
from storage.postgres.budgets import PostgresLedger
from storage.postgres.database import Database, why
from storage.postgres.database import opened as database_opened
from storage.postgres.leftovers import PostgresLeftovers
from storage.postgres.processes import PostgresProcesses
from storage.postgres.secrets import key
from storage.postgres.shelf import PostgresShelf, PostgresShowcase
from storage.postgres.turns import PostgresTurns

NOT_THERE: Final = "DATABASE_URL: the database cannot be opened: "
log = logging.getLogger(__name__)


class SharedStore:
    """Implements `Store`. `me` names the process, and no other one ever."""

    def __init__(self, database: Database, me: str, tickets: Tickets) -> None:
        self.database = database
        self.processes = PostgresProcesses(database, me)
        self.turns = PostgresTurns(database, me)
        self.leftovers = PostgresLeftovers(database)
        self.shelf = PostgresShelf(database)
        self.showcase = PostgresShowcase(database)
        self.belongings = PostgresBelongings(database)
        self.ledger = PostgresLedger(database)
        self._tickets = tickets
        self._engine: QueueEngine | None = None

    async def key(self, name: str) -> bytes:
        """The key of this name."""
        return await key(self.database, name)

    def engine(
        self, answering: Answering, errands: Errands, wall: Wall, seats: Seats
    ) -> QueueEngine:
        """The queue that all processes share."""

        def settle(turn: Turn) -> None:
            errands.start(answering.settle(turn), f"settling {turn.id}")

        room = seats, ModelDoor(wall.budget)
        self._engine = QueueEngine(
            self.processes, self._tickets, answering.run, settle, room
        )
        return self._engine

    async def trouble(self) -> str:
        """Whether it answers. Unlike all else, this does not wait for it to return."""
        try:
            async with self.database.pool.connection() as connection:
                await connection.execute("select 1")
        except psycopg.Error as error:
            return f"does not answer: {type(error).__name__}"
        return ""

    async def take_up(self) -> None:
        """Take tickets. What others left unfinished still has them, or gets some."""
        if self._engine is not None:
            await self._engine.start()


@asynccontextmanager
async def opened(url: str) -> AsyncIterator[SharedStore]:
    """The store in this database, in its newest shape. Raises StoreError."""
    me = f"{socket.gethostname()}-{os.getpid()}-{secrets.token_hex(4)}"
    async with AsyncExitStack() as stack:
        try:
            database = await stack.enter_async_context(database_opened(url))
        except psycopg.Error as error:
            raise StoreError(f"{NOT_THERE}{why(error, url)}.") from error
        tickets = Tickets(database.pool)
        await tickets.open()
        store = SharedStore(database, me, tickets)
        await store.processes.beat()
        stack.push_async_callback(store.processes.leave)
        yield store
