"""PostgreSQL alone: what holds between the processes that share it."""

import asyncio
import logging
from collections.abc import AsyncIterator

import psycopg
import pytest

from bot.core.errors import Overtaken, StoreAway, StoreFull
from bot.core.queue.seats import SeatLimits
from bot.core.turn.events import ApprovalAsked
from bot.core.turn.legs import Leg
from bot.core.turn.life import Status
from bot.core.turn.turns import Answer, KeptPicture, Outcome
from storage.postgres.database import Connection, Database, opened
from storage.postgres.processes import PostgresProcesses
from storage.postgres.secrets import key
from storage.postgres.shelf import PostgresShelf
from storage.postgres.turns import PostgresTurns
from tests.fakes import ask
from tests.postgres_server import address, empty_database, new_database

PICTURE = KeptPicture("a" * 64, "png", 1, 1, 1, revised_prompt="a fox\0")
DONE = Answer(Outcome.DONE, pictures=(PICTURE,), response="r")


@pytest.fixture
async def database() -> AsyncIterator[Database]:
    async with opened(await new_database()) as database:
        yield database


async def test_many_that_start_at_once_make_the_shape_once() -> None:
    url = address(empty_database())

    async def start() -> bytes:
        async with opened(url) as database:
            return await key(database, "person")

    assert len(set(await asyncio.gather(*(start() for _ in range(4))))) == 1


async def test_a_later_attempt_keeps_the_earlier_one_from_writing(
    database: Database,
) -> None:
    turns = PostgresTurns(database)
    turn = await turns.accept(ask())
    assert turn is not None
    uploads_ahead = turns.for_attempt(await turns.begin(turn.id))
    await uploads_ahead.check(turn.id)
    late = turns.for_attempt(await turns.begin(turn.id))
    for write in (
        uploads_ahead.check(turn.id),
        uploads_ahead.heard(turn.id, "resp_old", 1),
        uploads_ahead.answered(turn.id, DONE),
        uploads_ahead.shown(turn.id, (), settled=True),
        uploads_ahead.posted(turn.id, "1.1"),
        uploads_ahead.settle(turn.id),
    ):
        with pytest.raises(Overtaken):
            await write
    await late.answered(turn.id, DONE)
    found = await turns.get(turn.id)
    assert found is not None
    assert (found.status, found.response, found.message) == (Status.ANSWERED, "", "")


async def test_a_process_that_wakes_late_takes_no_turn_from_a_living_one(
    database: Database,
) -> None:
    """It had a ticket and a seat before it slept; another process has them by now."""
    here, there = PostgresTurns(database, "here"), PostgresTurns(database, "there")
    seats = PostgresProcesses(database, "here")
    await database.execute("insert into processes (id) values ('here'), ('there')")
    turn = await here.accept(ask())
    assert turn is not None
    running = there.for_attempt(await there.begin(turn.id))
    with pytest.raises(Overtaken):
        await here.begin(turn.id)
    assert await seats.seat(turn, SeatLimits(20, 20, 20)) > 0
    await running.check(turn.id)
    await database.execute("delete from processes where id = 'there'")
    assert await seats.seat(turn, SeatLimits(20, 20, 20)) == 0
    assert (await here.begin(turn.id)).attempt == 2


async def test_a_turn_that_is_shown_does_not_begin_again(database: Database) -> None:
    turns = PostgresTurns(database)
    turn = await turns.accept(ask())
    assert turn is not None
    await turns.begin(turn.id)
    await turns.answered(turn.id, DONE)
    await turns.shown(turn.id, (), settled=False)
    with pytest.raises(Overtaken):
        await turns.begin(turn.id)


async def test_a_turn_waits_for_an_earlier_one_that_is_still_to_be_shown(
    database: Database,
) -> None:
    """Its process died between storing the answer and showing it."""
    turns, here = PostgresTurns(database), PostgresProcesses(database, "here")
    first, second = [await turns.accept(ask(claim=one)) for one in ("a", "b")]
    assert first is not None
    assert second is not None
    await turns.begin(first.id)
    await turns.answered(first.id, DONE)
    lane = await here.lane(second.id)
    assert [waiting.turn.id for waiting in lane] == [first.id, second.id]
    await turns.shown(first.id, (), settled=False)
    assert [waiting.turn.id for waiting in await here.lane(second.id)] == [second.id]


async def test_a_process_that_sleeps_in_a_transaction_holds_up_nobody_for_long() -> (
    None
):
    """A process that is frozen while it holds a lock does its work again when it
    wakes."""
    lock = "select pg_advisory_xact_lock(1)"
    sleeping, awake = asyncio.Event(), asyncio.Event()
    async with opened(await new_database(), asleep=0.2) as database:

        async def sleeper(connection: Connection) -> str:
            await connection.execute(lock)
            sleeping.set()
            await awake.wait()
            await connection.execute("select 1")
            return "done"

        slept = asyncio.create_task(database.run(sleeper))
        await sleeping.wait()
        async with asyncio.timeout(60):
            await database.rows(f"{lock}")
        awake.set()
        assert await slept == "done"


