"""From SQLite to PostgreSQL: everything arrives, or nothing does."""

from collections.abc import AsyncIterator, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from bot.core.turn.options import Options
from bot.core.turn.regions import Region
from bot.core.turn.taught import NameKind, NamePicture, Taught
from bot.core.turn.turns import Answer, KeptPicture, Outcome
from storage.postgres import moving
from storage.postgres.database import Database, opened
from storage.postgres.secrets import key as new_key
from storage.postgres.taught import PostgresTaughtNames
from storage.postgres.temporary_files import PostgresTemporaryFiles
from storage.postgres.turns import PostgresTurns
from storage.secrets import key
from storage.taught import SqliteTaughtNames
from storage.temporary_files import SqliteTemporaryFiles
from storage.turns import SqliteTurns
from storage.worker import SqliteWorker
from tests.fakes import THREAD, ask
from tests.postgres_server import new_database

PICTURE = KeptPicture("a" * 64, "png", 1, 2, 3, "high", "ein „roter“ Fuchs", "F1")
DONE = Answer(Outcome.DONE, pictures=(PICTURE,), response="resp_1", seconds=1.5)


@pytest.fixture
async def target() -> AsyncIterator[Database]:
    async with opened(await new_database()) as database:
        yield database


@pytest.fixture
def source(tmp_path: Path) -> Iterator[SqliteWorker]:
    with closing(SqliteWorker(tmp_path / "old.db")) as worker:
        yield worker


async def fill(source: SqliteWorker, many: int = 3) -> SqliteTurns:
    turns = SqliteTurns(source)
    for number in range(many):
        turn = await turns.accept(
            ask(f"Füchse\n{number}", claim=f"claim {number % 2}/{number}")
        )
        assert turn is not None
        if number == 0:
            await turns.begin(turn.id)
            await turns.posted(turn.id, "1.1")
            await turns.answered(turn.id, DONE)
            await turns.shown(turn.id, (PICTURE,), settled=True)
            await SqliteTemporaryFiles(source).lent(turn.id, "F9")
    return turns


async def test_every_turn_arrives_as_it_was(
    source: SqliteWorker, target: Database
) -> None:
    old = await fill(source)
    person = await key(source, "person")
    counts = await moving.move(source, target)
    new = PostgresTurns(target)
    for number in (1, 2, 3):
        assert await new.get(number) == await old.get(number)
    assert counts["turns"] == 3
    assert await new.knows(THREAD)
    assert await new_key(target, "person") == person
    assert await PostgresTemporaryFiles(target).outstanding(1) == ["F9"]
    assert await moving.pictures(source) == ["a" * 64]


async def test_what_was_painted_goes_along(source: SqliteWorker) -> None:
    region = Region(1024, 1024, mask="c" * 64, notes="b" * 64)
    options = Options(region=region)
    await SqliteTurns(source).accept(replace(ask(), options=options))
    assert await moving.pictures(source) == ["b" * 64, "c" * 64]


async def test_what_comes_after_gets_numbers_of_its_own(
    source: SqliteWorker, target: Database
) -> None:
    await fill(source)
    await moving.move(source, target)
    turn = await PostgresTurns(target).accept(replace(ask(), claim="new"))
    assert turn is not None
    assert turn.id == 4
    assert (await PostgresTurns(target).begin(4)).parent == 1


async def test_nothing_is_moved_into_a_database_with_turns(
    source: SqliteWorker, target: Database
) -> None:
    await fill(source)
    await PostgresTurns(target).accept(ask())
    with pytest.raises(moving.MoveError, match="not empty"):
        await moving.move(source, target)
    assert await PostgresTurns(target).get(2) is None


async def test_what_arrives_otherwise_is_not_kept(
    source: SqliteWorker, target: Database
) -> None:
    """Here something on the other side changes what is written."""
    await fill(source)
    await target.execute(
        "create function cut() returns trigger language plpgsql as "
        "'begin new.file_id := lower(new.file_id); return new; end'"
    )
    await target.execute(
        "create trigger cut before insert on leftovers "
        "for each row execute function cut()"
    )
    with pytest.raises(moving.MoveError, match="leftovers"):
        await moving.move(source, target)
    assert await PostgresTurns(target).get(1) is None


async def test_many_rows_go_in_several_loads(
    source: SqliteWorker, target: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(moving, "BATCH", 2)
    await fill(source, 5)
    assert (await moving.move(source, target))["turns"] == 5


async def test_names_arrive_with_their_ids_and_pictures(
    source: SqliteWorker, target: Database
) -> None:
    picture = NamePicture("d" * 64, "png", 8, 9)
    fox = Taught("T1", NameKind.CHARACTER, "Füchslein", "Rot", (picture,), "U1")
    old, new = SqliteTaughtNames(source), PostgresTaughtNames(target)
    gone = await old.teach(fox, 9, 9)
    await old.forget(gone.id)
    kept = await old.teach(fox, 9, 9)
    await moving.move(source, target)
    assert await new.of_team("T1") == [kept]
    assert await moving.pictures(source) == ["d" * 64]
    next_one = await new.teach(replace(fox, name="Hase"), 9, 9)
    assert next_one.id == kept.id + 1
    with pytest.raises(moving.MoveError, match="characters or styles"):
        await moving.refuse_unless_empty(target)
