"""Pictures that a killed process left on the shelf, and that nothing names."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.core.turn.turns import Answer, KeptPicture, Outcome
from bot.stores.begun import kept_in
from bot.stores.embedded import EmbeddedStore, opened
from storage.postgres import database as postgres
from storage.postgres.database import Database
from storage.postgres.shelf import PostgresShelf
from storage.postgres.turns import PostgresTurns
from tests.fakes import ask
from tests.postgres_server import new_database


async def kept(store: EmbeddedStore, data: bytes) -> str:
    """A picture with a turn that has it."""
    turn = await store.turns.accept(ask())
    assert turn is not None
    await store.turns.begin(turn.id)
    sha256 = await store.shelf.keep(data)
    await store.turns.answered(turn.id, Answer(Outcome.DONE, pictures=(of(sha256),)))
    return sha256


def of(sha256: str) -> KeptPicture:
    return KeptPicture(sha256, "png", 1, 1, 5)


async def test_what_a_kill_left_is_dropped_at_the_next_start(tmp_path: Path) -> None:
    """What has a turn stays, and so does what this process has not noted."""
    file, pictures = tmp_path / "darkroom.db", tmp_path / "pictures"
    async with opened(file, pictures) as store:
        named = await kept(store, b"a fox")
        lost = await store.shelf.keep(b"an owl")
    (pictures / "ff").mkdir(exist_ok=True)
    other = "f" * 64
    (pictures / "ff" / other).write_bytes(b"of another Darkroom")
    async with opened(file, pictures) as store:
        assert await store.shelf.read(lost) == b"an owl"
        await store.take_up()
        assert await store.shelf.read(lost) is None
        assert await store.shelf.read(named) == b"a fox"
        assert await store.shelf.read(other)


async def test_an_orderly_end_leaves_nothing_behind(tmp_path: Path) -> None:
    """So what is put in the place of the database later is no reason to drop any."""
    file, pictures = tmp_path / "darkroom.db", tmp_path / "pictures"
    async with opened(file, pictures) as store:
        await store.take_up()
        named = await kept(store, b"a fox")
        lost = await store.shelf.keep(b"an owl")
    async with opened(tmp_path / "other.db", pictures) as store:
        await store.take_up()
        assert await store.shelf.read(lost) is None
        assert await store.shelf.read(named) == b"a fox"
    assert not kept_in(file).exists()


@pytest.fixture
async def database() -> AsyncIterator[Database]:
    async with postgres.opened(await new_database()) as database:
        yield database


async def test_postgres_drops_what_nothing_has_named_for_a_day(
    database: Database,
) -> None:
    """But nothing that a process has kept since, and may be about to name."""
    shelf, turns = PostgresShelf(database), PostgresTurns(database, "me")
    turn = await turns.accept(ask())
    assert turn is not None
    await turns.begin(turn.id)
    data = {"named": b"a fox", "lost": b"an owl", "again": b"a cat", "new": b"a dog"}
    names = {what: await shelf.keep(each) for what, each in data.items()}
    named = Answer(Outcome.DONE, pictures=(of(names["named"]),))
    await turns.answered(turn.id, named)
    old = "update shelf set made = now() - interval '2 days' where sha256 <> %s"
    await database.execute(old, [names["new"]])
    await shelf.keep(data["again"])
    await shelf.drop_unnamed()
    left = {what for what, sha256 in names.items() if await shelf.read(sha256)}
    assert left == {"named", "again", "new"}