async def test_the_first_of_two_messages_for_a_turn_counts(database: Database) -> None:
    turns = PostgresTurns(database)
    turn = await turns.accept(ask())
    assert turn is not None
    await turns.posted(turn.id, "1.1")
    await turns.posted(turn.id, "2.2")
    found = await turns.get(turn.id)
    assert found is not None
    assert found.message == "1.1"


async def test_pictures_lie_where_every_process_finds_them(database: Database) -> None:
    shelf = PostgresShelf(database)
    sha256 = await shelf.keep(b"\x00\xff picture")
    assert await shelf.keep(b"\x00\xff picture") == sha256
    assert await PostgresShelf(database).read(sha256) == b"\x00\xff picture"
    assert await shelf.read("0" * 64) is None


async def test_a_nought_in_what_a_model_wrote_is_marked(database: Database) -> None:
    turns = PostgresTurns(database)
    turn = await turns.accept(ask("a\0fox"))
    assert turn is not None
    await turns.begin(turn.id)
    await turns.answered(turn.id, DONE)
    found = await turns.get(turn.id)
    assert found is not None
    assert found.answer is not None
    assert found.answer.pictures[0].revised_prompt == "a fox\ufffd"
    assert found.ask.words == "a\ufffdfox"


async def test_a_connection_that_breaks_is_made_anew(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    """And the work is done all the same."""
    others = "select pg_terminate_backend(pid) from pg_stat_activity "
    mine = "where datname = current_database() and pid <> pg_backend_pid()"
    tried = 0

    async def work(connection: psycopg.AsyncConnection[dict[str, object]]) -> object:
        nonlocal tried
        tried += 1
        if tried == 1:
            await database.execute(others + mine)
        row = await (await connection.execute("select 7 as seven")).fetchone()
        return row and row["seven"]

    with caplog.at_level(logging.ERROR):
        assert await database.run(work) == 7
    assert tried == 2


async def test_a_connection_that_the_server_has_ended_is_not_handed_out(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    """The pool notices it without a query, so callers need no second try."""
    others = "select pg_terminate_backend(pid, 5000) from pg_stat_activity "
    mine = "where datname = current_database() and pid <> pg_backend_pid()"
    await database.pool.wait()
    await database.rows(others + mine)
    with caplog.at_level(logging.ERROR):
        for _ in range(4):
            async with database.pool.connection() as connection:
                await connection.execute("select 1")


async def test_who_takes_over_what_is_to_be_settled_has_it_alone(
    database: Database,
) -> None:
    """A process that was frozen, and wakes, hangs no picture for it any more."""
    was = PostgresTurns(database, "was")
    accepted = await was.accept(ask())
    assert accepted is not None
    begun = await was.begin(accepted.id)
    await was.answered(begun.id, DONE)
    await was.shown(begun.id, (), settled=False)
    [taken] = await PostgresProcesses(database, "now").unsettled()
    with pytest.raises(Overtaken):
        await was.for_attempt(begun).shown(begun.id, (), settled=False)
    await PostgresTurns(database, "now").for_attempt(taken).settle(taken.id)
    assert not await was.unfinished()


async def test_a_database_that_takes_nothing_is_not_waited_for(
    database: Database,
) -> None:
    """Its disk is full or, as here, it may only be read: that is told at once."""
    turns = PostgresTurns(database)
    turn = await turns.accept(ask())
    assert turn is not None

    async def read_only(connection: Connection) -> None:
        await connection.execute("set transaction read only")
        await connection.execute("update turns set settled = true")

    with pytest.raises(StoreFull, match="ReadOnlySqlTransaction"):
        await database.run(read_only)


async def test_a_database_that_stays_away_is_told_in_our_own_words() -> None:
    async with opened(await new_database(), patience=0.1) as database:

        async def away(_: Connection) -> None:
            raise psycopg.OperationalError("the server closed the connection")

        with pytest.raises(StoreAway, match="OperationalError"):
            await database.at_once(away)


async def test_questions_that_are_being_shown_are_nobody_elses_to_show(
    database: Database,
) -> None:
    """They are, as soon as the process that asks is dead."""
    turns, here = PostgresTurns(database, "here"), PostgresProcesses(database, "here")
    accepted = await turns.accept(ask())
    assert accepted is not None
    await here.beat()
    turn = await turns.begin(accepted.id)
    question = ApprovalAsked("mcpr_1", "stripe", "pay", "{}")
    await turns.for_attempt(turn).legs.keep(
        turn.id, Leg(1, "resp_1", questions=(question,))
    )
    await here.beat([turn.id])
    there = PostgresProcesses(database, "there")
    assert not await there.unsettled()
    await here.leave()
    assert [each.id for each in await there.unsettled()] == [turn.id]
