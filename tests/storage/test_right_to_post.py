"""One process at a time has the right to post a turn's message, whether it asks or
not."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from bot.core.turn.turns import Turn
from storage.postgres.database import Database, opened
from storage.postgres.rights import Rights
from storage.postgres.turns import PostgresTurns
from tests.fakes import ask
from tests.postgres_server import new_database

DIES = "delete from processes where id = 'here'"
LAST_BEAT = "update processes set beat = now() - %s::interval where id = 'here'"


class Clocks:
    """Two clocks that a test sets."""

    def __init__(self) -> None:
        self.steady, self.wall = 0.0, 1_000.0

    def __call__(self) -> tuple[float, float]:
        return self.steady, self.wall


@pytest.fixture
async def database() -> AsyncIterator[Database]:
    async with opened(await new_database()) as database:
        await database.execute("insert into processes (id) values ('here'), ('there')")
        yield database


@pytest.fixture
def clocks() -> Clocks:
    return Clocks()


@pytest.fixture
def here(database: Database, clocks: Clocks) -> PostgresTurns:
    return PostgresTurns(database, "here", Rights(clocks))


@pytest.fixture
def there(database: Database) -> PostgresTurns:
    return PostgresTurns(database, "there")


async def accepted(turns: PostgresTurns) -> Turn:
    turn = await turns.accept(ask())
    assert turn is not None
    return turn


async def test_one_process_posts_and_another_when_it_is_gone(
    database: Database, here: PostgresTurns, there: PostgresTurns, clocks: Clocks
) -> None:
    turn = await accepted(here)
    assert await here.may_post(turn.id)
    assert not await there.may_post(turn.id)
    await database.execute(DIES)
    clocks.steady = 8
    assert await there.may_post(turn.id)
    assert not await here.may_post(turn.id)
    await there.posted(turn.id, "1.1")
    assert not await there.may_post(turn.id)


@pytest.mark.parametrize("clock", ["steady", "wall"])
async def test_a_process_that_slept_after_accepting_asks_before_it_posts(
    here: PostgresTurns,
    there: PostgresTurns,
    database: Database,
    clocks: Clocks,
    clock: str,
) -> None:
    """One of its clocks may have slept with it, and another has taken over."""
    turn = await accepted(here)
    await database.execute(LAST_BEAT, ["9 s"])
    assert await there.may_post(turn.id)
    setattr(clocks, clock, getattr(clocks, clock) + 2)
    assert not await here.may_post(turn.id)


async def test_a_process_that_has_not_beaten_for_long_asks_before_it_posts(
    here: PostgresTurns, there: PostgresTurns, database: Database
) -> None:
    """Others may take over the very next moment."""
    await database.execute(LAST_BEAT, ["5 s"])
    turn = await accepted(here)
    await database.execute(LAST_BEAT, ["9 s"])
    assert await there.may_post(turn.id)
    assert not await here.may_post(turn.id)


async def test_nobody_takes_over_while_the_right_is_sure(
    here: PostgresTurns, there: PostgresTurns, database: Database
) -> None:
    """Its last beat was as old as it may be, and two seconds have passed since."""
    await database.execute(LAST_BEAT, ["3.9 s"])
    turn = await accepted(here)
    await database.execute(LAST_BEAT, ["5.9 s"])
    assert not await there.may_post(turn.id)
    assert await here.may_post(turn.id)


async def test_what_waited_for_its_place_is_sure_from_when_it_asked(
    here: PostgresTurns, there: PostgresTurns, database: Database, clocks: Clocks
) -> None:
    """It may have stood in line for longer than the right is sure."""
    lock = "select pg_advisory_xact_lock(hashtextextended(%s, 0))"
    async with database.pool.connection() as other, other.transaction():
        await other.execute(lock, [str(ask().thread)])
        accepting = asyncio.create_task(accepted(here))
        await asyncio.sleep(0)
        clocks.steady = 2
    turn = await accepting
    await database.execute(DIES)
    assert await there.may_post(turn.id)
    assert not await here.may_post(turn.id)
