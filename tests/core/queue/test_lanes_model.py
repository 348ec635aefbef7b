"""Lanes and seats against a simple model, in any order of what can happen."""

import asyncio
from collections import Counter
from collections.abc import Coroutine
from dataclasses import replace
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from bot.core.queue.lanes import Lanes
from bot.core.queue.seats import Seating, SeatLimits
from bot.core.turn.stop import Stop
from bot.core.turn.turns import Turn
from tests.fakes import THREAD, ask, turns_of_the_loop

SEATS = SeatLimits(at_once=3, per_team=2, per_user=1)
threads = st.sampled_from("abcdef")
people = st.sampled_from(["ann", "ben", "cleo"])
any_of = st.integers(0, 99)


class LanesMachine(RuleBasedStateMachine):
    """Turns come, end and are stopped. Threads a to d are one workspace's."""

    def __init__(self) -> None:
        super().__init__()
        self.loop = asyncio.new_event_loop()
        self.lanes = Lanes(self.run_turn, Seating(SEATS))
        self.asked: list[Turn] = []
        self.running: dict[int, tuple[asyncio.Event, Stop]] = {}
        self.stopped: set[int] = set()
        self.ended: list[int] = []

    async def run_turn(self, turn: Turn, stop: Stop) -> None:
        end = asyncio.Event()
        self.running[turn.id] = end, stop
        await end.wait()
        del self.running[turn.id]
        self.ended.append(turn.id)

    def do(self, work: Coroutine[Any, Any, Any]) -> None:
        async def and_what_follows() -> None:
            await work
            await turns_of_the_loop(80)

        self.loop.run_until_complete(and_what_follows())

    @rule(thread=threads, user=people)
    def somebody_asks(self, thread: str, user: str) -> None:
        team = "T1" if thread in "abcd" else "T2"
        key = replace(THREAD, team=team, ts=thread)
        turn = Turn(len(self.asked) + 1, replace(ask(), user=user, thread=key))
        self.asked.append(turn)
        self.do(self.lanes.submit(turn))

    @precondition(lambda self: self.running)
    @rule(number=any_of)
    def a_turn_ends(self, number: int) -> None:
        running = sorted(self.running)
        self.running[running[number % len(running)]][0].set()
        self.do(turns_of_the_loop(1))

    @precondition(lambda self: self.waiting())
    @rule(number=any_of)
    def who_waits_is_stopped(self, number: int) -> None:
        waiting = self.waiting()
        turn = waiting[number % len(waiting)]
        self.stopped.add(turn.id)
        self.do(self.lanes.stop(turn.id, "Ann"))

    def waiting(self) -> list[Turn]:
        gone = {*self.running, *self.ended}
        return [turn for turn in self.asked if turn.id not in gone]

    def sitting(self) -> list[Turn]:
        """Turns that hold a seat. One that was stopped while it waited runs without
        one."""
        here = set(self.running) - self.stopped
        return [turn for turn in self.asked if turn.id in here]

    @invariant()
    def nobody_is_lost_or_comes_twice(self) -> None:
        assert len(self.ended) == len(set(self.ended))
        assert self.lanes.busy == bool(self.running or self.waiting())

    @invariant()
    def a_thread_runs_one_at_a_time_and_in_order(self) -> None:
        for thread in "abcdef":
            turns = [t for t in self.asked if t.ask.thread.ts == thread]
            own = {t.id for t in turns} - self.stopped
            sitting = [t.id for t in self.sitting() if t.id in own]
            assert len(sitting) <= 1
            order = [number for number in self.ended if number in own]
            assert order == sorted(order)

    @invariant()
    def nobody_has_more_seats_than_there_are(self) -> None:
        teams = Counter(turn.ask.thread.team for turn in self.sitting())
        users = Counter((t.ask.thread.team, t.ask.user) for t in self.sitting())
        assert len(self.sitting()) <= SEATS.at_once
        assert max(teams.values(), default=0) <= SEATS.per_team
        assert max(users.values(), default=0) <= SEATS.per_user

    @invariant()
    def no_seat_is_free_while_somebody_may_take_it(self) -> None:
        busy = {turn.ask.thread for turn in self.sitting()}
        teams = Counter(turn.ask.thread.team for turn in self.sitting())
        users = Counter((t.ask.thread.team, t.ask.user) for t in self.sitting())
        for turn in self.waiting():
            thread = turn.ask.thread
            if thread in busy:
                continue
            busy.add(thread)  # the first of its thread
            assert (
                len(self.sitting()) == SEATS.at_once
                or teams[thread.team] == SEATS.per_team
                or users[thread.team, turn.ask.user] == SEATS.per_user
            )

    @invariant()
    def it_is_known_how_many_of_the_thread_are_before(self) -> None:
        told = {turn.id: ahead for turn, ahead in self.lanes.waiting()}
        assert set(told) == {turn.id for turn in self.waiting()}
        sitting = {turn.ask.thread: turn.id for turn in self.sitting()}
        for turn in self.waiting():
            if turn.ask.thread in sitting:
                before = [t for t in self.waiting() if t.id < turn.id]
                same = [t for t in before if t.ask.thread == turn.ask.thread]
                assert told[turn.id] == len(same) + 1

    def teardown(self) -> None:
        self.do(self.lanes.close(0, lambda: None))
        self.loop.close()


LanesMachine.TestCase.settings = settings(
    max_examples=30, stateful_step_count=40, deadline=None
)
TestLanes = LanesMachine.TestCase
