"""Keeps the legs of turns while nothing can be written."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from bot.core.ports import Legs
from bot.core.storing.pending_writes import PendingWrite, PendingWrites, about_turn
from bot.core.turn.decisions import Decision
from bot.core.turn.legs import Leg
from bot.core.turn.permissions import Permission
from bot.core.turn.turns import Turn


@dataclass(frozen=True, slots=True)
class _LegKept:
    """A leg that waits to be stored, and what it changes of its turn."""

    leg: Leg

    def __call__(self, turn: Turn) -> Turn:
        return replace(turn, status=self.leg.leaves, response="", sequence=None)


class PendingLegs:
    """A `Legs` in front of the one that stores, because the result of a leg was paid
    for."""

    def __init__(self, legs: Legs, pending_writes: PendingWrites) -> None:
        self._legs, self._pending_writes = legs, pending_writes

    async def of(self, turn: int) -> Sequence[Leg]:
        """The legs as they will stand when everything is stored."""
        found = {leg.number: leg for leg in await self._legs.of(turn)}
        for kept in self._pending_writes.about(about_turn(turn)):
            if isinstance(kept, _LegKept):
                found[kept.leg.number] = kept.leg
        return list(found.values())

    async def keep(self, turn: int, leg: Leg) -> Leg:
        """Store the leg, now or later.

        A leg that was followed is stored now or not at all: an allowed action comes
        next, and a later process must not think that it was not done.
        """
        if leg.followed:
            await self._pending_writes.drained(about_turn(turn))
            return await self._legs.keep(turn, leg)
        work = partial(self._legs.keep, turn, leg)
        write = PendingWrite(f"a leg of turn {turn}", work, _LegKept(leg))
        kept = await self._pending_writes.write(about_turn(turn), write)
        return kept if isinstance(kept, Leg) else leg

    async def decide(
        self, turn: int, decisions: Sequence[Decision], declined: str = ""
    ) -> Turn | None:
        """Note what was decided, after storing that the turn asks."""
        await self._pending_writes.drained(about_turn(turn))
        return await self._legs.decide(turn, decisions, declined)

    async def permitted(self, turn: Turn) -> Sequence[Permission]:
        """What need not be asked in the turn's thread."""
        return await self._legs.permitted(turn)

    async def came_outside(self, turn: Turn) -> None:
        """End permissions; while that cannot be stored, nothing goes on."""
        await self._legs.came_outside(turn)

    async def overdue(self, seconds: float) -> Sequence[int]:
        """The turns that have been asking for longer than that."""
        return await self._legs.overdue(seconds)
