"""How many turns run at once: in the process, of a workspace, of a person.

Those who wait stand in one line. Of those who may go, the one goes whose workspace has
the fewest running, and of these the first. Who has a seat may still have to wait at the
door, where the model is asked for at most so many answers a minute, or for none while
it is too busy; until then it counts as waiting.
"""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from bot.core.turns import Turn

Door = Callable[[Turn], Awaitable[None]]


async def _open(_: Turn) -> None:
    """A door that nobody has to wait at."""


@dataclass(frozen=True, slots=True)
class Seats:
    """How many may sit."""

    at_once: int
    per_team: int = 1000
    per_user: int = 1000


@dataclass(eq=False, slots=True)
class _Guest:
    turn: Turn
    entering: asyncio.Task[None] | None = None
    seat: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def team(self) -> str:
        return self.turn.ask.thread.team

    @property
    def user(self) -> tuple[str, str]:
        return self.team, self.turn.ask.user


class Room:
    """Seats turns."""

    def __init__(self, seats: Seats, door: Door = _open) -> None:
        self._seats, self._door = seats, door
        self._line: list[_Guest] = []
        self._sitting: dict[int, _Guest] = {}
        self._teams: Counter[str] = Counter()
        self._users: Counter[tuple[str, str]] = Counter()
        self.moved: Callable[[], None] = lambda: None

    def line(self, team: str) -> int:
        """How many of a workspace wait."""
        return sum(guest.team == team for guest in self._line)

    def ahead(self, turn: int) -> int:
        """How many of the same workspace wait before this turn."""
        place = next((n for n, g in enumerate(self._line) if g.turn.id == turn), None)
        if place is None:
            return 0
        team = self._line[place].team
        return sum(guest.team == team for guest in self._line[:place])

    async def enter(self, turn: Turn) -> bool:
        """Return when the turn may run; False if it went away meanwhile."""
        guest = _Guest(turn)
        self._line.append(guest)
        guest.entering = asyncio.create_task(self._enter(guest))
        entered = False
        try:
            await asyncio.wait({guest.entering})
            entered = not guest.entering.cancelled()
            if entered:
                guest.entering.result()
            return entered
        finally:
            guest.entering.cancel()
            self._line.remove(guest)
            if not entered:
                self.leave(turn.id)
            self.moved()

    def go_away(self, turn: int) -> None:
        """The turn does not wait any longer."""
        for guest in self._line:
            if guest.turn.id == turn and guest.entering is not None:
                guest.entering.cancel()

    def leave(self, turn: int) -> None:
        """The turn is over: its seat is free."""
        guest = self._sitting.pop(turn, None)
        if guest is not None:
            self._teams[guest.team] -= 1
            self._users[guest.user] -= 1
        self._seat()

    async def _enter(self, guest: _Guest) -> None:
        self._seat()
        await guest.seat.wait()
        await self._door(guest.turn)

    def _seat(self) -> None:
        while len(self._sitting) < self._seats.at_once:
            waiting = [g for g in self._line if not g.seat.is_set() and self._may(g)]
            if not waiting:
                return
            guest = min(waiting, key=lambda each: self._teams[each.team])
            self._sitting[guest.turn.id] = guest
            self._teams[guest.team] += 1
            self._users[guest.user] += 1
            guest.seat.set()

    def _may(self, guest: _Guest) -> bool:
        here, his = self._teams[guest.team], self._users[guest.user]
        return here < self._seats.per_team and his < self._seats.per_user
