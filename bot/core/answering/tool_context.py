"""The context of a bot tool: the turn that it works for."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field

from bot.core.answering.sources import Sources
from bot.core.caller import Caller
from bot.core.showing.context import TurnContext
from bot.core.showing.sheet_frames import SheetFrames
from bot.core.turn.legs import Leg
from bot.core.turn.terms import Terms
from bot.core.turn.turns import Turn


@dataclass(slots=True)
class ToolContext:
    """The turn, its terms, and the leg that has called the tool.

    A tool notes in the leg what it has done, and the leg is stored each time, so that
    nothing is done twice. `showing` is everything that showing the turn needs, and
    `frames` show pictures of a set in its message.
    `caller` gives the caller of the next request to the model, and `sources` the
    pictures that it can be drawn from. `legs` are the turn's legs as they are stored.
    """

    turn: Turn
    terms: Terms
    legs: tuple[Leg, ...]
    showing: TurnContext
    frames: SheetFrames
    caller: Callable[[], Caller]
    sources: Sources
    _noting: asyncio.Lock = field(default_factory=asyncio.Lock)

    @property
    def leg(self) -> Leg:
        """The leg that has called the tool."""
        return self.legs[-1]

    @property
    def before(self) -> tuple[Leg, ...]:
        """The legs before that one."""
        return self.legs[:-1]

    async def note(self, change: Callable[[Leg], Leg]) -> None:
        """Store the changed leg. If several change it at once, they do so one after the
        other."""
        async with self._noting:
            keep = self.showing.turns.legs.keep
            changed = await keep(self.turn.id, change(self.leg))
            self.legs = (*self.before, changed)
