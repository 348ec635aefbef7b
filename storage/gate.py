"""The gate before the model, for a process that shares it with nobody.

Nothing of it is stored: a restart should try again.
"""

import time
from collections.abc import Callable

from bot.core.calls.gate import Knock, Shut


class OwnGate:
    """Implements the port `Gate`."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._since: float | None = None
        self._until = self._next = 0.0

    async def knock(self, lease: float) -> Knock:
        """Ask to go through."""
        now = self._now()
        if self._since is None or self._until <= now:
            return Knock(shut=self._since is not None)
        if self._next > now:
            return Knock(min(self._next, self._until) - now, shut=True)
        self._next = now + lease
        return Knock(shut=True)

    async def shut(self, seconds: float, again: float) -> None:
        """Shut the gate for so many seconds; after a part of them, one turn may try."""
        now = self._now()
        self._since = now if self._since is None else self._since
        self._until, self._next = max(self._until, now + seconds), now + again

    async def opened(self, ago: float) -> None:
        """Note that a caller that went through so many seconds ago was answered."""
        if self._since is not None and self._since <= self._now() - ago:
            self._since, self._until, self._next = None, 0.0, 0.0

    async def state(self) -> Shut | None:
        """How shut the gate is, or None if it is open."""
        if self._since is None:
            return None
        now = self._now()
        return Shut(now - self._since, max(0.0, self._until - now))

    async def anew(self) -> None:
        """Do nothing: a process that has just started knows of no trouble."""
