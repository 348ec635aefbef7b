"""Turns with a gallery, on both engines, and somebody who draws."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, closing
from dataclasses import dataclass, replace
from pathlib import Path

from bot.core.belongings import Belongings
from bot.core.ports import Gallery, GalleryFilling, Turns
from bot.core.turn.options import Options
from bot.core.turn.taught import UsedName
from bot.core.turn.thread import ThreadKey
from bot.core.turn.turns import Answer, KeptPicture, Outcome, Turn
from storage.belongings import SqliteBelongings
from storage.gallery import SqliteGallery
from storage.gallery_filling import SqliteGalleryFilling
from storage.postgres.belongings import PostgresBelongings
from storage.postgres.database import opened
from storage.postgres.gallery import PostgresGallery
from storage.postgres.gallery_filling import PostgresGalleryFilling
from storage.postgres.turns import PostgresTurns
from storage.turns import SqliteTurns
from storage.worker import SqliteWorker
from tests.fakes import THREAD, ask
from tests.postgres_server import new_database

AS_BEFORE = ("delete from gallery", "update turns set indexed = 0")
"""Leaves everything as a version without a gallery would have."""
INDEX = "select pg_read_binary_file(pg_relation_filepath('gallery_words')) as bytes"


@dataclass(frozen=True)
class Archive:
    """Everything that a test of the gallery needs. `index` gives the index's bytes."""

    turns: Turns
    gallery: Gallery
    filling: GalleryFilling
    belongings: Belongings
    execute: Callable[[str], Awaitable[object]]
    index: Callable[[], Awaitable[bytes]]

    async def as_before(self) -> None:
        """Leave everything as a version without a gallery would have."""
        for statement in AS_BEFORE:
            await self.execute(statement)


@asynccontextmanager
async def in_sqlite(folder: Path) -> AsyncIterator[Archive]:
    file = folder / "archive.db"

    async def index() -> bytes:
        return file.read_bytes() + file.with_name(f"{file.name}-wal").read_bytes()

    with closing(SqliteWorker(file)) as worker:

        async def execute(statement: str) -> None:
            await worker.run(lambda db: db.execute(statement))

        yield Archive(
            SqliteTurns(worker),
            SqliteGallery(worker),
            SqliteGalleryFilling(worker),
            SqliteBelongings(worker),
            execute,
            index,
        )


@asynccontextmanager
async def in_postgres(_: Path) -> AsyncIterator[Archive]:
    async with opened(await new_database()) as database:

        async def index() -> bytes:
            await database.execute("checkpoint")
            [row] = await database.rows(INDEX)
            return bytes(row["bytes"])

        yield Archive(
            PostgresTurns(database),
            PostgresGallery(database),
            PostgresGalleryFilling(database),
            PostgresBelongings(database),
            database.execute,
            index,
        )


ARCHIVES: dict[str, Callable[[Path], AbstractAsyncContextManager[Archive]]] = {
    "sqlite": in_sqlite,
    "postgres": in_postgres,
}


def picture(number: int, **more: object) -> KeptPicture:
    """A picture that hangs."""
    sha256 = f"{number:064x}"
    return KeptPicture(sha256, "png", 1, 1, 1, file_id=f"F{number}", **more)  # type: ignore[arg-type] # a test names what it wants


class Drawing:
    """Draws pictures for whoever asks, one turn after the other."""

    def __init__(self, turns: Turns) -> None:
        self._turns, self._count = turns, 0

    async def __call__(
        self,
        words: str = "a fox",
        thread: ThreadKey = THREAD,
        user: str = "U1",
        answer: Answer | None = None,
        options: Options | None = None,
        names: tuple[UsedName, ...] = (),
    ) -> Turn:
        self._count += 1
        claim = f"{thread.team}/{thread.channel}/{self._count}"
        wanted = ask(words, claim=claim, options=options, wish=words)
        turn = await self._turns.accept(replace(wanted, thread=thread, user=user))
        assert turn is not None
        await self._turns.begin(turn.id)
        if names:
            await self._turns.named(turn.id, names)
        if answer is None:
            answer = Answer(Outcome.DONE, pictures=(picture(self._count),))
        await self._turns.answered(turn.id, answer)
        return turn
