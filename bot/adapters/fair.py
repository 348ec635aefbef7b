"""Places that many people share, so that nobody takes all of them."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager


class FairRoom:
    """So many places, and at most so many for each person.

    A free place goes to the person with the fewest; among equals, to the one who came
    first.
    """

    def __init__(self, at_once: int, each: int) -> None:
        self._free, self._each = at_once, each
        self._inside: Counter[str] = Counter()
        self._line: list[tuple[str, asyncio.Future[None]]] = []

    @asynccontextmanager
    async def place(self, who: str) -> AsyncIterator[None]:
        """Wait for a place, and have it as long as the context lasts."""
        called = asyncio.get_running_loop().create_future()
        self._line.append((who, called))
        self._seat()
        try:
            await called
        except asyncio.CancelledError:
            if called.done() and not called.cancelled():  # both at the same time
                self._leave(who)
            raise
        try:
            yield
        finally:
            self._leave(who)

    def _leave(self, who: str) -> None:
        self._free += 1
        self._inside[who] -= 1
        if not self._inside[who]:
            del self._inside[who]
        self._seat()

    def _seat(self) -> None:
        """Admit those who may come in; callers that gave up leave the line."""
        self._line = [each for each in self._line if not each[1].done()]
        while self._free and (who := self._next()):
            self._free -= 1
            self._inside[who[0]] += 1
            who[1].set_result(None)
            self._line.remove(who)

    def _next(self) -> tuple[str, asyncio.Future[None]] | None:
        may = [each for each in self._line if self._inside[each[0]] < self._each]
        return min(may, key=lambda each: self._inside[each[0]], default=None)
