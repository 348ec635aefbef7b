"""The time that everything shares when the program stops."""

from collections.abc import Callable


class Grace:
    """So many seconds in all, counted from the first time that somebody asks."""

    def __init__(self, seconds: float, clock: Callable[[], float]) -> None:
        self._seconds, self._clock = seconds, clock
        self._since: float | None = None

    def left(self) -> float:
        """How many seconds are left."""
        now = self._clock()
        if self._since is None:
            self._since = now
        return max(0.0, self._since + self._seconds - now)
