"""SQLite alone: one file on a disk, its shape, its transactions and its one thread."""

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlite_utils import Database

from bot.core.gallery.filling import Filling
from bot.core.turn.gallery import GallerySearch
from bot.core.turn.turns import Answer, KeptPicture, Outcome
from storage.gallery import SqliteGallery
from storage.gallery_filling import SqliteGalleryFilling
from storage.migrations import migrations
from storage.rows import answer_text, ask_text
from storage.secrets import key
from storage.troubles import NoFts5
from storage.turns import SqliteTurns
from storage.worker import SqliteWorker
from tests.fakes import ask

DONE = Answer(
    Outcome.DONE, pictures=(KeptPicture("a" * 64, "png", 1, 1, 1),), response="r"
)


async def test_a_file_that_is_opened_again_has_everything(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "er" / "journal.db"
    with closing(SqliteWorker(path)) as worker:
        turn = await SqliteTurns(worker).accept(ask("a fox"))
        assert turn is not None
        await SqliteTurns(worker).begin(turn.id)
        await SqliteTurns(worker).answered(turn.id, DONE)
        made = await key(worker, "person")
    with closing(SqliteWorker(path)) as worker:
        found = await SqliteTurns(worker).get(turn.id)
        assert found is not None
        assert found.answer == DONE
        assert await SqliteTurns(worker).accept(ask("a fox")) is None
        assert await key(worker, "person") == made


async def test_each_key_is_long_and_another_one(tmp_path: Path) -> None:
    with closing(SqliteWorker(tmp_path / "a.db")) as worker:
        one, two = await key(worker, "person"), await key(worker, "pictures")
    assert len(one) == len(two) == 32
    assert one != two


def test_every_step_of_the_shape_leads_on_from_the_one_before(tmp_path: Path) -> None:
    """However far an older version had come."""
    names = [step.name for step in migrations.pending(Database(memory=True))]
    for upto in names:
        db = Database(tmp_path / f"{upto}.db")
        migrations.apply(db, stop_before=upto)
        migrations.apply(db)
        tables = {"turns", "threads", "pictures", "leftovers", "secrets"}
        assert tables <= set(db.table_names())
        assert not list(migrations.pending(db))
        db.close()


async def test_work_that_fails_leaves_nothing_behind(tmp_path: Path) -> None:
    """All of it, or nothing."""
    with closing(SqliteWorker(tmp_path / "a.db")) as worker:

        def half(db: Database) -> None:
            db.execute("insert into secrets (name, value) values ('a', x'00')")
            raise RuntimeError("in the middle")

        with pytest.raises(RuntimeError):
            await worker.run(half)
        count = "select count(*) from secrets"
        assert await worker.run(lambda db: db.execute(count).fetchone()[0]) == 0


async def test_what_is_committed_is_seen_by_another_connection(tmp_path: Path) -> None:
    """When `accept` returns, the ask would survive the process."""
    path = tmp_path / "a.db"
    with closing(SqliteWorker(path)) as worker:
        await SqliteTurns(worker).accept(ask())
        with closing(sqlite3.connect(path)) as other:
            assert other.execute("select count(*) from turns").fetchone() == (1,)
            assert other.execute("pragma journal_mode").fetchone() == ("wal",)


async def test_a_caller_that_is_cancelled_does_not_undo_its_work(
    tmp_path: Path,
) -> None:
    with closing(SqliteWorker(tmp_path / "a.db")) as worker:
        turns = SqliteTurns(worker)
        task = asyncio.ensure_future(turns.accept(ask()))
        await asyncio.sleep(0)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        assert await turns.get(1) is not None


def connected(path: Path) -> sqlite3.Connection:
    """A connection of another process, for use in the worker's thread."""
    return sqlite3.connect(path, isolation_level=None, check_same_thread=False)


async def test_what_another_process_writes_in_between_is_no_failure(
    tmp_path: Path,
) -> None:
    """A command may change the file while the bot has read and not yet written."""
    path, add = tmp_path / "a.db", "insert into secrets (name, value) values (?, x'00')"
    count = "select count(*) from secrets"
    with (
        closing(SqliteWorker(path)) as worker,
        closing(connected(path)) as other,
    ):
        names = iter("a")

        def work(db: Database) -> int:
            found = int(db.execute(count).fetchone()[0])
            for name in names:
                other.execute(add, [name])
                break
            db.execute(add, ["ours"])
            return found

        assert await worker.run(work) == 1
        assert other.execute(count).fetchone() == (2,)


async def test_what_another_process_is_writing_is_waited_for(tmp_path: Path) -> None:
    """Also by work that has read already: SQLite itself would give up at once."""
    path, add = tmp_path / "a.db", "insert into secrets (name, value) values (?, x'00')"
    found_busy = asyncio.Event()
    tell = asyncio.get_running_loop().call_soon_threadsafe
    with (
        closing(SqliteWorker(path)) as worker,
        closing(connected(path)) as other,
    ):

        def work(db: Database) -> int:
            found = int(db.execute("select count(*) from secrets").fetchone()[0])
            try:
                db.execute(add, ["ours"])
            except sqlite3.OperationalError:
                tell(found_busy.set)
                raise
            return found

        other.execute("begin immediate")
        other.execute(add, ["theirs"])
        working = asyncio.create_task(worker.run(work))
        await asyncio.wait(
            {working, asyncio.create_task(found_busy.wait())},
            return_when=asyncio.FIRST_COMPLETED,
        )
        other.execute("commit")
        assert await working == 1


def test_a_sqlite_without_full_text_search_is_told_of_before_anything_is_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.worker.FTS5", "fts4711")
    with pytest.raises(NoFts5, match="built without FTS5"):
        SqliteWorker(tmp_path / "a.db")
    assert not Database(tmp_path / "a.db").table_names()


async def test_a_file_of_the_version_before_keeps_everything_and_is_filled(
    tmp_path: Path,
) -> None:
    """Its turns are stored without a gallery."""
    file = tmp_path / "a.db"
    with closing(Database(file)) as db:
        migrations.apply(db, stop_before="m029_gallery")
        db.execute(
            "insert into turns (id, claim, team, channel, thread, user, ask_ts, ask, "
            "status, answer) values (7, 'c', 'T1', 'C1', '1.1', 'U1', '1.1', ?, "
            "'shown', ?)",
            [ask_text(ask("a fox")), answer_text(Answer(Outcome.DONE))],
        )
        db.execute(
            "insert into pictures (turn, number, sha256, format, width, height, bytes, "
            "quality, revised_prompt) values (7, 0, 'a', 'png', 1, 1, 1, '', 'russet')"
        )
        db.conn.commit()
    with closing(SqliteWorker(file)) as worker:
        gallery = SqliteGallery(worker)
        search = GallerySearch("T1", "U2", frozenset({"C1"}), words="russet fox")
        assert (await gallery.search(search)).filling
        assert await Filling(SqliteGalleryFilling(worker)).once() == 1
        [found] = (await gallery.search(search)).pictures
        assert (found.turn, found.words) == (7, "a fox")
