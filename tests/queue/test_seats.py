"""Seats of workspaces and people hold for all processes together."""

from tests.queue.conftest import Events, Harbour


async def test_a_workspace_has_so_many_seats_whoever_runs_its_turns(
    harbour: Harbour, events: Events
) -> None:
    one = await harbour.process("one")
    await harbour.process("two")
    for number in range(1, 6):
        await one.take(number, f"{number}.0")
    begun = {await events.next() for _ in range(3)}
    await one.take(6, "6.0", team="T2")
    assert await events.next() == 6
    events.ends[min(begun)].set()
    assert await events.next() in {1, 2, 3, 4, 5} - begun
    assert events.begun.empty()


async def test_a_person_does_not_take_all_the_seats(
    harbour: Harbour, events: Events
) -> None:
    one = await harbour.process("one")
    for number in (1, 2, 3):
        await one.take(number, f"{number}.0", user="ann")
    await one.take(4, "4.0", user="ben")
    begun = {await events.next() for _ in range(3)}
    assert 4 in begun
    events.ends[min(begun)].set()
    assert await events.next() in {1, 2, 3} - begun


async def test_who_waits_for_a_seat_knows_the_workspaces_line(
    harbour: Harbour, events: Events
) -> None:
    one = await harbour.process("one")
    first = [await one.take(n, f"{n}.0", user="ann") for n in (1, 2)]
    assert {await events.next() for _ in range(2)} == {1, 2}
    await one.take(3, "3.0", user="ann")
    last = await one.take(4, "4.0", user="ann")
    assert await one.engine.ahead(last) == 2
    assert await one.engine.ahead(first[1]) == 0


async def test_the_seat_of_a_process_that_is_gone_is_free(
    harbour: Harbour, events: Events
) -> None:
    one = await harbour.process("one")
    for number in (1, 2):
        await one.take(number, f"{number}.0", user="ann")
    assert {await events.next() for _ in range(2)} == {1, 2}
    two = await harbour.process("two")
    await two.take(3, "3.0", user="ann")
    await one.close()
    assert len({await events.next() for _ in range(2)}) == 2


async def test_nobody_runs_before_the_door_is_open(
    harbour: Harbour, events: Events
) -> None:
    one = await harbour.process("one")
    one.door_is_open.clear()
    turn = await one.take(1)
    await one.at_door.wait()
    assert events.begun.empty()
    one.door_is_open.set()
    assert await events.next() == turn.id


async def test_who_is_stopped_does_not_wait_at_the_door(
    harbour: Harbour, events: Events
) -> None:
    one = await harbour.process("one")
    one.door_is_open.clear()
    turn = await one.take(1)
    await one.at_door.wait()
    assert await one.engine.stop(turn.id, "Ann")
    assert await events.next() == turn.id
