"""The context of a bot tool: the turn that it works for."""

import asyncio
from collections.abc import Callable, Sequence

from bot.core.caller import Caller
from bot.core.showing.context import TurnContext
from bot.core.showing.sheet_frames import SheetFrames
from bot.core.turn.legs import Leg
from bot.core.turn.terms import Terms
from bot.core.turn.turns import Turn


class ToolContext:
    """The turn, its terms, and the leg that has called the tool.

    A tool notes in the leg what it has done, and the leg is stored each time, so that
    nothing is done twice. `showing` is everything that showing the turn needs, and
    `frames` show pictures of a set in its message.
    `caller` gives the caller of the next request to the model.
    """

    def __init__(
        self,
        turn: Turn,
        terms: Terms,
        legs: Sequence[Leg],
        showing: TurnContext,
        frames: SheetFrames,
        caller: Callable[[], Caller],
    ) -> None:
        self.turn, self.terms, self.frames = turn, terms, frames
        self.before, self.leg = tuple(legs[:-1]), legs[-1]
        self.showing, self.caller = showing, caller
        self._noting = asyncio.Lock()

    @property
    def legs(self) -> tuple[Leg, ...]:
        """The legs of the turn as they are stored."""
        return (*self.before, self.leg)

    async def note(self, change: Callable[[Leg], Leg]) -> None:
        """Store the changed leg. If several change it at once, they do so one after the
        other."""
        async with self._noting:
            keep = self.showing.turns.legs.keep
            self.leg = await keep(self.turn.id, change(self.leg))
