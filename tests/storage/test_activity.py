"""What people have under way is told in the same way by both databases."""

from collections.abc import AsyncIterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from bot.core.ports import Activity, Turns
from bot.core.turn.thread import ThreadKey
from bot.core.turn.turns import Answer, Outcome, Turn
from storage.activity import SqliteActivity
from storage.postgres.activity import PostgresActivity
from storage.postgres.database import opened
from storage.postgres.turns import PostgresTurns
from storage.turns import SqliteTurns
from storage.worker import SqliteWorker
from tests.fakes import ask
from tests.postgres_server import new_database

Both = tuple[Turns, Activity]


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.slow)])
async def both(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Both]:
    if request.param == "sqlite":
        with closing(SqliteWorker(tmp_path / "journal.db")) as worker:
            yield SqliteTurns(worker), SqliteActivity(worker)
        return
    async with opened(await new_database()) as database:
        yield PostgresTurns(database, "me"), PostgresActivity(database)


async def asked(turns: Turns, at: str, user: str = "U1", team: str = "T1") -> Turn:
    wanted = replace(ask(claim=at), thread=ThreadKey(team, "C1", at), user=user)
    turn = await turns.accept(wanted)
    assert turn is not None
    return turn


async def ended(turns: Turns, turn: Turn) -> None:
    await turns.begin(turn.id)
    await turns.answered(turn.id, Answer(Outcome.DONE))
    await turns.shown(turn.id, (), settled=True)


async def test_what_somebody_has_under_way_is_theirs_alone_and_the_oldest_first(
    both: Both,
) -> None:
    turns, activity = both
    first, second, over = [await asked(turns, f"{n}.1") for n in (1, 2, 3)]
    await asked(turns, "4.1", user="U2")
    await asked(turns, "5.1", team="T2")
    await turns.begin(second.id)
    await ended(turns, over)
    found = await activity.under_way("T1", "U1", 9)
    assert [each.id for each in found] == [first.id, second.id]
    assert [e.id for e in await activity.under_way("T1", "U1", 1)] == [first.id]


async def test_how_often_somebody_has_asked_is_counted_since_a_moment(
    both: Both,
) -> None:
    turns, activity = both
    for at in ("1.1", "2.1"):
        await asked(turns, at)
    await asked(turns, "3.1", user="U2")
    assert await activity.asked_since("T1", "U1", 1_000_000_000) == 2
    assert await activity.asked_since("T1", "U1", 4_000_000_000) == 0
    assert await activity.asked_since("T2", "U1", 1_000_000_000) == 0


async def test_the_mark_changes_with_every_step_of_a_turn(both: Both) -> None:
    turns, activity = both
    marks = [await activity.mark("T1")]
    turn = await asked(turns, "1.1")
    marks.append(await activity.mark("T1"))
    await turns.begin(turn.id)
    marks.append(await activity.mark("T1"))
    await turns.answered(turn.id, Answer(Outcome.DONE))
    marks.append(await activity.mark("T1"))
    await turns.shown(turn.id, (), settled=False)
    marks.append(await activity.mark("T1"))
    await turns.settle(turn.id)
    marks.append(await activity.mark("T1"))
    assert len(set(marks)) == 6
    assert await activity.mark("T1") == marks[-1]


async def test_the_latest_threads_of_a_channel_are_told_by_their_newest_turns(
    both: Both,
) -> None:
    turns, activity = both
    first, second, unposted = [await asked(turns, f"{n}.1") for n in (1, 2, 3)]
    newer = await turns.accept(replace(ask("more"), claim="4", thread=first.ask.thread))
    assert newer is not None
    for each in (first, second, newer):
        await turns.posted(each.id, f"9.{each.id}")
    found = await activity.threads("T1", "C1", 9)
    assert [each.id for each in found] == [newer.id, second.id]
    assert unposted.id not in [each.id for each in found]
    assert [e.id for e in await activity.threads("T1", "C1", 1)] == [newer.id]
    assert not await activity.threads("T1", "C2", 9)
