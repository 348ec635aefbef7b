"""What the queue's engine needs of the journal beyond the port `Turns`."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any, Protocol

from bot.core.room import Seats
from bot.core.turns import Turn, Waiting

Write = Callable[[Any, Turn], Awaitable[None]]


class Journal(Protocol):
    """What the processes know of each other."""

    async def beat(self, running: Sequence[int] = ()) -> None:
        """Note that this process lives, and that it runs these turns and no others."""

    async def lane(self, turn: int) -> Sequence[Waiting]:
        """The turn and those before it in its thread, as far as they have not ended."""

    async def released(self, turn: int) -> None:
        """Note that this process runs the turn no longer."""

    async def seat(self, turn: Turn, seats: Seats) -> float:
        """Take a seat for the turn; 0, or the seconds until it may ask again."""

    async def waiting(self) -> int:
        """How many turns wait and are nobody's yet."""

    async def stop(self, turn: int, reason: str) -> bool | None:
        """Note a wish to stop; None if it is over, else whether it runs already."""

    async def stopped(self, turns: Sequence[int]) -> Mapping[int, str]:
        """Which of these turns are to stop, and why."""

    async def rewrite(self, write: Write) -> int:
        """Write tickets for unfinished turns that have none and that nobody runs."""

    async def unsettled(self) -> Sequence[Turn]:
        """Turns to be settled whose process is gone; they are this one's from now."""
