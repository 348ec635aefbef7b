"""The line at a budget against a simple model, in any order of what can happen."""

import asyncio
from collections.abc import Sequence

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from bot.core.caller import Priority
from bot.core.calls.budget import SharedBudget
from bot.core.calls.call import Call
from bot.core.calls.tiers import Limit, Tiers
from tests.fakes import turns_of_the_loop

EDIT, POST = Call("T1", "chat.update"), Call("T1", "chat.postMessage", "C1")
calls = st.sampled_from([EDIT, POST])
ranks = st.sampled_from(Priority)
times = st.integers(0, 3).map(float)
any_of = st.integers(0, 99)


class Taps:
    """A ledger whose rows are open or not, and that knows when to ask again: never."""

    def __init__(self) -> None:
        self.left: dict[str, int] = {}

    async def take(self, wanted: Sequence[Limit]) -> float:
        """Rows of all channels together are open all the time."""
        key = wanted[-1].key
        if self.left.get(key, 0) == 0:
            return 3600
        self.left[key] -= 1
        return 0

    async def close(self, key: str, seconds: float) -> None:
        """Nobody is refused here."""

    async def tidy(self) -> None:
        """There are no rows."""


class LineMachine(RuleBasedStateMachine):
    """Callers come, go away and are served."""

    def __init__(self) -> None:
        super().__init__()
        self.loop = asyncio.new_event_loop()
        self.taps = Taps()
        self.budget = SharedBudget(self.taps, Tiers())
        self.waiting: dict[tuple[Call, Priority, float, int], asyncio.Task[None]] = {}
        self.came = 0

    def settle(self) -> None:
        self.loop.run_until_complete(turns_of_the_loop(80))

    def first(self, call: Call) -> tuple[Call, Priority, float, int] | None:
        return min(
            (each for each in self.waiting if each[0] == call),
            default=None,
            key=lambda each: each[1:],
        )

    @rule(call=calls, priority=ranks, since=times)
    def somebody_comes(self, call: Call, priority: Priority, since: float) -> None:
        self.came += 1
        task = self.loop.create_task(self.budget.admitted(call, priority, since))
        self.waiting[call, priority, since, self.came] = task
        self.settle()

    @precondition(lambda self: self.waiting)
    @rule(number=any_of)
    def somebody_goes_away(self, number: int) -> None:
        place = list(self.waiting)[number % len(self.waiting)]
        self.waiting.pop(place).cancel()
        self.settle()

    @precondition(lambda self: self.waiting)
    @rule(number=any_of)
    def one_more_is_allowed(self, number: int) -> None:
        """And the first in line learns of it, as it does when its time is up."""
        call = list(self.waiting)[number % len(self.waiting)][0]
        first = self.first(call)
        assert first is not None
        self.taps.left[call.key] = 1
        self.budget._lines[call][0].wake.set()
        self.settle()
        assert self.waiting.pop(first).done()

    @invariant()
    def nobody_passes_out_of_turn(self) -> None:
        assert not any(task.done() for task in self.waiting.values())
        assert not any(self.taps.left.values())

    @invariant()
    def nothing_is_kept_of_those_who_are_gone(self) -> None:
        assert set(self.budget._lines) == {each[0] for each in self.waiting}

    def teardown(self) -> None:
        for task in self.waiting.values():
            task.cancel()
        self.settle()
        self.loop.close()


LineMachine.TestCase.settings = settings(
    max_examples=30, stateful_step_count=40, deadline=None
)
TestLine = LineMachine.TestCase
