"""Wakes callers that wait for the emulator's state to change, so that nobody polls or
sleeps."""

import asyncio
from collections.abc import Callable


class Bell:
    """Is rung after each change; waiting callers then check again."""

    def __init__(self) -> None:
        self._waiting: set[asyncio.Future[None]] = set()

    def ring(self) -> None:
        for waiter in self._waiting:
            if not waiter.done():
                waiter.set_result(None)
        self._waiting.clear()

    async def wait(self) -> None:
        """Return after the next ring."""
        waiter = asyncio.get_running_loop().create_future()
        self._waiting.add(waiter)
        try:
            await waiter
        finally:
            self._waiting.discard(waiter)

    async def until(self, true: Callable[[], object], timeout: float) -> None:
        """Return once `true()` is; TimeoutError when it takes longer."""
        async with asyncio.timeout(timeout):
            while not true():
                await self.wait()
