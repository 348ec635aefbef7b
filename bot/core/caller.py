"""Who makes a call: a value that goes with the call, so that a reader sees it there."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from enum import IntEnum
from typing import Final

Check = Callable[[], Awaitable[None]]


class Priority(IntEnum):
    """Who goes first when a budget is short."""

    END = 0
    """The last form of a message, and answers to clicks. Never dropped."""
    FIRST = 1
    STEP = 2
    PREVIEW = 3


async def unchecked() -> None:
    """Nothing can overtake this caller."""


@dataclass(frozen=True, slots=True)
class Caller:
    """For which workspace it calls, how urgently, and since when it has waited.

    `admitted` is the method of a call that the budget has let pass already, once.
    `check` raises Overtaken if the caller works on an attempt that is over; it is asked
    just before the call is made.
    """

    team: str = ""
    priority: Priority = Priority.STEP
    since: float = 0.0
    admitted: str = ""
    check: Check = unchecked

    def at(self, priority: Priority, since: float = 0.0) -> "Caller":
        """The same caller with a call of this priority."""
        return replace(self, priority=priority, since=since)

    def within(self, team: str) -> "Caller":
        """The same caller with a call for this workspace, if one is named."""
        return replace(self, team=team or self.team)

    def let_pass(self, method: str) -> "Caller":
        """The same caller, for whom one call of this method is counted already."""
        return replace(self, admitted=method)


STEP: Final = Caller()
"""A caller whom nothing can overtake, with a step of its work."""
