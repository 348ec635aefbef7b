"""How many ask, how long a storm lasts, and how bad it gets."""

from dataclasses import dataclass

from tests.chaos.eve import EVERYTHING
from tests.chaos.troubles import NONE, Trouble


@dataclass(frozen=True)
class Plan:
    """How bad it gets."""

    asks: int = 200
    threads: int = 20
    every: float = 0.1
    lasts: float = 1.5
    """For how many times the asking's own length it goes on."""
    kills: int = 5
    freezes: int = 2
    restarts: int = 1
    cuts: int = 3
    late_files: int = 2
    patience: float = 150.0
    trouble: Trouble = NONE
    hostile: tuple[str, ...] = EVERYTHING
    """The pictures of the one who means no good; without any there is nobody."""

    @property
    def asking(self) -> float:
        """Seconds between two asks: some come before, during and after the trouble."""
        return max(self.every, self.trouble.lasts / self.asks)
