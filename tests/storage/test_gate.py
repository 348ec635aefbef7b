"""Who may try a gate that is shut: the same on every engine."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest

from bot.core.calls.gate import Gate, Knock, Shut
from storage.gate import OwnGate
from storage.postgres.database import opened
from storage.postgres.gate import PostgresGate
from tests.postgres_server import new_database

LEASE = 30.0
OPEN = Knock(0, shut=False)
TRY = Knock(0, shut=True)


@dataclass
class Side:
    """A gate, the same as another process sees it, and the time."""

    gate: Gate
    other: Gate
    now: float = 1000.0

    async def knock(self) -> Knock:
        return await self.gate.knock(LEASE)


@pytest.fixture(params=["own", "postgres"])
async def side(request: pytest.FixtureRequest) -> AsyncIterator[Side]:
    if request.param == "own":
        gate = OwnGate(lambda: here.now)
        here = Side(gate, gate)
        yield here
        return
    async with opened(await new_database()) as database:
        one, two = (PostgresGate(database, lambda: here.now) for _ in range(2))
        here = Side(one, two)
        yield here


async def test_a_door_that_nobody_has_shut_is_open(side: Side) -> None:
    assert await side.knock() == OPEN
    assert await side.gate.state() is None


async def test_a_shut_door_is_tried_by_one_at_a_time(side: Side) -> None:
    await side.gate.shut(7200, again=15)
    assert await side.knock() == Knock(15, shut=True)
    side.now += 15
    assert await side.other.knock(LEASE) == TRY
    assert await side.knock() == Knock(LEASE, shut=True)


async def test_only_one_of_many_that_knock_at_once_goes_through(side: Side) -> None:
    await side.gate.shut(7200, again=15)
    side.now += 15
    knocks = [each.knock(LEASE) for each in (side.gate, side.other) * 10]
    assert (await asyncio.gather(*knocks)).count(TRY) == 1


async def test_whoever_dies_while_knocking_does_not_keep_the_gate_shut(
    side: Side,
) -> None:
    await side.gate.shut(7200, again=15)
    side.now += 15
    assert await side.knock() == TRY
    side.now += LEASE
    assert await side.other.knock(LEASE) == TRY


async def test_whoever_finds_the_gate_still_shut_says_when_to_try_again(
    side: Side,
) -> None:
    await side.gate.shut(7200, again=15)
    side.now += 15
    await side.knock()
    await side.gate.shut(3600, again=15)
    assert await side.knock() == Knock(15, shut=True)
    assert await side.gate.state() == Shut(lasted=15, left=7185)


async def test_whoever_is_answered_opens_the_gate_for_all(side: Side) -> None:
    await side.gate.shut(7200, again=15)
    side.now += 20
    assert await side.knock() == TRY
    side.now += 2
    await side.gate.opened(ago=2)
    assert await side.other.knock(LEASE) == OPEN
    assert await side.other.state() is None


async def test_an_answer_to_what_was_asked_before_opens_nothing(side: Side) -> None:
    await side.gate.shut(7200, again=15)
    side.now += 2
    await side.gate.opened(ago=5)
    assert (await side.knock()).wait == 13


async def test_when_the_time_is_over_all_may_go(side: Side) -> None:
    """It counts as shut for as long as nobody was answered."""
    await side.gate.shut(30, again=30)
    side.now += 30
    assert [await side.knock() for _ in range(3)] == [TRY] * 3
    assert await side.gate.state() == Shut(lasted=30, left=0)


async def test_whoever_tries_last_has_it_until_the_time_is_over(side: Side) -> None:
    await side.gate.shut(70, again=15)
    side.now += 60
    assert await side.knock() == TRY
    assert await side.knock() == Knock(10, shut=True)


async def test_a_process_that_starts_tries_anew() -> None:
    async with opened(await new_database()) as database:
        gate = PostgresGate(database, lambda: 1000.0)
        await gate.shut(7200, again=15)
        await gate.anew()
        assert await gate.state() == Shut(lasted=0, left=7200)
        assert [await gate.knock(LEASE) for _ in range(2)] == [
            TRY,
            Knock(LEASE, shut=True),
        ]


async def test_a_clock_that_was_set_back_keeps_nobody_from_trying() -> None:
    now = 100_000.0
    async with opened(await new_database()) as database:
        gate = PostgresGate(database, lambda: now)
        await gate.shut(7200, again=15)
        now -= 50_000
        assert await gate.knock(LEASE) == TRY
