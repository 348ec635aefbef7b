"""Moves everything from SQLite to PostgreSQL, and makes sure that it arrived.

All rows are moved in one transaction; they are read again and compared by count and
hash before it is committed. The gallery is not moved: it is filled again from what has
arrived.
"""

import hashlib
import json
from collections.abc import AsyncIterator, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from sqlite_utils import Database as SqliteDatabase

from storage import owning
from storage.belongings import REGION
from storage.postgres.database import Connection, Database
from storage.worker import SqliteWorker


class MoveError(Exception):
    """Nothing was moved or changed; the text says why."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table, and the order in which both sides read it."""

    name: str
    columns: tuple[str, ...]
    order: str


TABLES: Final = (
    Table(
        "turns",
        (
            *("id", "claim", "team", "channel", "thread", '"user"', "ask_ts", "ask"),
            *("status", "parent", "message", "response", "sequence", "attempt"),
            *("answer", "settled", "aside", "handed_over", "created", "ended"),
            "names",
        ),
        "id",
    ),
    Table("threads", ("team", "channel", "ts", "current"), "team, channel, ts"),
    Table(
        "pictures",
        (
            *("turn", "number", "sha256", "format", "width", "height", "bytes"),
            *("quality", "revised_prompt", "file_id", "url", "beside", "place"),
            "sheet",
        ),
        "turn, number",
    ),
    Table("leftovers", ("file_id", "turn"), "file_id"),
    Table("legs", ("turn", "number", "response", "body", "asked"), "turn, number"),
    Table(
        "permissions",
        (
            *("team", "channel", "thread", "person", "server", "tool", "digest"),
            *("given_by", "reads", "given", "turn"),
        ),
        "team, channel, thread, person, server, tool",
    ),
    Table(
        "audit",
        (
            *("turn", "kind", "item", "at", '"user"', "server", "tool", "arguments"),
            "outcome",
        ),
        "turn, kind, item",
    ),
    Table(
        "taught",
        (
            *("id", "team", "channel", "kind", "name", "read_as", "sentence"),
            *("taught_by", "agreed_by", "made"),
        ),
        "id",
    ),
    Table(
        "taught_pictures",
        ("taught", "number", "sha256", "format", "width", "height"),
        "taught, number",
    ),
    Table("taught_leftovers", ("sha256",), "sha256"),
    Table("abandoned", ("response", "turn"), "response"),
    Table("secrets", ("name", "value"), "name"),
    Table(
        "form_files",
        ("file_id", "team", "until", "channel", "ts"),
        "file_id",
    ),
    Table("server_tools", ("label", "name", "digest"), "label, name"),
    Table(
        "connections",
        (
            *("team", "person", "label", "made_by", "made", "sealed", "generation"),
            "leased",
        ),
        "team, person, label",
    ),
    Table(
        "server_clients",
        ("issuer", "redirect", "scope", "sealed"),
        "issuer, redirect, scope",
    ),
)
BOOLEANS: Final = {"settled", "aside", "beside", "sheet", "reads"}
NUMBERS: Final = {"id", "turn", "number", "taught"}
TIMES: Final = {"created", "ended", "at"}
BATCH: Final = 1000
Row = tuple[Any, ...]


async def move(source: SqliteWorker, target: Database) -> dict[str, int]:
    """Move everything; return the number of rows in each table. Raises MoveError."""

    async def work(connection: Connection) -> dict[str, int]:
        await connection.execute("lock table turns in exclusive mode")
        await _must_be_empty(connection)
        await connection.execute(
            "delete from secrets; delete from server_tools; "
            "delete from connections; delete from server_clients"
        )
        return {table.name: await _table(source, connection, table) for table in TABLES}

    return await target.run(work)


async def refuse_unless_empty(target: Database) -> None:
    """Change nothing; raise MoveError if there are turns already."""
    await target.run(_must_be_empty)


async def pictures(source: SqliteWorker) -> list[str]:
    """The hashes of all pictures, of what was painted on them, and of those of
    names."""
    kept = "select sha256 from pictures union select sha256 from taught_pictures"
    sql = f"{kept} union {owning.PAINTED} order by 1"
    sql = sql.format(mask=REGION.format("mask"), notes=REGION.format("notes"))
    return await source.run(lambda db: [row[0] for row in db.execute(sql)])


async def _must_be_empty(connection: Connection) -> None:
    for table, what in (("turns", "turns"), ("taught", "characters or styles")):
        sql = f"select 1 from {table} limit 1"  # noqa: S608 -- our own names
        if await (await connection.execute(sql)).fetchone() is not None:
            raise MoveError(
                f"The target is not empty: give a database with no {what} in it."
            )


async def _table(source: SqliteWorker, connection: Connection, table: Table) -> int:
    names = ", ".join(table.columns)
    sent = hashlib.sha256()
    count = 0
    async with (
        connection.cursor() as cursor,
        cursor.copy(f"copy {table.name} ({names}) from stdin") as copy,
    ):
        async for rows in _read(source, table):
            for row in rows:
                await copy.write_row(row)
                sent.update(_line(row))
                count += 1
    if "id" in table.columns:
        await connection.execute(
            f"select setval(pg_get_serial_sequence('{table.name}', 'id'), "  # noqa: S608 -- our own names
            f"coalesce(max(id), 0) + 1, false) from {table.name}"
        )
    if (count, sent.hexdigest()) != await _arrived(connection, table):
        raise MoveError(f"The table {table.name} did not arrive as it was sent.")
    return count


async def _arrived(connection: Connection, table: Table) -> tuple[int, str]:
    """Compare what has arrived."""
    names = ", ".join(table.columns)
    collated = ", ".join(
        each if each in NUMBERS else f'{each} collate "C"'
        for each in table.order.split(", ")
    )
    sql = f"select {names} from {table.name} order by {collated}"  # noqa: S608 -- our own names
    found, count = hashlib.sha256(), 0
    async with connection.cursor("moved") as cursor:
        await cursor.execute(sql)
        async for row in cursor:
            found.update(_line(tuple(row.values())))
            count += 1
    return count, found.hexdigest()


async def _read(source: SqliteWorker, table: Table) -> AsyncIterator[list[Row]]:
    names = ", ".join(table.columns)
    sql = f"select {names} from {table.name} order by {table.order} limit ? offset ?"  # noqa: S608 -- our own names
    offset = 0

    def batch(db: SqliteDatabase) -> list[Mapping[str, Any]]:
        return list(db.query(sql, [BATCH, offset]))

    while rows := await source.run(batch):
        yield [_converted(row) for row in rows]
        offset += BATCH


def _converted(row: Mapping[str, Any]) -> Row:
    return tuple(_value(name, value) for name, value in row.items())


def _value(name: str, value: Any) -> Any:
    if value is None:
        return None
    if name in BOOLEANS:
        return bool(value)
    if name in TIMES:
        return datetime.fromisoformat(value).replace(tzinfo=UTC)
    return value.replace("\0", "") if isinstance(value, str) else value


def _line(row: Iterable[Any]) -> bytes:
    """A row in a form that is the same for both sides, however they store it."""
    return json.dumps([_plain(value) for value in row]).encode() + b"\n"


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return bytes(value).hex() if isinstance(value, bytes | memoryview) else value
