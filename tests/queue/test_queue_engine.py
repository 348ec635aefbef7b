"""The engine of several processes keeps the promises that lanes keep in one."""

import asyncio
import logging

import pytest

from bot.core.turn.decisions import Choice, Decision
from bot.core.turn.events import ApprovalAsked
from bot.core.turn.legs import Leg
from bot.core.turn.life import Status
from bot.core.turn.turns import Answer, Outcome
from storage.postgres.database import Database
from tests.queue.conftest import Events, Harbour


async def waiting(database: Database, status: str = "todo") -> int:
    sql = "select count(*) from procrastinate_jobs where status = %s"
    [row] = await database.rows(sql, [status])
    return int(row["count"])


SILENT = (
    "update processes set beat = now() - interval '9 s'",
    "update procrastinate_workers set last_heartbeat = now() - interval '9 s'",
)


async def test_a_thread_runs_its_turns_in_order_whoever_runs_them(
    harbour: Harbour, events: Events
) -> None:
    one = await harbour.process("one")
    two = await harbour.process("two")
    for number, taker in enumerate((one, two, one, two), 1):
        await taker.take(number)
    for number in (1, 2, 3, 4):
        assert await events.next() == number
        assert events.begun.empty()
        events.ends[number].set()
    await one.close(grace=5)
    await two.close(grace=5)
    assert events.ended == [1, 2, 3, 4]
    assert await waiting(harbour.database) == 0


async def test_threads_run_side_by_side_up_to_what_is_allowed(
    harbour: Harbour, events: Events
) -> None:
    one = await harbour.process("one")
    for number in (1, 2, 3, 4):
        await one.take(number, f"{number}.0")
    assert {await events.next() for _ in range(3)} == {1, 2, 3}
    assert await waiting(harbour.database) == 1
    events.ends[2].set()
    assert await events.next() == 4


async def test_it_is_known_how_many_turns_are_ahead(
    harbour: Harbour, events: Events
) -> None:
    one = await harbour.process("one")
    turns = [await one.take(number) for number in (1, 2)]
    await events.next()
    two = await harbour.process("two", start=False)
    turns.append(await two.take(3))
    assert [await two.engine.ahead(turn) for turn in turns] == [0, 1, 2]


async def test_a_turn_that_runs_elsewhere_is_told_to_stop_and_why(
    harbour: Harbour, events: Events
) -> None:
    one = await harbour.process("one")
    turn = await one.take(1)
    await events.next()
    two = await harbour.process("two", start=False)
    assert await two.engine.stop(turn.id, "Ann")
    assert await two.engine.stop(turn.id, "Ben")
    await one.close(grace=5)
    assert events.stops == {1: "Ann"}
    assert not await two.engine.stop(turn.id, "Cleo")


async def test_a_waiting_turn_that_is_stopped_waits_no_longer(
    harbour: Harbour, events: Events
) -> None:
    one = await harbour.process("one")
    for number in (1, 2, 3):
        await one.take(number)
    assert await events.next() == 1
    assert await one.engine.stop(2, "Ann")
    assert await events.next() == 2
    events.ends[1].set()
    assert await events.next() == 3
    assert events.stops[2] == "Ann"


async def test_a_bug_in_one_turn_is_tried_again_before_the_next(
    harbour: Harbour, events: Events, caplog: pytest.LogCaptureFixture
) -> None:
    one = await harbour.process("one")
    one.bugs = {1}
    with caplog.at_level(logging.CRITICAL):
        await one.take(1)
        await one.take(2)
        assert [await events.next(), await events.next()] == [1, 1]
        events.ends[1].set()
        assert await events.next() == 2


async def test_a_process_that_stops_in_order_hands_over_at_once(
    harbour: Harbour, events: Events
) -> None:
    one = await harbour.process("one")
    await one.take(1)
    await one.take(2)
    assert await events.next() == 1
    two = await harbour.process("two")
    await one.close()
    assert one.handed_over
    assert await events.next() == 1
    events.ends[1].set()
    assert await events.next() == 2
    assert events.begun.empty()
    assert two.engine.running() == [2]


