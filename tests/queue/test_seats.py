"""Seats of workspaces and people hold for all processes together."""

from bot.core.errors import ModelShut
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


async def test_a_turn_that_waits_for_a_seat_knows_the_workspaces_line(
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
    one.access.open.clear()
    turn = await one.take(1)
    await one.access.reached.wait()
    assert events.begun.empty()
    one.access.open.set()
    assert await events.next() == turn.id


async def test_a_stopped_turn_does_not_wait_at_the_gate(
    harbour: Harbour, events: Events
) -> None:
    one = await harbour.process("one")
    one.access.open.clear()
    turn = await one.take(1)
    await one.access.reached.wait()
    assert await one.engine.stop(turn.id, "Ann")
    assert await events.next() == turn.id


async def test_who_waits_at_the_door_in_vain_is_run_to_say_so(
    harbour: Harbour, events: Events
) -> None:
    one = await harbour.process("one", start=False)
    one.access.failures = [ModelShut("429", 7200)]
    await one.engine.start()
    turn = await one.take(1)
    assert await events.next() == turn.id
    await one.close(grace=5)
    assert events.stops[turn.id] == "429"


async def test_a_turn_that_waits_for_a_seat_in_vain_is_run_to_say_so(
    harbour: Harbour, events: Events
) -> None:
    """If all seats belong to turns that wait at a gate that stays shut."""
    one = await harbour.process("one")
    for number in (1, 2):
        await one.take(number, f"{number}.0", user="ann")
    assert {await events.next() for _ in range(2)} == {1, 2}
    one.access.tired = ModelShut("429", 7200)
    await one.take(3, "3.0", user="ann")
    assert await events.next() == 3
    for number in (1, 2):
        events.ends[number].set()
    await one.close(grace=5)
    assert sorted(events.stops.values()) == ["", "", "429"]
