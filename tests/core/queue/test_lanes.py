"""Lanes: one at a time within a thread, side by side between threads."""

import asyncio
import logging
from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import ClassVar

import pytest

from bot.core.errors import ModelShut
from bot.core.queue.lanes import Lanes, Notices, WaitingTurns
from bot.core.queue.seats import Seating, SeatLimits
from bot.core.showing.opened_threads import OpenedThreads
from bot.core.turn.stop import Stop
from bot.core.turn.turns import Turn
from tests.fakes import THREAD, FakeAccess, ask


def turn(number: int, thread: str = "1.1") -> Turn:
    wanted = replace(ask(claim=str(number)), thread=replace(THREAD, ts=thread))
    return Turn(number, wanted)


@dataclass
class Desk:
    """Runs turns that end when a test says so."""

    begun: asyncio.Queue[int] = field(default_factory=asyncio.Queue)
    ends: dict[int, asyncio.Event] = field(
        default_factory=lambda: defaultdict(asyncio.Event)
    )
    stops: dict[int, Stop] = field(default_factory=dict)
    ended: list[int] = field(default_factory=list)
    bugs: set[int] = field(default_factory=set)

    async def run(self, turn: Turn, stop: Stop) -> None:
        self.stops[turn.id] = stop
        self.begun.put_nowait(turn.id)
        if turn.id in self.bugs:
            raise RuntimeError("a bug")
        waits = [self.ends[turn.id].wait(), stop.asked.wait()]
        tasks = [asyncio.ensure_future(each) for each in waits]
        try:
            await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            self.ended.append(turn.id)
        finally:
            for each in tasks:
                each.cancel()

    async def next(self) -> int:
        async with asyncio.timeout(60):
            return await self.begun.get()


async def close(lanes: Lanes) -> None:
    await lanes.close(grace=0, hand_over=lambda: None)


async def test_a_thread_runs_its_turns_in_the_order_of_asking() -> None:
    desk = Desk()
    lanes = Lanes(desk.run, at_once=5)
    for number in (3, 1, 2):
        await lanes.submit(turn(number))
    for number in (3, 1, 2):
        assert await desk.next() == number
        assert desk.begun.empty()
        desk.ends[number].set()
    await close(lanes)


async def test_threads_run_side_by_side() -> None:
    desk = Desk()
    lanes = Lanes(desk.run, at_once=5)
    await lanes.submit(turn(1, "1.1"))
    await lanes.submit(turn(2, "2.2"))
    assert {await desk.next(), await desk.next()} == {1, 2}
    await close(lanes)


async def test_no_more_run_at_once_than_there_is_room_for() -> None:
    desk = Desk()
    lanes = Lanes(desk.run, at_once=2)
    for number in (1, 2, 3):
        await lanes.submit(turn(number, f"{number}.0"))
    first = await desk.next()
    await desk.next()
    await asyncio.sleep(0)
    assert desk.begun.empty()
    desk.ends[first].set()
    assert await desk.next() == 3
    await close(lanes)


async def test_it_is_known_how_many_turns_are_ahead() -> None:
    desk = Desk()
    lanes = Lanes(desk.run, at_once=5)
    counts = []
    for number in (1, 2, 3):
        counts.append(await lanes.ahead(turn(number)))
        await lanes.submit(turn(number))
    assert counts == [0, 1, 2]
    assert await desk.next() == 1
    assert await lanes.ahead(turn(9)) == 3
    assert await lanes.ahead(turn(9, "7.7")) == 0
    await close(lanes)


async def test_a_bug_in_one_turn_does_not_stop_the_thread(
    caplog: pytest.LogCaptureFixture,
) -> None:
    desk = Desk(bugs={1})
    lanes = Lanes(desk.run, at_once=5)
    with caplog.at_level(logging.CRITICAL):
        await lanes.submit(turn(1))
        await lanes.submit(turn(2))
        assert [await desk.next(), await desk.next()] == [1, 2]
    await close(lanes)


async def test_a_running_turn_is_told_to_stop_and_why() -> None:
    """The first reason counts."""
    desk = Desk()
    lanes = Lanes(desk.run, at_once=5)
    await lanes.submit(turn(1))
    await desk.next()
    assert await lanes.stop(1, "Ann")
    assert await lanes.stop(1, "Ben")
    await lanes.close(grace=5, hand_over=lambda: None)
    assert desk.stops[1].reason == "Ann"
    assert desk.ended == [1]