async def test_a_small_workspace_does_not_wait_for_a_big_one(
    harbour: Harbour, events: Events
) -> None:
    """And nobody overtakes within a thread."""
    one = await harbour.process("one", start=False)
    for number in range(1, 9):
        await one.take(number, f"{number // 2}.0", team="BIG")
    small = await one.take(9, team="SMALL")
    reply = await one.take(10, "0.0", team="BIG")
    await one.engine.start()
    harbour.stack.push_async_callback(one.close)
    begun = []
    for _ in range(10):
        begun.append(await events.next())
        events.ends[begun[-1]].set()
    assert begun.index(small.id) <= 3
    assert begun.index(reply.id) > begun.index(1)
    for first, second in ((2, 3), (4, 5), (6, 7)):
        assert begun.index(first) < begun.index(second)


async def test_a_turn_that_asked_continues_wherever_it_is_decided(
    harbour: Harbour, events: Events
) -> None:
    """It belonged to nobody meanwhile, although the process that asked still lives."""
    one = await harbour.process("one", start=False)
    turn = await one.turns.begin((await one.take(1)).id)
    leg = Leg(1, "resp_1", questions=(ApprovalAsked("mcpr_1", "s", "t", "{}"),))
    await one.turns.for_attempt(turn).legs.keep(turn.id, leg)
    await harbour.database.execute("delete from procrastinate_jobs")
    two = await harbour.process("two")
    assert await two.turns.legs.decide(turn.id, [Decision("mcpr_1", Choice.ONCE)])
    assert await events.next() == turn.id
    assert await waiting(harbour.database, "doing") == 1


async def test_a_turn_without_a_ticket_gets_one(
    harbour: Harbour, events: Events
) -> None:
    """Such as one that was moved here from elsewhere."""
    one = await harbour.process("one", start=False)
    await one.take(1)
    await harbour.database.execute("delete from procrastinate_jobs")
    await harbour.process("two")
    assert await events.next() == 1


async def test_who_has_just_begun_judges_nobody(
    harbour: Harbour, events: Events
) -> None:
    """The others may only have been cut off from a database that was away."""
    one = await harbour.process("one")
    await one.take(1)
    await events.next()
    for silent in SILENT:
        await harbour.database.execute(silent)
    two = await harbour.process("two", start=False)
    await two.engine._janitor.round()
    jobs = await harbour.database.rows("select status from procrastinate_jobs")
    assert [job["status"] for job in jobs] == ["doing"]


async def test_another_process_settles_what_a_dead_one_did_not(
    harbour: Harbour, events: Events
) -> None:
    dead = await harbour.process("dead", start=False)
    turn = await dead.take(1)
    await dead.turns.begin(turn.id)
    await dead.turns.answered(turn.id, Answer(Outcome.DONE))
    await dead.turns.shown(turn.id, (), settled=False)
    await harbour.database.execute("delete from procrastinate_jobs")
    await dead.processes.leave()
    await harbour.process("two")
    async with asyncio.timeout(60):
        assert await events.settled.get() == turn.id


async def test_a_restart_of_the_database_ends_no_turn(
    harbour: Harbour, events: Events, caplog: pytest.LogCaptureFixture
) -> None:
    one = await harbour.process("one")
    turn = await one.take(1)
    await events.next()
    with caplog.at_level(logging.CRITICAL):
        await harbour.database.execute(
            "select pg_terminate_backend(pid) from pg_stat_activity "
            "where datname = current_database() and pid <> pg_backend_pid()"
        )
        events.ends[1].set()
        second = await one.take(2)
        assert await events.next() == second.id
    found = await one.turns.get(turn.id)
    assert found is not None
    assert (found.status, found.attempt) == (Status.SHOWN, 1)
