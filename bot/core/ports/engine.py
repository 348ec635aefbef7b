"""The port to what runs accepted turns."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from bot.core.turn.turns import Turn


@dataclass(frozen=True, slots=True)
class Load:
    """How many turns wait, and how many run here."""

    waiting: int
    running: int


class Engine(Protocol):
    """Runs accepted turns: in order within a thread, side by side between threads."""

    async def ahead(self, turn: Turn) -> int:
        """How many turns are ahead of one that has just been accepted.

        They are counted in its thread or, if it is the first one there, in its
        workspace.
        """

    async def submit(self, turn: Turn, told: int = 0) -> None:
        """Take the place in the lane that the turn got when it was accepted.

        `told` is how many are ahead of it according to its message.
        """

    async def stop(self, turn: int, reason: str) -> bool:
        """Stop a turn that runs or waits, in any process; False if it does neither."""

    async def load(self) -> Load:
        """How much there is to do."""

    async def trouble(self) -> str:
        """What prevents turns from running, in a few words; empty if nothing does."""

    async def close(self, grace: float, hand_over: Callable[[], None]) -> None:
        """Start nothing more; let running turns end within the grace time, then hand
        over.

        Turns that are handed over are in the journal, and continue elsewhere or at the
        next start.
        """
