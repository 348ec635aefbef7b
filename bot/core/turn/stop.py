"""What the engine tells a run, and the type of a run that can be stopped."""

import asyncio
from collections.abc import Awaitable, Callable

from bot.core.errors import BotError
from bot.core.turn.turns import Turn


class Stop:
    """A person's request to stop a turn. Empty until somebody makes it.

    A `refused` turn also ends without asking the model for anything. One that was
    `admitted` may ask it once without waiting for the model's limit.
    """

    def __init__(self) -> None:
        self.reason = ""
        self.refused: BotError | None = None
        self.admitted = False
        self.asked = asyncio.Event()

    def ask(self, reason: str) -> None:
        """Request the stop; the first reason counts."""
        if not self.asked.is_set():
            self.reason = reason
            self.asked.set()

    def use_admission(self) -> bool:
        """Whether the turn was admitted, and has not asked the model since."""
        admitted, self.admitted = self.admitted, False
        return admitted


Run = Callable[[Turn, Stop], Awaitable[None]]
