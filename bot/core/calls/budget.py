"""How many calls of a kind are left, and who goes first.

A ledger that all processes share keeps what is left. Within a process, the callers of a
kind stand in line: by priority, then by how long they have waited, then in the order in
which they came. A caller that no longer wants to wait is cancelled, and loses nothing
but its place.
"""

import asyncio
from bisect import insort
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import Protocol

from bot.core.caller import Priority
from bot.core.calls.call import Call
from bot.core.calls.tiers import Limit

Rules = Callable[[Call, Priority], Sequence[Limit]]


class Ledger(Protocol):
    """The rows that all processes share."""

    async def take(self, wanted: Sequence[Limit]) -> float:
        """Take one call from every row, or from none of them.

        Returns 0 if it was taken, otherwise the seconds until it is worth asking again.
        """

    async def close(self, key: str, seconds: float) -> None:
        """Let nothing be taken from the row before so many seconds have passed."""

    async def tidy(self) -> None:
        """Forget rows that no longer make anybody wait."""


class Budget(Protocol):
    """Decides when callers may make a call."""

    async def admitted(
        self, call: Call, priority: Priority, since: float = 0.0
    ) -> None:
        """Return when the call may be made; the oldest `since` goes first."""

    async def closed(self, call: Call, seconds: float) -> None:
        """Note that a call was refused: nobody calls until the time is over."""


@dataclass(order=True, slots=True)
class _Place:
    priority: Priority
    since: float
    number: int
    wake: asyncio.Event = field(default_factory=asyncio.Event, compare=False)


class SharedBudget:
    """A `Budget` on top of a ledger."""

    def __init__(self, ledger: Ledger, rules: Rules) -> None:
        self._ledger, self._rules = ledger, rules
        self._lines: dict[Call, list[_Place]] = {}
        self._numbers = count()

    async def admitted(
        self, call: Call, priority: Priority, since: float = 0.0
    ) -> None:
        """Return when the call may be made."""
        line = self._lines.setdefault(call, [])
        place = _Place(priority, since, next(self._numbers))
        insort(line, place)
        try:
            await self._first_and_taken(call, line, place)
        finally:
            line.remove(place)
            if line:
                line[0].wake.set()
            elif self._lines.get(call) is line:
                del self._lines[call]

    async def closed(self, call: Call, seconds: float) -> None:
        """Shut the row for everyone."""
        await self._ledger.close(call.key, seconds)

    async def _first_and_taken(
        self, call: Call, line: list[_Place], place: _Place
    ) -> None:
        wanted = self._rules(call, place.priority)
        while True:
            place.wake.clear()
            wait = None
            if line[0] is place:
                wait = await self._ledger.take(wanted)
                if wait <= 0:
                    return
            await _woken(place.wake, wait)


async def _woken(wake: asyncio.Event, seconds: float | None) -> None:
    try:
        async with asyncio.timeout(seconds):
            await wake.wait()
    except TimeoutError:
        return
