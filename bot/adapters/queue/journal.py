"""The queue's own port to the journal, in addition to `Turns`."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any, Protocol

from bot.core.queue.seats import SeatLimits
from bot.core.turn.turns import Turn, Waiting

Write = Callable[[Any, Turn], Awaitable[None]]


class Journal(Protocol):
    """The processes' knowledge about each other."""

    async def beat(self, running: Sequence[int] = ()) -> None:
        """Note that this process lives, and that it runs these turns and no others."""

    async def alone(self) -> bool:
        """Whether every other process that was here has signed off."""

    async def lane(self, turn: int) -> Sequence[Waiting]:
        """The turn and those before it in its thread, as far as they have not ended."""

    async def released(self, turn: int) -> None:
        """Note that this process no longer runs the turn."""

    async def seat(self, turn: Turn, seats: SeatLimits) -> float:
        """Take a seat for the turn; 0, or the seconds until it may ask again."""

    async def waiting(self) -> int:
        """How many turns wait without being assigned to a process."""

    async def stop(self, turn: int, reason: str) -> bool | None:
        """Note a request to stop the turn; None if it is over, otherwise whether it is
        running."""

    async def stopped(self, turns: Sequence[int]) -> Mapping[int, str]:
        """Which of these turns are to stop, and why."""

    async def rewrite(self, write: Write) -> int:
        """Write tickets for unfinished turns that have none and that nobody runs."""

    async def unsettled(self) -> Sequence[Turn]:
        """Turns to be settled whose process is gone; from now on they belong to this
        one."""
