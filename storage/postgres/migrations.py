"""Takes the steps to the tables in PostgreSQL, and the queue's beside them.

All processes that start at the same moment come here; one does the work, and the others
wait for it.
"""

import hashlib
from importlib import resources
from typing import Any, Final

from psycopg import AsyncConnection
from psycopg.rows import DictRow

from storage.postgres.steps import ANEW, BESIDE_QUEUE, STEPS

LOCK: Final = 0x0DA12C00  # any number that nobody else takes
Connection = AsyncConnection[DictRow]


async def migrate(connection: Connection) -> None:
    """Do the steps that are not done yet. The connection commits by itself."""
    await connection.execute("select pg_advisory_lock(%s)", [LOCK])
    try:
        async with connection.transaction():
            await _migrate(connection)
    finally:
        await connection.execute("select pg_advisory_unlock(%s)", [LOCK])


async def _migrate(connection: Connection) -> None:
    await connection.execute(
        "create table if not exists shape (step text primary key, "
        "done timestamptz not null default now())"
    )
    rows = await (await connection.execute("select step from shape")).fetchall()
    done = {str(row["step"]) for row in rows}
    for name, sql in (STEPS | _queue(done) | BESIDE_QUEUE | _anew()).items():
        if name not in done:
            await connection.execute(sql)
            await connection.execute("insert into shape (step) values (%s)", [name])


def _anew() -> dict[str, str]:
    """The steps whose names contain a hash of their text."""
    return {
        f"{name} {hashlib.sha256(sql.encode()).hexdigest()[:12]}": sql
        for name, sql in ANEW.items()
    }


def _queue(done: set[str]) -> dict[str, str]:
    """The queue's steps: its complete schema first, then the later additions.

    Additions that the complete schema contains already are marked as done by a step
    that does nothing.
    """
    folder: Any = resources.files("procrastinate.sql")
    files = sorted(
        (each for each in (folder / "migrations").iterdir() if each.suffix == ".sql"),
        key=lambda each: each.name,
    )
    known = {f"queue {each.name}": each.read_text("utf-8") for each in files}
    if "queue" in done:
        return known
    whole = (folder / "schema.sql").read_text("utf-8")
    return {"queue": whole} | dict.fromkeys(known, "select 1")
