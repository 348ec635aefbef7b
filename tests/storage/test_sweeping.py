"""Deleted data is overwritten, or at least can be."""

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

from storage.belongings import SqliteBelongings
from storage.postgres.belongings import PostgresBelongings
from storage.postgres.database import opened
from storage.postgres.turns import PostgresTurns
from storage.turns import SqliteTurns
from storage.worker import SqliteWorker
from tests.fakes import ask
from tests.postgres_server import new_database


async def test_the_room_of_rows_that_were_forgotten_is_given_free() -> None:
    """The server counts a table's rows when it vacuums it, and not before."""
    count = "select reltuples from pg_class where relname = 'turns'"
    async with opened(await new_database()) as database:
        await PostgresTurns(database).accept(ask())
        [before] = await database.rows(count)
        assert await PostgresBelongings(database).sweep() == ""
        [after] = await database.rows(count)
    assert (before["reltuples"], after["reltuples"]) == (-1, 1)


async def test_the_log_is_emptied_while_the_bot_has_the_file_open(
    tmp_path: Path,
) -> None:
    """And the bot goes on in it."""
    path, log = tmp_path / "a.db", tmp_path / "a.db-wal"
    with closing(SqliteWorker(path)) as bot, closing(SqliteWorker(path)) as command:
        await SqliteTurns(bot).accept(ask("a zebra"))
        await SqliteTurns(bot).secured()
        assert b"a zebra" in log.read_bytes()
        assert await SqliteBelongings(command).sweep() == ""
        assert log.read_bytes() == b""
        turn = await SqliteTurns(bot).accept(ask("a fox", claim="2"))
        assert turn is not None
        assert await SqliteTurns(command).get(turn.id) == turn


async def test_who_reads_all_the_while_keeps_the_log_from_that_and_it_is_told(
    tmp_path: Path,
) -> None:
    path = tmp_path / "a.db"
    with (
        closing(SqliteWorker(path)) as worker,
        closing(sqlite3.connect(path)) as reader,
    ):
        await SqliteTurns(worker).accept(ask())
        reader.execute("begin")
        reader.execute("select * from turns").fetchone()
        await SqliteTurns(worker).accept(ask(claim="2"))
        await worker.lightly(lambda db: db.execute("pragma busy_timeout = 10"))
        assert "reading" in await SqliteBelongings(worker).sweep()
        reader.rollback()
        assert await SqliteBelongings(worker).sweep() == ""


def test_what_is_deleted_from_the_file_is_overwritten(tmp_path: Path) -> None:
    """However this SQLite was built."""
    with closing(SqliteWorker(tmp_path / "a.db")) as worker:
        found = asyncio.run(
            worker.run(lambda db: db.execute("pragma secure_delete").fetchone()[0])
        )
    assert found == 1
