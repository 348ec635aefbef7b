"""Reports everything that happens, once, to waiting tests and to the live stream.

Changes are kept in a bounded ring and numbered, so that a reader that lost its
connection can continue where it was.
"""

import asyncio
from collections import deque
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import dataclass, field

from playground.slack.values import Json

KEPT = 5_000


@dataclass(frozen=True, slots=True)
class Change:
    number: int
    kind: str
    team: str
    data: Json


@dataclass
class Changes:
    ring: deque[Change] = field(default_factory=lambda: deque(maxlen=KEPT))
    told: int = 0
    over: bool = False
    _woken: asyncio.Event = field(default_factory=asyncio.Event)

    def tell(self, kind: str, team: str = "", /, **data: object) -> None:
        self.told += 1
        self.ring.append(Change(self.told, kind, team, data))
        self._wake()

    def close(self) -> None:
        """Readers of the stream end here."""
        self.over = True
        self._wake()

    def _wake(self) -> None:
        woken, self._woken = self._woken, asyncio.Event()
        woken.set()

    async def wait(self, seconds: float) -> None:
        """Return after the next change, or when the time is over."""
        with suppress(TimeoutError):
            # Not `wait_for`: until Python 3.12 it forgets that it was cancelled where
            # the event comes at the same moment (python/cpython#86296).
            async with asyncio.timeout(seconds):
                await self._woken.wait()

    def missed(self, after: int) -> bool:
        """Whether changes after this number are gone from the ring."""
        return after > self.told or (
            bool(self.ring) and after + 1 < self.ring[0].number
        )

    async def since(
        self, after: int, idle: float = 15.0
    ) -> AsyncIterator[Change | None]:
        """Every change after this number, to the end; None when nothing happens."""
        while not self.over:
            fresh = self._newest(after)
            for change in fresh:
                after = change.number
                yield change
            if not fresh:
                before = self.told
                await self.wait(idle)
                if self.told == before:
                    yield None

    def _newest(self, after: int) -> list[Change]:
        """Read from the ring's young end: a live reader is behind by a few."""
        fresh: list[Change] = []
        for change in reversed(self.ring):
            if change.number <= after:
                break
            fresh.append(change)
        return fresh[::-1]
