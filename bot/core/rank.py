"""Who is calling, for whom and what for: handed down to the call without a parameter.

A call that was admitted beforehand carries a ticket, which pays for it once.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from enum import IntEnum


class Rank(IntEnum):
    """Who goes first when a budget is short."""

    END = 0
    """The last form of a message, and answers to clicks. Never dropped."""
    FIRST = 1
    STEP = 2
    PREVIEW = 3


@dataclass(frozen=True, slots=True)
class Call:
    """A kind of call that is counted on its own."""

    team: str
    method: str
    channel: str = ""

    @property
    def key(self) -> str:
        """Its name in a table."""
        return f"{self.team}/{self.method}/{self.channel}"


@dataclass(frozen=True, slots=True)
class Standing:
    """The rank of a caller, and since when it has waited: the oldest goes first."""

    rank: Rank
    since: float = 0.0


_standing: ContextVar[Standing | None] = ContextVar("standing", default=None)
_team: ContextVar[str] = ContextVar("team", default="")
_tickets: ContextVar[set[str] | None] = ContextVar("tickets", default=None)


@contextmanager
def ranked(rank: Rank, since: float = 0.0) -> Iterator[None]:
    """Whatever is called in here is called under this rank."""
    token = _standing.set(Standing(rank, since))
    try:
        yield
    finally:
        _standing.reset(token)


def standing(otherwise: Rank) -> Standing:
    """The rank under which the call at hand is made."""
    return _standing.get() or Standing(otherwise)


def work_for(team: str) -> None:
    """From here on, and in tasks begun from here on, calls count for this workspace."""
    _team.set(team)


def workspace(otherwise: str) -> str:
    """The workspace that the call at hand counts for."""
    return _team.get() or otherwise


@contextmanager
def paid(method: str) -> Iterator[None]:
    """One call of this method in here, or in a task begun in here, was admitted."""
    token = _tickets.set({method})
    try:
        yield
    finally:
        _tickets.reset(token)


def take_ticket(method: str) -> bool:
    """Whether the call at hand was admitted before; says so once a ticket."""
    tickets = _tickets.get()
    if tickets is None or method not in tickets:
        return False
    tickets.discard(method)
    return True
