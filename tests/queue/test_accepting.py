"""Claim, turn and ticket are one; places in a lane are in the order of turns."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest

from bot.core.errors import Crowded
from bot.core.turn.asks import Ask
from bot.core.turn.turns import Turn, TurnsAhead
from storage import rows
from storage.postgres.database import Connection, Database, opened
from storage.postgres.turns import PostgresTurns
from tests.fakes import THREAD, ask
from tests.postgres_server import new_database
from tests.queue.conftest import Events, Harbour

LOCK = "select pg_advisory_xact_lock(hashtextextended(%s, 0))"
IN_LINE = """
    pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()
"""
TICKETS = """
    select (args ->> 'turn')::bigint as turn, priority from procrastinate_jobs
    order by id
"""
# How a process of the first version takes an ask in, statement by statement.
BEFORE = (
    LOCK,
    """
    insert into turns (claim, team, channel, thread, "user", ask_ts, ask, status)
    values (%(claim)s, 'T1', 'C1', %(ts)s, 'U1', '1', %(ask)s, 'waiting') returning id
    """,
    """
    select least(
        -(select count(*) from turns
            where team = 'T1' and status in ('waiting', 'running')),
        (select min(priority) from procrastinate_jobs
            where lock = %s and status = 'todo')
    )::integer as priority
    """,
    """
    select procrastinate_defer_jobs_v1(array[row(
        'turns', 'turn', %s::integer, %s::text, null,
        jsonb_build_object('turn', %s::bigint), null
    )::procrastinate_job_to_defer_v1])
    """,
)


async def accepted_as_before(database: Database, wanted: Ask) -> int:
    lock, insert, priority, defer = BEFORE
    lane = str(wanted.thread)
    row = {
        "claim": wanted.claim,
        "ts": wanted.thread.ts,
        "ask": rows.ask_text(wanted),
    }

    async def work(connection: Connection) -> int:
        await connection.execute(lock, [lane])
        made = await (await connection.execute(insert, row)).fetchone()
        found = await (await connection.execute(priority, [lane])).fetchone()
        assert made
        assert found
        await connection.execute(defer, [found["priority"], lane, made["id"]])
        return int(made["id"])

    return await database.run(work)


@asynccontextmanager
async def lane_taken(database: Database) -> AsyncIterator[None]:
    """While somebody else takes a place in the lane."""
    async with database.pool.connection() as other, other.transaction():
        await other.execute(LOCK, [str(THREAD)])
        yield


async def in_line(database: Database, many: int) -> None:
    """Wait until so many statements wait for a lock."""
    sql = f"select count(*) from {IN_LINE}"
    async with asyncio.timeout(60):
        while (await database.rows(sql))[0]["count"] < many:  # noqa: ASYNC110 -- it is the server that knows
            await asyncio.sleep(0.01)


async def test_places_are_in_order_beside_a_process_of_the_version_before() -> None:
    """In a rolling upgrade both take asks of one thread in."""
    url = await new_database()
    async with opened(url) as database, opened(url) as old:
        turns = PostgresTurns(database, "new")
        new = [turns.accept(ask(claim=f"new {n}")) for n in range(12)]
        before = [accepted_as_before(old, ask(claim=f"old {n}")) for n in range(12)]
        every = [each for pair in zip(new, before, strict=True) for each in pair]
        made = await asyncio.gather(*every)
        tickets = await database.rows(TICKETS)
    given = [ticket["turn"] for ticket in tickets]
    assert given == sorted(given)
    assert len(given) == 24
    ranks = [ticket["priority"] for ticket in tickets]
    assert ranks == sorted(ranks, reverse=True)
    known = [turn for turn in made if isinstance(turn, Turn)]
    assert len(known) == 12
    for turn in known:
        assert turn.ahead == TurnsAhead(
            given.index(turn.id), *2 * [given.index(turn.id)]
        )


async def test_two_processes_do_not_both_take_the_last_place(harbour: Harbour) -> None:
    one = await harbour.process("one", start=False)
    two = await harbour.process("two", start=False)
    async with lane_taken(harbour.database):
        asking = [
            asyncio.create_task(process.turns.accept(ask(claim=process.name), 1))
            for process in (one, two)
        ]
        await in_line(harbour.database, 2)
    made = await asyncio.gather(*asking, return_exceptions=True)
    assert sum(isinstance(each, Turn) for each in made) == 1
    assert sum(isinstance(each, Crowded) for each in made) == 1


async def test_a_connection_that_breaks_while_accepting_leaves_all_or_nothing(
    harbour: Harbour, caplog: pytest.LogCaptureFixture
) -> None:
    """And the ask is accepted in the end, once."""
    one = await harbour.process("one", start=False)
    with caplog.at_level(logging.CRITICAL):
        async with lane_taken(harbour.database):
            asking = asyncio.create_task(one.turns.accept(ask()))
            await in_line(harbour.database, 1)
            kill = f"select pg_terminate_backend(pid) from {IN_LINE}"
            await harbour.database.rows(kill)
        turn = await asking
    assert turn is not None
    assert [ticket["turn"] for ticket in await harbour.database.rows(TICKETS)] == [
        turn.id
    ]


async def test_what_one_process_accepts_another_runs_after_what_came_before(
    harbour: Harbour, events: Events
) -> None:
    """The one that accepted is gone before anything was run."""
    one = await harbour.process("one", start=False)
    for number in (1, 2, 3):
        await one.take(number)
    await one.processes.leave()
    await harbour.process("two")
    for number in (1, 2, 3):
        assert await events.next() == number
        assert events.begun.empty()
        events.ends[number].set()


async def test_a_claim_that_another_thread_has_is_taken_all_the_same(
    harbour: Harbour,
) -> None:
    """Two lanes, and so two locks: the claim alone decides."""
    one = await harbour.process("one", start=False)
    elsewhere = replace(ask(), thread=replace(THREAD, ts="7.7"))
    both = one.turns.accept(ask()), one.turns.accept(elsewhere)
    made = await asyncio.gather(*both)
    assert sum(turn is not None for turn in made) == 1
    assert len(await harbour.database.rows(TICKETS)) == 1
