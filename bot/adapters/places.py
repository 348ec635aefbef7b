"""A limited number of places. Whoever has been idle longest makes room for a newcomer.

A crowd of idle readers or senders keeps nobody out, and anybody who makes progress
keeps their place.
"""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager
from typing import Final, TypeVar

PATIENCE: Final = 1.0
"""Seconds that somebody may be idle while others wait."""

Result = TypeVar("Result")


class Place:
    """One place. Its holder waits for the other side through it."""

    def __init__(self, most_seconds: float) -> None:
        self._most_seconds = most_seconds
        self._limit: asyncio.Timeout | None = None
        self._given_away = False
        self.since = _now()

    async def wait(self, for_them: Awaitable[Result]) -> Result:
        """Raise TimeoutError if it takes too long, or somebody else needs the place."""
        self.since = _now()
        most = 0 if self._given_away else self._most_seconds
        async with asyncio.timeout(most) as self._limit:
            result = await for_them
        self._limit = None
        return result

    def give_away(self) -> None:
        """End what the holder is waiting for."""
        self._given_away = True
        if self._limit is not None:
            self._limit.reschedule(_now())


class Places:
    """At most `most` places; in each, the other side has `most_seconds` for every
    step."""

    def __init__(
        self, most: int, most_seconds: float, patience: float = PATIENCE
    ) -> None:
        self._most, self._most_seconds = most, most_seconds
        self._patience = patience
        self._taken: set[Place] = set()
        self._waiting: deque[asyncio.Future[None]] = deque()

    @asynccontextmanager
    async def one(self) -> AsyncIterator[Place]:
        """Take a place. Raises TimeoutError if none becomes free."""
        async with asyncio.timeout(self._most_seconds):
            await self._room()
        place = Place(self._most_seconds)
        self._taken.add(place)
        try:
            yield place
        finally:
            self._free(place)

    async def _room(self) -> None:
        while len(self._taken) >= self._most:
            slowest = min(self._taken, key=lambda place: place.since)
            patience = slowest.since + self._patience - _now()
            if patience <= 0:
                slowest.give_away()
                self._taken.discard(slowest)
            else:
                await self._someone_goes(patience)

    async def _someone_goes(self, at_most: float) -> None:
        gone: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append(gone)
        await asyncio.wait([gone], timeout=at_most)
        gone.cancel()

    def _free(self, place: Place) -> None:
        self._taken.discard(place)
        while self._waiting:
            gone = self._waiting.popleft()
            if not gone.done():
                gone.set_result(None)
                return


def _now() -> float:
    return asyncio.get_running_loop().time()
