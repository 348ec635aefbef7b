"""The statements on turns that several calls share."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any, Final

from bot.core.asks import FROM_SCRATCH, Ask
from bot.core.errors import Overtaken
from bot.core.thread import ThreadKey
from bot.core.turns import Print, Turn
from storage import rows
from storage.postgres.database import Connection

OPEN: Final = "status <> 'shown' or not settled"
LINEAGE: Final = """
    with recursive line (id, parent) as (
        select id, parent from turns where id = %s
        union select t.id, t.parent from turns t join line on t.id = line.parent
    )
    select t.* from turns t join line on t.id = line.id order by t.id
"""


async def find(connection: Connection, where: str, args: Sequence[Any]) -> list[Turn]:
    """The turns that a condition holds for, in the order of asking."""
    sql = f"select * from turns where {where} order by id"  # noqa: S608 -- our own words
    return await values(connection, sql, args)


async def values(connection: Connection, sql: str, args: Sequence[Any]) -> list[Turn]:
    """The turns that a statement gives, with their pictures."""
    found = await (await connection.execute(sql, args)).fetchall()
    prints = await _prints(connection, [row["id"] for row in found if row["answer"]])
    return [rows.turn(row, prints.get(row["id"], [])) for row in found]


async def must(connection: Connection, turn: int) -> Turn:
    """The turn; no other transaction changes it until this one ends."""
    sql = "select * from turns where id = %s for update"
    found = await values(connection, sql, [turn])
    if not found:
        raise LookupError(f"there is no turn {turn}")
    return found[0]


async def put(
    connection: Connection,
    turn: int,
    columns: Mapping[str, Any],
    attempt: int | None = None,
) -> None:
    """Change a turn; with `attempt`, only while no later one has begun."""
    marks = ", ".join(f"{name} = %s" for name in columns)
    sql = f"update turns set {marks} where id = %s and attempt = coalesce(%s, attempt)"  # noqa: S608 -- our own names
    done = await connection.execute(sql, [*columns.values(), turn, attempt])
    if done.rowcount == 0 and attempt is not None:
        raise Overtaken(f"turn {turn} went on elsewhere after attempt {attempt}")


async def know(connection: Connection, thread: ThreadKey) -> None:
    """The thread is ours from now on."""
    await connection.execute(
        "insert into threads (team, channel, ts) values (%s, %s, %s) "
        "on conflict do nothing",
        [thread.team, thread.channel, thread.ts],
    )


async def choose(connection: Connection, thread: ThreadKey, turn: int | None) -> None:
    """Make a turn the one that the thread's next reply builds on."""
    await connection.execute(
        "update threads set current = %s where team = %s and channel = %s and ts = %s",
        [turn, thread.team, thread.channel, thread.ts],
    )


async def parent(connection: Connection, ask: Ask) -> int | None:
    """The turn that an ask builds on, if it begins now."""
    if ask.onto is not None:
        return None if ask.onto == FROM_SCRATCH else ask.onto
    found = await connection.execute(
        "select current from threads where team = %s and channel = %s and ts = %s",
        [ask.thread.team, ask.thread.channel, ask.thread.ts],
    )
    row = await found.fetchone()
    return row["current"] if row else None


async def keep_prints(
    connection: Connection, turn: int, prints: Sequence[Print]
) -> None:
    """Note the pictures and how they hang."""
    for number, drawn in enumerate(prints):
        columns = {"turn": turn, "number": number, **asdict(drawn)}
        names, marks = ", ".join(columns), ", ".join(["%s"] * len(columns))
        news = ", ".join(f"{name} = excluded.{name}" for name in columns)
        await connection.execute(
            f"insert into pictures ({names}) values ({marks}) "  # noqa: S608 -- our own names
            f"on conflict (turn, number) do update set {news}",
            [_storable(value) for value in columns.values()],
        )


def _storable(value: Any) -> Any:
    """PostgreSQL keeps no text with a NUL in it."""
    return value.replace("\0", "") if isinstance(value, str) else value


async def _prints(
    connection: Connection, turns: Sequence[int]
) -> dict[int, list[rows.Row]]:
    found: dict[int, list[rows.Row]] = {}
    if turns:
        sql = "select * from pictures where turn = any(%s) order by turn, number"
        async for row in await connection.execute(sql, [list(turns)]):
            found.setdefault(row["turn"], []).append(row)
    return found
