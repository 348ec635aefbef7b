"""The model's door: so many requests a minute, and none while it is too busy.

Answers that are under way are not touched: what is shut is the door, not the house.
"""

from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import dataclass

from bot.core.budget import Budget
from bot.core.errors import ModelBusy
from bot.core.events import TurnEvent
from bot.core.fencing import still_ours
from bot.core.ports import Model
from bot.core.rank import Rank, take_ticket
from bot.core.request import Request
from bot.core.tiers import MODEL
from bot.core.turns import Turn

SHUT_FOR = 1.0
"""Seconds, where the model does not say when it may be asked again."""


@dataclass(frozen=True, slots=True)
class BudgetedModel:
    """A `Model` that is asked when the budget allows it."""

    model: Model
    budget: Budget

    def leave(self, response: str) -> None:
        """Closing the answer with this response leaves it running."""
        self.model.leave(response)

    async def answer(self, request: Request) -> AsyncGenerator[TurnEvent, None]:
        """Yield the answer's events. Who asks again goes before those who are new.

        Raises Overtaken where another process asks by now: nothing is paid twice.
        """
        if not take_ticket(MODEL.method):
            await self.budget.admitted(MODEL, Rank.FIRST)
        await still_ours()
        begun = False
        try:
            async with aclosing(self.model.answer(request)) as events:
                async for event in events:
                    begun = True
                    yield event
                    del event  # it may hold a picture
        except ModelBusy as busy:
            if not begun:
                await self.budget.closed(MODEL, busy.retry_after or SHUT_FOR)
            raise


@dataclass(frozen=True, slots=True)
class ModelDoor:
    """Where turns wait before they run, if they have anything to ask."""

    budget: Budget

    async def __call__(self, turn: Turn) -> None:
        """Return when the turn may ask."""
        if turn.answer is None:
            await self.budget.admitted(MODEL, Rank.STEP)
