"""Everything in one file of SQLite and a folder, for one process."""

import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from pathlib import Path

from bot.adapters.hanging.address import MemoryShowcase
from bot.adapters.shelf import DiskShelf
from bot.core.again import Again
from bot.core.answering import Answering
from bot.core.board import Board
from bot.core.door import ModelDoor
from bot.core.errands import Errands
from bot.core.lanes import Lanes
from bot.core.room import Room, Seats
from bot.core.thread import ThreadKey
from bot.core.turns import Status
from bot.core.wall import Wall
from bot.stores.store import StoreError
from storage.belongings import SqliteBelongings
from storage.budgets import SqliteLedger, ledger_in
from storage.leftovers import SqliteLeftovers
from storage.secrets import key
from storage.turns import SqliteTurns
from storage.worker import SqliteWorker


class EmbeddedStore:
    """Implements `Store`."""

    def __init__(
        self, worker: SqliteWorker, pictures: Path, ledger: SqliteLedger
    ) -> None:
        self.turns = SqliteTurns(worker)
        self.leftovers = SqliteLeftovers(worker)
        self.shelf = DiskShelf(pictures)
        self.showcase = MemoryShowcase()
        self.belongings = SqliteBelongings(worker)
        self.ledger = ledger
        self.worker = worker
        self._crew: tuple[Lanes, Answering, Errands] | None = None

    async def key(self, name: str) -> bytes:
        """The key of this name."""
        return await key(self.worker, name)

    def engine(
        self, answering: Answering, errands: Errands, wall: Wall, seats: Seats
    ) -> Lanes:
        """Lanes in memory; the journal is what outlives them."""
        room = Room(seats, ModelDoor(wall.budget))
        lanes = Lanes(Again(answering.run, self.turns), room)
        board = Board(wall, lanes, errands)
        room.moved, lanes.joined, lanes.left = board.moved, board.joined, board.left
        self._crew = lanes, answering, errands
        return lanes

    async def trouble(self) -> str:
        """Whether the file can be read; what waits in the one thread is waited for."""
        try:
            await self.turns.knows(ThreadKey("", "", ""))
        except sqlite3.Error as error:
            return f"cannot be read: {type(error).__name__}"
        return ""

    async def take_up(self) -> None:
        """Go on where the last process was stopped or killed."""
        if self._crew is None:
            return
        lanes, answering, errands = self._crew
        for turn in await self.turns.unfinished():
            if turn.status is Status.SHOWN:
                errands.start(answering.settle(turn), f"settling {turn.id}")
            else:
                await lanes.submit(turn)


@asynccontextmanager
async def opened(file: Path, pictures: Path) -> AsyncIterator[EmbeddedStore]:
    """The store in this file. Raises StoreError."""
    try:
        worker = SqliteWorker(file)
    except (OSError, sqlite3.Error) as error:
        sentence = f"DATABASE_URL: the file {file} cannot be opened: {error}."
        raise StoreError(sentence) from error
    with closing(worker):
        async with ledger_in(worker) as ledger:
            yield EmbeddedStore(worker, pictures, ledger)
