"""A limited number of places; whoever is idle makes room."""

import asyncio

import pytest

from bot.adapters.places import Place, Places


async def never() -> None:
    await asyncio.Event().wait()


async def standing_still(places: Places, there: asyncio.Event) -> None:
    async with places.one() as place:
        there.set()
        await place.wait(never())


async def crowd(places: Places, count: int) -> list[asyncio.Task[None]]:
    tasks = []
    for _ in range(count):
        there = asyncio.Event()
        tasks.append(asyncio.create_task(standing_still(places, there)))
        await there.wait()
    return tasks


async def ended(*tasks: asyncio.Task[None]) -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


async def test_whoever_stands_still_longest_makes_room() -> None:
    places = Places(2, most_seconds=60, patience=0)
    first, second = await crowd(places, 2)
    async with asyncio.timeout(60), places.one():
        with pytest.raises(TimeoutError):
            await first
        assert not second.done()
    await ended(second)


async def test_nobody_stands_still_for_ever() -> None:
    places = Places(2, most_seconds=0.01)
    [one] = await crowd(places, 1)
    with pytest.raises(TimeoutError):
        await one


async def test_whoever_leaves_makes_room_for_whoever_waits() -> None:
    places = Places(1, most_seconds=60, patience=60)
    [one] = await crowd(places, 1)
    there = asyncio.Event()
    waiting = asyncio.create_task(standing_still(places, there))
    await ended(one)
    async with asyncio.timeout(60):
        await there.wait()
    await ended(waiting)


async def test_whoever_waits_too_long_gets_no_place() -> None:
    places = Places(1, most_seconds=0.05, patience=60)
    async with places.one():
        with pytest.raises(TimeoutError):
            async with places.one():
                pass


async def test_a_place_given_away_between_two_waits_is_noticed() -> None:
    place = Place(60)
    assert await place.wait(asyncio.sleep(0, "well")) == "well"
    place.give_away()
    with pytest.raises(TimeoutError):
        await place.wait(never())
