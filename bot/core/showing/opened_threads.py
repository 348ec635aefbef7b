"""Reports the threads that our messages open."""

from collections.abc import Callable

from bot.core.turn.turns import Turn

Hear = Callable[[Turn], None]


class OpenedThreads:
    """Tells its listeners which turn's message has opened a thread. The turn is in that
    thread now."""

    def __init__(self) -> None:
        self._hearing: list[Hear] = []

    def listen(self, hear: Hear) -> None:
        """Call this for each opened thread from now on."""
        self._hearing.append(hear)

    def tell(self, turn: Turn) -> None:
        """Report that this turn's message has opened a thread."""
        for hear in self._hearing:
            hear(turn)
