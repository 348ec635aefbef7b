"""Access to the model, which a turn needs besides its seat."""

from collections.abc import Awaitable, Callable
from typing import Protocol

from bot.core.errors import ModelShut
from bot.core.turn.turns import Turn

Seat = Callable[[], Awaitable[object]]
"""An awaitable function that returns when the turn has its seat."""


class ModelAccess(Protocol):
    """Access to the model, which a turn needs besides its seat."""

    async def through(self, turn: Turn, seat: Seat, since: float) -> None:
        """Return when the turn has its seat and may ask the model.

        Raises ModelShut if it has waited too long since `since`.
        """

    async def too_long(self, since: float) -> ModelShut | None:
        """What to tell a turn that has waited too long without a seat."""


class FreeAccess:
    """Access without any limit."""

    async def through(self, turn: Turn, seat: Seat, since: float) -> None:
        """Return when the turn has its seat."""
        await seat()

    async def too_long(self, since: float) -> ModelShut | None:
        """No wait is too long."""
        return None
