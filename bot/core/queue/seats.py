"""Limits how many turns run at once: in the process, for a workspace, and for a person.

All waiting turns stand in one line. Among those that may run, the first turn of the
workspace with the fewest running turns goes next. A turn with a seat may still have to
wait for access to the model, which takes only so many requests a minute, or none while
it is too busy; until then the turn counts as waiting.
"""

import asyncio
from collections import Counter
from dataclasses import dataclass, field

from bot.core.calls.model_access import FreeAccess, ModelAccess
from bot.core.turn.turns import Turn


@dataclass(frozen=True, slots=True)
class SeatLimits:
    """How many turns may have a seat."""

    at_once: int
    per_team: int = 1000
    per_user: int = 1000


Entry = tuple[SeatLimits, ModelAccess]
"""The seats and the access that a turn needs before it runs."""


@dataclass(eq=False, slots=True)
class _Guest:
    turn: Turn
    since: float
    entering: asyncio.Task[None] | None = None
    seat: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def team(self) -> str:
        return self.turn.ask.thread.team

    @property
    def user(self) -> tuple[str, str]:
        return self.team, self.turn.ask.user


class Seating:
    """Gives seats to turns."""

    def __init__(self, seats: SeatLimits, access: ModelAccess | None = None) -> None:
        self._seats, self._access = seats, access or FreeAccess()
        self._line: list[_Guest] = []
        self._sitting: dict[int, _Guest] = {}
        self._teams: Counter[str] = Counter()
        self._users: Counter[tuple[str, str]] = Counter()

    def line(self, team: str) -> int:
        """How many turns of a workspace wait."""
        return sum(guest.team == team for guest in self._line)

    def ahead(self, turn: int) -> int:
        """How many turns of the same workspace are ahead of this one."""
        place = next((n for n, g in enumerate(self._line) if g.turn.id == turn), None)
        if place is None:
            return 0
        team = self._line[place].team
        return sum(guest.team == team for guest in self._line[:place])

    async def enter(self, turn: Turn, since: float | None = None) -> bool:
        """Return when the turn may run; False if it went away meanwhile.

        `since` is when it began to wait. Raises ModelShut if it has waited too long.
        """
        now = asyncio.get_running_loop().time()
        guest = _Guest(turn, now if since is None else since)
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

    def go_away(self, turn: int) -> None:
        """Take the turn out of the line."""
        for guest in self._line:
            if guest.turn.id == turn and guest.entering is not None:
                guest.entering.cancel()

    def leave(self, turn: int) -> None:
        """Free the seat of a turn that is over."""
        guest = self._sitting.pop(turn, None)
        if guest is not None:
            self._teams[guest.team] -= 1
            self._users[guest.user] -= 1
        self._seat()

    async def _enter(self, guest: _Guest) -> None:
        self._seat()
        await self._access.through(guest.turn, guest.seat.wait, guest.since)

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
