"""A file of SQLite that takes nothing more, is damaged, or was cut to nothing."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.core.errors import StoreFull
from bot.stores import StoreError
from bot.stores.alone import alone
from bot.stores.embedded import opened
from storage.turns import SqliteTurns
from storage.worker import SqliteWorker
from tests.fakes import ask


async def full(worker: SqliteWorker) -> None:
    """The file may not grow any more, and what is free in it is used up."""

    def fill(db: sqlite3.Connection) -> None:
        [pages] = db.execute("PRAGMA page_count").fetchone()
        db.execute(f"PRAGMA max_page_count = {pages}")

    await worker.run(fill)  # type: ignore[arg-type] # a database executes as well


async def test_a_full_database_is_told_in_our_own_words(tmp_path: Path) -> None:
    with closing(SqliteWorker(tmp_path / "a.db")) as worker:
        assert await worker.room() == ""
        await full(worker)
        assert "has reached its largest size" in await worker.room()
        with pytest.raises(StoreFull, match="full"):
            await SqliteTurns(worker).accept(ask("a fox" * 10_000))
        assert await SqliteTurns(worker).get(1) is None


async def said(file: Path) -> str:
    with pytest.raises(StoreError) as raised:
        async with opened(file, file.parent / "pictures"):
            pass
    return raised.value.sentence


async def begun(file: Path) -> None:
    """A Darkroom that ran, and ended in an orderly way."""
    with alone(file):
        async with opened(file, file.parent / "pictures") as store:
            for number in range(200):
                await store.turns.accept(ask("a fox" * 100, claim=str(number)))


async def test_a_database_with_a_damaged_page_is_one_sentence(tmp_path: Path) -> None:
    file = tmp_path / "a.db"
    await begun(file)
    size = file.stat().st_size
    with file.open("r+b") as spoiled:
        spoiled.seek(4096 * 3)
        spoiled.write(b"\xff" * (size - 4096 * 3))
    sentence = await said(file)
    assert "is damaged" in sentence
    assert "backup" in sentence


async def test_what_is_no_database_is_one_sentence(tmp_path: Path) -> None:
    file = tmp_path / "a.db"
    file.write_bytes(b"Dear diary, " * 1000)
    assert "or is not a database" in await said(file)


async def test_a_database_that_was_cut_to_nothing_is_told(tmp_path: Path) -> None:
    file = tmp_path / "a.db"
    await begun(file)
    os.truncate(file, 0)
    assert "is empty" in await said(file)
    assert file.stat().st_size == 0


async def test_pictures_tell_of_a_database_that_an_older_version_made(
    tmp_path: Path,
) -> None:
    file = tmp_path / "a.db"
    file.touch()
    (tmp_path / "pictures" / "ab").mkdir(parents=True)
    (tmp_path / "pictures" / "ab" / ("ab" * 32)).write_bytes(b"a fox")
    assert "is empty" in await said(file)


async def test_an_empty_file_that_nobody_began_is_a_new_one(tmp_path: Path) -> None:
    """As somebody makes it who mounts it into a container."""
    file = tmp_path / "a.db"
    file.touch()
    await begun(file)
    assert file.stat().st_size > 0


async def test_who_removes_the_file_begins_anew_and_is_told(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    file = tmp_path / "a.db"
    await begun(file)
    file.unlink()
    async with opened(file, tmp_path / "pictures") as store:
        assert await store.turns.get(1) is None
    assert "starts from scratch" in caplog.text


def test_a_file_is_one_file_by_whatever_name_it_is_reached(tmp_path: Path) -> None:
    file, link = tmp_path / "a.db", tmp_path / "elsewhere" / "b.db"
    link.parent.mkdir()
    link.symlink_to(file)
    with alone(file), pytest.raises(StoreError, match="another Darkroom"), alone(link):
        pass
    assert not (tmp_path / "elsewhere" / "b.db.lock").exists()
