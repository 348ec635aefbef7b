"""Writes that must survive a loss of power wait for the disk, and no others do."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.core.errors import StoreFull
from bot.core.turn.turns import Turn
from storage.turns import SqliteTurns
from storage.worker import SqliteWorker
from tests.fakes import ask, turns_of_the_loop
from tests.storage.slow_disk import SlowDisk

KEY = "insert into secrets (name, value) values (?, x'00')"


@pytest.fixture
def disk() -> SlowDisk:
    return SlowDisk()


@pytest.fixture
async def worker(tmp_path: Path, disk: SlowDisk) -> AsyncIterator[SqliteWorker]:
    with closing(SqliteWorker(tmp_path / "a.db", disk)) as opened:
        yield opened
        disk.goes_on.set()


async def taken(turns: SqliteTurns, number: int = 1) -> Turn:
    turn = await turns.accept(ask(claim=f"T1/C1/{number}"))
    assert turn is not None
    return turn


async def kept(worker: SqliteWorker, name: str) -> None:
    await worker.run(lambda db: db.execute(KEY, [name]))


async def test_an_ask_is_taken_before_the_disk_has_it(
    worker: SqliteWorker, disk: SlowDisk
) -> None:
    """And others read and write meanwhile."""
    turns = SqliteTurns(worker)
    turn = await taken(turns)
    secured = asyncio.create_task(turns.secured())
    await turns.posted(turn.id, "2.0")
    found = await turns.get(turn.id)
    assert found is not None
    assert found.message == "2.0"
    assert not secured.done()
    disk.goes_on.set()
    await secured


async def test_what_the_disk_has_when_an_ask_is_secured_has_the_ask(
    tmp_path: Path,
) -> None:
    """A loss of power in that moment leaves these two files."""
    lost = tmp_path / "lost"
    lost.mkdir()

    def copy() -> None:
        for name in ("a.db", "a.db-wal"):
            shutil.copy(tmp_path / name, lost / name)

    disk = SlowDisk(copy)
    disk.goes_on.set()
    with closing(SqliteWorker(tmp_path / "a.db", disk)) as worker:
        turn = await taken(SqliteTurns(worker))
        await SqliteTurns(worker).secured()
    with closing(SqliteWorker(lost / "a.db")) as worker:
        assert await SqliteTurns(worker).get(turn.id) is not None


async def test_the_log_of_a_linked_database_is_the_one_that_is_written(
    tmp_path: Path,
) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link.db").symlink_to(tmp_path / "real" / "a.db")
    with closing(SqliteWorker(tmp_path / "link.db")) as worker:
        await kept(worker, "a")
        assert (tmp_path / "real" / "a.db-wal").stat().st_size


async def test_a_turn_begins_when_its_ask_is_on_the_disk(
    worker: SqliteWorker, disk: SlowDisk
) -> None:
    """Nothing is spent on one that could be lost."""
    turns = SqliteTurns(worker)
    begun = asyncio.create_task(turns.begin((await taken(turns)).id))
    await turns_of_the_loop()
    assert not begun.done()
    disk.goes_on.set()
    assert (await begun).attempt == 1


async def test_a_turn_begins_though_the_disk_cannot_have_its_ask(
    worker: SqliteWorker, disk: SlowDisk
) -> None:
    """Slack is not told that it came, but the person has seen it."""
    disk.broken = True
    disk.goes_on.set()
    turns = SqliteTurns(worker)
    turn = await taken(turns)
    with pytest.raises(StoreFull):
        await turns.secured()
    assert (await turns.begin(turn.id)).attempt == 1


async def test_a_disk_that_failed_is_tried_again(
    worker: SqliteWorker, disk: SlowDisk
) -> None:
    disk.broken = True
    disk.goes_on.set()
    turns = SqliteTurns(worker)
    await taken(turns)
    for _ in range(2):
        with pytest.raises(StoreFull):
            await turns.secured()
    disk.broken = False
    await turns.secured()
    assert disk.calls == 3
    await turns.secured()
    assert disk.calls == 3


async def test_what_was_changed_is_on_the_disk_when_it_is_said_so(
    worker: SqliteWorker, disk: SlowDisk
) -> None:
    changed = asyncio.create_task(kept(worker, "a"))
    count = "select count(*) from secrets"
    while not await worker.run(lambda db: db.execute(count).fetchone()[0]):
        assert not changed.done()
    await turns_of_the_loop()
    assert not changed.done()
    disk.goes_on.set()
    await changed
    assert disk.calls == 1


async def test_those_who_come_while_the_disk_is_busy_wait_for_it_together(
    worker: SqliteWorker, disk: SlowDisk
) -> None:
    first = asyncio.create_task(kept(worker, "a"))
    while not disk.calls:  # noqa: ASYNC110 -- it is called in a thread
        await asyncio.sleep(0)
    others = [asyncio.create_task(kept(worker, name)) for name in "bcdef"]
    for _ in others:
        await worker.run(lambda db: None)
    disk.goes_on.set()
    await asyncio.gather(first, *others)
    assert disk.calls == 2


async def test_light_work_does_not_trouble_the_disk(
    worker: SqliteWorker, disk: SlowDisk
) -> None:
    await worker.lightly(lambda db: db.execute(KEY, ["a"]))
    await worker.run(lambda db: None)
    await worker.caught_up()
    assert disk.calls == 0
