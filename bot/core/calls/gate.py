"""Whether the model may be asked, and who tries while it is too busy.

While the model says that it will be busy for long, the gate is shut, and one turn at a
time tries whether that is still so. The result counts for everybody.
"""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Knock:
    """The answer to a knock: the seconds until the next try, and whether the gate was
    shut."""

    wait: float = 0.0
    shut: bool = False


@dataclass(frozen=True, slots=True)
class Shut:
    """A shut gate: how long nobody has been answered, and how long that may last."""

    lasted: float
    left: float


class Gate(Protocol):
    """The gate before the model, shared by all processes."""

    async def knock(self, lease: float) -> Knock:
        """Ask to go through; the caller may if there is no wait.

        A caller that goes through a shut gate is the only one to try for so many
        seconds.
        """

    async def shut(self, seconds: float, again: float) -> None:
        """Shut the gate for so many seconds; after a part of them, one turn may try."""

    async def opened(self, ago: float) -> None:
        """Note that a caller that went through so many seconds ago was answered."""

    async def state(self) -> Shut | None:
        """How shut the gate is, or None if it is open."""

    async def anew(self) -> None:
        """Let the next caller try, as at the very beginning."""
