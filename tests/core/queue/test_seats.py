"""How many turns run at once, and who is next."""

import asyncio
from dataclasses import replace

from bot.core.queue.seats import Seating, SeatLimits
from bot.core.turn.turns import Turn
from tests.fakes import THREAD, FakeAccess, ask, turns_of_the_loop


def turn(number: int, user: str = "U1", team: str = "T1") -> Turn:
    wanted = replace(ask(), user=user, thread=replace(THREAD, team=team))
    return Turn(number, wanted)


class Guests:
    """Those who came, and those who are in."""

    def __init__(self, seating: Seating) -> None:
        self.seating = seating
        self.inside: list[int] = []

    async def come(self, *turns: Turn) -> list[asyncio.Task[None]]:
        tasks = [asyncio.create_task(self._enter(each)) for each in turns]
        await turns_of_the_loop()
        return tasks

    async def leaves(self, number: int) -> None:
        self.inside.remove(number)
        self.seating.leave(number)
        await turns_of_the_loop()

    async def _enter(self, turn: Turn) -> None:
        if await self.seating.enter(turn):
            self.inside.append(turn.id)


async def test_the_process_has_so_many_seats() -> None:
    guests = Guests(Seating(SeatLimits(2)))
    await guests.come(turn(1), turn(2), turn(3))
    assert guests.inside == [1, 2]
    await guests.leaves(1)
    assert guests.inside == [2, 3]


async def test_a_person_does_not_take_all_the_seats() -> None:
    guests = Guests(Seating(SeatLimits(5, per_user=2)))
    await guests.come(*(turn(n) for n in (1, 2, 3)), turn(4, "U2"))
    assert guests.inside == [1, 2, 4]


async def test_a_workspace_does_not_take_all_the_seats() -> None:
    """The same person's name in another workspace is another person."""
    guests = Guests(Seating(SeatLimits(5, per_team=1, per_user=1)))
    await guests.come(turn(1), turn(2, "U2"), turn(3, team="T2"))
    assert guests.inside == [1, 3]


async def test_a_free_seat_goes_to_the_workspace_that_has_the_fewest() -> None:
    guests = Guests(Seating(SeatLimits(2)))
    await guests.come(turn(1), turn(2), turn(3))
    await guests.come(turn(4, team="T2"))
    await guests.leaves(1)
    assert guests.inside == [2, 4]


async def test_a_waiting_turn_knows_how_many_of_its_workspace_are_ahead() -> None:
    seating = Seating(SeatLimits(1))
    await Guests(seating).come(turn(1), turn(2, team="T2"), turn(3), turn(4))
    assert [seating.ahead(number) for number in (3, 4, 2)] == [0, 1, 0]
    assert seating.line("T1") == 2


async def test_a_turn_that_goes_away_leaves_the_line_and_holds_no_seat() -> None:
    seating = Seating(SeatLimits(1))
    guests = Guests(seating)
    _, second, _ = await guests.come(turn(1), turn(2), turn(3))
    seating.go_away(2)
    await asyncio.wait_for(second, 60)
    await guests.leaves(1)
    assert guests.inside == [3]


async def test_a_cancelled_turn_holds_no_seat() -> None:
    access = FakeAccess(shut=True)
    guests = Guests(Seating(SeatLimits(1), access))
    first, _ = await guests.come(turn(1), turn(2))
    first.cancel()
    access.open.set()
    await turns_of_the_loop()
    assert guests.inside == [2]


async def test_who_stands_at_the_door_still_waits() -> None:
    access = FakeAccess(shut=True)
    seating = Seating(SeatLimits(5), access)
    guests = Guests(seating)
    await guests.come(turn(1), turn(2))
    assert (guests.inside, seating.ahead(2)) == ([], 1)
    access.open.set()
    await turns_of_the_loop()
    assert guests.inside == [1, 2]
