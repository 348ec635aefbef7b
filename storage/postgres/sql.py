"""The statements on turns.

Each change is one statement, however many tables it touches: one round trip, and nobody
waits for a process that is frozen between two. Where a row was changed while it was
waited for, PostgreSQL looks at the condition once more.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, fields
from typing import Any, Final

from bot.core.asks import FROM_SCRATCH
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


ALIVE: Final = "8 s"
LIVES: Final = f"""exists (
    select 1 from processes
    where id = turns.runner and beat > now() - interval '{ALIVE}'
)"""  # noqa: S608 -- our own words
BEGIN: Final = f"""
    update turns set attempt = attempt + 1, runner = %(me)s,
        status = case when answer <> '' then 'answered' else 'running' end,
        parent = case
            when attempt > 0 then parent
            when ask::json ->> 'onto' is not null
                then nullif((ask::json ->> 'onto')::bigint, {FROM_SCRATCH})
            else (
                select current from threads
                where (threads.team, threads.channel, threads.ts)
                    = (turns.team, turns.channel, turns.thread)
            )
        end
    where id = %(turn)s and status <> 'shown'
        and not (runner <> %(me)s and {LIVES})
    returning *
"""  # noqa: S608 -- our own words
MAY_POST: Final = f"""
    update turns set poster = %(me)s, posting = now()
    where id = %(turn)s and message = '' and (
        poster = %(me)s or posting < now() - %(long)s::interval or not exists (
            select 1 from processes
            where id = poster and beat > now() - interval '{ALIVE}'
        )
    )
"""  # noqa: S608 -- our own words
HELD: Final = "id = %(turn)s and attempt = coalesce(%(attempt)s, attempt)"
POSTED: Final = f"""
    with noted as (
        update turns set message = %(message)s, thread = coalesce(%(thread)s, thread)
        where {HELD} and (%(attempt)s::bigint is not null or message = '')
        returning id
    ), opened as (
        insert into threads (team, channel, ts)
        select %(team)s, %(channel)s, %(thread)s from noted
        where %(thread)s::text is not null on conflict do nothing
    )
    select id from noted
"""  # noqa: S608 -- our own words
COLUMNS: Final = ", ".join(field.name for field in fields(Print))
KEPT: Final = f"""
    insert into pictures (turn, number, {COLUMNS})
    select noted.id, number, {COLUMNS}
    from noted, json_populate_recordset(null::pictures, %(prints)s::json)
    on conflict (turn, number) do update set
        ({COLUMNS}) = ({", ".join(f"excluded.{field.name}" for field in fields(Print))})
"""  # noqa: S608 -- our own names
ANSWERED: Final = f"""
    with noted as (
        update turns set answer = %(answer)s, status = 'answered' where {HELD}
        returning id, team, channel, thread
    ), gone as (
        delete from pictures using noted where turn = noted.id and number >= %(many)s
    ), kept as ({KEPT}), chosen as (
        update threads set current = noted.id from noted
        where (threads.team, threads.channel, threads.ts)
            = (noted.team, noted.channel, noted.thread) and %(done)s
    )
    select id from noted
"""  # noqa: S608 -- our own names
SHOWN: Final = f"""
    with noted as (
        update turns set status = 'shown', settled = %(settled)s,
            ended = coalesce(ended, now())
        where {HELD} returning id
    ), kept as ({KEPT})
    select id from noted
"""  # noqa: S608 -- our own names


async def find(connection: Connection, where: str, args: Sequence[Any]) -> list[Turn]:
    """The turns that a condition holds for, in the order of asking."""
    sql = f"select * from turns where {where} order by id"  # noqa: S608 -- our own words
    return await values(connection, sql, args)


async def values(connection: Connection, sql: str, args: Any) -> list[Turn]:
    """The turns that a statement gives, with their pictures."""
    found = await (await connection.execute(sql, args)).fetchall()
    return await with_pictures(connection, found)


async def with_pictures(
    connection: Connection, found: Sequence[rows.Row]
) -> list[Turn]:
    """Rows as turns; only those that are answered have pictures."""
    answered = [row["id"] for row in found if row["answer"]]
    prints = await _prints(connection, answered)
    return [rows.turn(row, prints.get(row["id"], [])) for row in found]


async def change(
    connection: Connection, statement: str, args: Mapping[str, Any]
) -> None:
    """Change a turn; with an attempt, only while no later one has begun."""
    done = await connection.execute(statement, args)
    if done.rowcount == 0 and args["attempt"] is not None:
        raise Overtaken(f"turn {args['turn']} went on elsewhere")


async def put(
    connection: Connection, turn: int, columns: Mapping[str, Any], attempt: int | None
) -> None:
    """Change columns of a turn."""
    marks = ", ".join(f"{name} = %({name})s" for name in columns)
    sql = f"update turns set {marks} where {HELD}"  # noqa: S608 -- our own names
    await change(connection, sql, {**columns, "turn": turn, "attempt": attempt})


async def choose(connection: Connection, thread: ThreadKey, turn: int | None) -> None:
    """Make a turn the one that the thread's next reply builds on."""
    await connection.execute(
        "update threads set current = %s where team = %s and channel = %s and ts = %s",
        [turn, thread.team, thread.channel, thread.ts],
    )


def prints_text(prints: Sequence[Print]) -> str:
    """Pictures as a statement takes them. PostgreSQL keeps no text with a NUL in it."""
    kept = [{"number": number, **asdict(each)} for number, each in enumerate(prints)]
    for columns in kept:
        for name, value in columns.items():
            columns[name] = value.replace("\0", "") if isinstance(value, str) else value
    return json.dumps(kept)


async def _prints(
    connection: Connection, turns: Sequence[int]
) -> dict[int, list[rows.Row]]:
    found: dict[int, list[rows.Row]] = {}
    if turns:
        sql = "select * from pictures where turn = any(%s) order by turn, number"
        async for row in await connection.execute(sql, [list(turns)]):
            found.setdefault(row["turn"], []).append(row)
    return found