async def test_a_waiting_turn_that_is_stopped_waits_no_longer() -> None:
    """And who stands behind moves up."""
    desk = Desk()
    lanes = Lanes(desk.run, at_once=1)
    for number in (1, 2, 3):
        await lanes.submit(turn(number))
    assert await desk.next() == 1
    assert await lanes.stop(2, "Ann")
    assert await lanes.ahead(turn(9)) == 2
    assert await desk.next() == 2
    assert desk.stops[2].reason == "Ann"
    desk.ends[1].set()
    assert await desk.next() == 3
    await close(lanes)


async def test_a_turn_that_is_over_cannot_be_stopped() -> None:
    desk = Desk()
    lanes = Lanes(desk.run, at_once=5)
    await lanes.submit(turn(1))
    await desk.next()
    desk.ends[1].set()
    await lanes.close(grace=5, hand_over=lambda: None)
    assert not await lanes.stop(1, "Ann")
    assert not lanes.busy


async def test_closing_lets_what_runs_end_and_starts_nothing() -> None:
    desk = Desk()
    lanes = Lanes(desk.run, at_once=5)
    await lanes.submit(turn(1))
    await lanes.submit(turn(2))
    await desk.next()
    closing = asyncio.ensure_future(lanes.close(grace=5, hand_over=lambda: None))
    await asyncio.sleep(0)
    desk.ends[1].set()
    await closing
    assert desk.ended == [1]
    assert desk.begun.empty()


async def test_a_turn_that_does_not_end_in_time_is_handed_over_and_then_cut() -> None:
    """So that a response that runs in the background is not cancelled with it."""
    desk = Desk()
    order: list[str] = []

    async def run(turn: Turn, stop: Stop) -> None:
        try:
            await desk.run(turn, stop)
        except asyncio.CancelledError:
            order.append("cut")
            raise

    lanes = Lanes(run, at_once=5)
    await lanes.submit(turn(1))
    await desk.next()
    await lanes.close(grace=0, hand_over=lambda: order.append("handed over"))
    assert order == ["handed over", "cut"]
    assert not desk.ended


async def test_a_thread_that_was_opened_goes_on_in_the_same_lane() -> None:
    desk = Desk()
    opened = OpenedThreads()
    lanes = Lanes(desk.run, at_once=5, opened=opened)
    await lanes.submit(turn(1, "command-1"))
    await desk.next()
    opened.tell(turn(1, "8.8"))
    assert await lanes.ahead(turn(2, "8.8")) == 1
    await lanes.submit(turn(2, "8.8"))
    assert desk.begun.empty()
    desk.ends[1].set()
    assert await desk.next() == 2
    desk.ends[2].set()
    await lanes.close(grace=5, hand_over=lambda: None)
    assert await lanes.ahead(turn(3, "8.8")) == 0


async def test_a_door_that_fails_does_not_shut_the_lane_for_good() -> None:
    """The database may be locked for a moment; who waits must not wait for good."""
    desk, access = Desk(), FakeAccess(OSError("locked"))
    lanes = Lanes(desk.run, Seating(SeatLimits(5), access))
    lanes.pause = 0
    await lanes.submit(turn(1))
    await lanes.submit(turn(2))
    assert await desk.next() == 1
    desk.ends[1].set()
    assert await desk.next() == 2
    await close(lanes)


async def test_who_was_refused_at_the_door_is_run_to_say_so() -> None:
    """Without holding a seat, and without delaying anybody."""
    desk, shut = Desk(), ModelShut("429", 7200)
    lanes = Lanes(desk.run, Seating(SeatLimits(5), FakeAccess(shut)))
    await lanes.submit(turn(1))
    await lanes.submit(turn(2))
    assert await desk.next() == 1
    assert desk.stops[1].refused is shut
    desk.ends[1].set()
    assert await desk.next() == 2
    assert desk.stops[2].refused is None
    await close(lanes)


async def test_those_who_wait_are_told_when_the_line_moves() -> None:
    class Told(Notices):
        moves: ClassVar[list[list[int]]] = []

        def moved(self, waiting: WaitingTurns) -> None:
            self.moves.append([turn.id for turn, _ in waiting()])

    desk = Desk()
    lanes = Lanes(desk.run, at_once=1, notices=Told())
    await lanes.submit(turn(1, "1.0"))
    await lanes.submit(turn(2, "2.0"))
    assert await desk.next() == 1
    desk.ends[1].set()
    assert await desk.next() == 2
    assert [2] in Told.moves
    await close(lanes)
