"""Brings turns that ask back into their lanes: after a decision, or a stop.

A newer reply does so as well, when it is accepted (`Turns.accept`).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.core.ports import Engine, Turns
from bot.core.turn.decisions import Decision


@dataclass(frozen=True, slots=True)
class Deciding:
    """Accepts decisions. Only the last one starts what follows."""

    turns: Turns
    engine: Engine

    async def decide(
        self, turn: int, decisions: Sequence[Decision], declined: str = ""
    ) -> bool:
        """Note a decision; returns whether the turn goes on because of it."""
        found = await self.turns.legs.decide(turn, decisions, declined)
        if found is not None:
            await self.engine.submit(found)
        return found is not None
