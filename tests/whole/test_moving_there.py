"""`darkroom move` as somebody calls it, from a file to a database."""

import asyncio
import hashlib
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from click.testing import CliRunner, Result

from bot.__main__ import main
from bot.adapters.shelf import DiskShelf
from bot.core.turn.turns import Answer, KeptPicture, Outcome
from storage.postgres import moving
from storage.postgres.database import opened
from storage.turns import SqliteTurns
from storage.worker import SqliteWorker
from tests.fakes import ask
from tests.postgres_server import new_database

DATA = b"\x89PNG\r\n\x1a\nnearly a picture"
SHA256 = hashlib.sha256(DATA).hexdigest()


@pytest.fixture
def target() -> str:
    """A database with nothing in it."""
    return asyncio.run(new_database())


@pytest.fixture
def source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A journal with one picture, whose bytes are in a folder elsewhere."""
    monkeypatch.chdir(tmp_path)
    for name in ("PICTURES", "DATABASE_URL"):
        monkeypatch.delenv(name, raising=False)

    async def fill(worker: SqliteWorker) -> None:
        turns = SqliteTurns(worker)
        turn = await turns.accept(ask())
        assert turn is not None
        own = KeptPicture(SHA256, "png", 1, 1, len(DATA))
        await turns.begin(turn.id)
        await turns.answered(turn.id, Answer(Outcome.DONE, pictures=(own,)))
        await DiskShelf(tmp_path / "elsewhere").keep(DATA)

    with closing(SqliteWorker(tmp_path / "old.db")) as worker:
        asyncio.run(fill(worker))
    return f"sqlite:///{tmp_path}/old.db"


def moved(*args: str) -> Result:
    return CliRunner().invoke(main, ["move", *args])


def count(target: str, table: str) -> int:
    with psycopg.connect(target) as connection:
        row = connection.execute(f"select count(*) from {table}").fetchone()
    assert row is not None
    return int(row[0])


def test_the_folder_of_pictures_is_the_one_that_is_set(
    source: str, target: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PICTURES", str(tmp_path / "elsewhere"))
    done = moved("--from", source, "--to", target)
    assert done.exit_code == 0
    assert "1 pictures" in done.output
    assert "were left behind" not in done.output
    assert count(target, "shelf") == 1
    assert count(target, "gallery") == 1


def test_missing_pictures_stop_the_move(source: str, target: str) -> None:
    done = moved("--from", source, "--to", target)
    assert done.exit_code == 2
    assert "1 of 1 pictures" in done.output
    assert "--pictures" in done.output
    assert count(target, "turns") == 0


def test_a_picture_with_other_bytes_counts_as_missing(
    source: str, target: str, tmp_path: Path
) -> None:
    folder = tmp_path / "elsewhere"
    [file] = [each for each in folder.rglob("*") if each.is_file()]
    file.chmod(0o600)
    file.write_bytes(b"other")
    done = moved("--from", source, "--to", target, "--pictures", str(folder))
    assert done.exit_code == 2
    assert count(target, "turns") == 0


def test_with_the_flag_without_missing_the_move_leaves_them_behind(
    source: str, target: str
) -> None:
    done = moved("--from", source, "--to", target, "--without-missing")
    assert done.exit_code == 0
    assert "1 pictures were left behind" in done.output
    assert count(target, "turns") == 1


def test_a_refused_move_leaves_nothing_in_the_new_database(
    source: str, target: str, tmp_path: Path
) -> None:
    options = ("--from", source, "--to", target, "--pictures")
    with closing(SqliteWorker(tmp_path / "old.db")) as worker:
        asyncio.run(_taken(target, worker))
    refused = moved(*options, str(tmp_path / "elsewhere"))
    assert refused.exit_code == 2
    assert "not empty" in refused.output
    assert count(target, "shelf") == 0
    assert count(target, "secrets") == 1


async def _taken(target: str, source: SqliteWorker) -> None:
    """Rows without bytes, as by an installation that is there already."""
    async with opened(target) as database:
        await moving.move(source, database)
        await database.execute("insert into secrets values ('a key', '1')")


def test_without_to_the_move_goes_to_the_database_in_the_settings(
    source: str, target: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    nowhere = moved("--from", source, "--without-missing")
    assert nowhere.exit_code == 2
    assert "DATABASE_URL" in nowhere.output
    monkeypatch.setenv("DATABASE_URL", target)
    assert moved("--from", source, "--without-missing").exit_code == 0
    assert count(target, "turns") == 1
