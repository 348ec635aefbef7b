"""The statements on turns.

Each change is one statement, however many tables it touches. That is one round trip,
and nobody waits for a process that is frozen between two statements. If a row was
changed while a statement waited for it, PostgreSQL checks the condition once more.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import Any, Final

from bot.core.errors import Overtaken, WrongState
from bot.core.turn.asks import FROM_SCRATCH
from bot.core.turn.life import (
    LOOKED_AFTER,
    MAY_BEGIN,
    TAKEN_UP,
    Status,
    before,
    when_begun,
)
from bot.core.turn.thread import ThreadKey
from bot.core.turn.turns import KeptPicture, Turn
from storage import rows
from storage.kept import Row
from storage.postgres.approvals import AUDITED
from storage.postgres.database import Connection
from storage.postgres.gallery_rows import ADDED
from storage.states import among, quoted

UNFINISHED: Final = f"{among(TAKEN_UP)} or ({among(LOOKED_AFTER)} and not settled)"

ALIVE: Final = "8 s"
LIVES: Final = f"""exists (
    select 1 from processes
    where id = turns.runner and beat > now() - interval '{ALIVE}'
)"""  # noqa: S608 -- our own words
BEGUN: Final = " ".join(
    f"when {quoted(status)} then {quoted(begun)}"
    for status in Status
    if (begun := when_begun(status))
)
BEGIN: Final = f"""
    update turns set attempt = attempt + 1, runner = %(me)s,
        status = case status {BEGUN} end,
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
    where id = %(turn)s and {among(MAY_BEGIN)}
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
OF_ATTEMPT: Final = "id = %(turn)s and attempt = coalesce(%(attempt)s, attempt)"
HEARD: Final = f"""
    with noted as (
        update turns set response = %(response)s, sequence = %(sequence)s
        where {OF_ATTEMPT}
        returning id
    ), abandoned as (
        insert into abandoned (response, turn)
        select response, turns.id from turns join noted using (id)
        where response not in ('', %(response)s) on conflict do nothing
    )
    select id from noted
"""  # noqa: S608 -- our own words
"""The statement sees the old row, so it can note a response that is being replaced."""
POSTED: Final = f"""
    with noted as (
        update turns set message = %(message)s, thread = coalesce(%(thread)s, thread)
        where {OF_ATTEMPT} and (%(attempt)s::bigint is not null or message = '')
        returning id
    ), opened as (
        insert into threads (team, channel, ts)
        select %(team)s, %(channel)s, %(thread)s from noted
        where %(thread)s::text is not null on conflict do nothing
    )
    select id from noted
"""  # noqa: S608 -- our own words
EXCLUDED: Final = ", ".join(f"excluded.{f.name}" for f in fields(KeptPicture))
COLUMNS: Final = ", ".join(field.name for field in fields(KeptPicture))
KEPT: Final = f"""
    insert into pictures (turn, number, {COLUMNS})
    select noted.id, number, {COLUMNS}
    from noted, json_populate_recordset(null::pictures, %(pictures)s::json)
    on conflict (turn, number) do update set
        ({COLUMNS}) = ({EXCLUDED})
"""  # noqa: S608 -- our own names
ANSWERED: Final = f"""
    with noted as (
        update turns set answer = %(answer)s, status = {quoted(Status.ANSWERED)},
            indexed = %(indexed)s
        where {OF_ATTEMPT} and {among(before(Status.ANSWERED))}
        returning id, team, channel, thread, parent
    ), {ADDED}, gone as (
        delete from pictures using noted where turn = noted.id and number >= %(many)s
    ), kept as ({KEPT}), audited as ({AUDITED}), chosen as (
        update threads set current = noted.id from noted
        where (threads.team, threads.channel, threads.ts)
            = (noted.team, noted.channel, noted.thread)
            and not %(apart)s
            and (%(done)s or threads.current is not distinct from noted.parent)
    )
    select id from noted
"""  # noqa: S608 -- our own names
SHOWN: Final = f"""
    with noted as (
        update turns set status = {quoted(Status.SHOWN)}, settled = %(settled)s,
            ended = coalesce(ended, now())
        where {OF_ATTEMPT} and {among(before(Status.SHOWN))} returning id
    ), kept as ({KEPT})
    select id from noted
"""  # noqa: S608 -- our own names


async def find(connection: Connection, where: str, args: Sequence[Any]) -> list[Turn]:
    """The turns that a condition holds for, in the order of asking."""
    sql = f"select * from turns where {where} order by id"  # noqa: S608 -- our own words
    return await values(connection, sql, args)


async def values(connection: Connection, sql: str, args: Any) -> list[Turn]:
    """The turns that a statement returns, with their pictures."""
    found = await (await connection.execute(sql, args)).fetchall()
    return await with_pictures(connection, found)


async def with_pictures(connection: Connection, found: Sequence[Row]) -> list[Turn]:
    """Rows as turns; only those that are answered have pictures."""
    answered = [row["id"] for row in found if row["answer"]]
    pictures = await _finished_pictures(connection, answered)
    return [rows.turn(row, pictures.get(row["id"], [])) for row in found]


async def change(
    connection: Connection, statement: str, args: Mapping[str, Any]
) -> None:
    """Change a turn; with an attempt, only while no later one has begun."""
    done = await connection.execute(statement, args)
    if done.rowcount == 0 and args["attempt"] is not None:
        raise Overtaken(f"turn {args['turn']} went on elsewhere")


async def step(connection: Connection, statement: str, args: Mapping[str, Any]) -> None:
    """Put a turn into another state, if the table of its life allows that step."""
    done = await connection.execute(statement, args)
    if done.rowcount == 0:
        raise await _why_not(connection, args)


async def _why_not(connection: Connection, args: Mapping[str, Any]) -> Exception:
    """The error that explains why a change found no row."""
    turn, attempt = args["turn"], args["attempt"]
    sql = "select attempt, status from turns where id = %s"
    found = await (await connection.execute(sql, [turn])).fetchone()
    if found is None and attempt is None:
        return LookupError(f"there is no turn {turn}")
    if found is None or attempt not in (None, found["attempt"]):
        return Overtaken(f"turn {turn} went on elsewhere")
    return WrongState(f"turn {turn} is {found['status']}: there is no such step")


async def put(
    connection: Connection, turn: int, columns: Mapping[str, Any], attempt: int | None
) -> None:
    """Change columns of a turn."""
    marks = ", ".join(f"{name} = %({name})s" for name in columns)
    sql = f"update turns set {marks} where {OF_ATTEMPT}"  # noqa: S608 -- our own names
    await change(connection, sql, {**columns, "turn": turn, "attempt": attempt})


async def choose(connection: Connection, thread: ThreadKey, turn: int | None) -> None:
    """Make a turn the one that the thread's next reply builds on."""
    await connection.execute(
        "update threads set current = %s where team = %s and channel = %s and ts = %s",
        [turn, thread.team, thread.channel, thread.ts],
    )


def pictures_text(pictures: Sequence[KeptPicture], first: int = 0) -> str:
    """Pictures as a parameter of a statement, without NULs, which PostgreSQL does not
    store."""
    return json.dumps(
        [rows.picture_row(n, each) for n, each in enumerate(pictures, first)]
    )


async def _finished_pictures(
    connection: Connection, turns: Sequence[int]
) -> dict[int, list[Row]]:
    found: dict[int, list[Row]] = {}
    if turns:
        sql = "select * from pictures where turn = any(%s) order by turn, number"
        async for row in await connection.execute(sql, [list(turns)]):
            found.setdefault(row["turn"], []).append(row)
    return found
