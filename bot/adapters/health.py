"""Whether the parts that the bot depends on work. Load balancers and alarms ask
this."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import Final

Check = Callable[[], Awaitable[str]]
"""Says in a few words what is wrong; empty if nothing is. Contains no secrets."""

STARTING: Final = "starting"
RUNNING: Final = "running"
STOPPING: Final = "stopping"


class Health:
    """Checks the parts seldom, however often it is asked itself."""

    def __init__(self, patience: float = 2.0, fresh: float = 1.0) -> None:
        self.phase = STARTING
        self._patience, self._fresh = patience, fresh
        self._checks: dict[str, Check] = {}
        self._found: Mapping[str, str] = {}
        self._stale_at = 0.0
        self._asking = asyncio.Lock()

    def watch(self, part: str, check: Check) -> None:
        """Check this part, too, from now on; older results no longer count."""
        self._checks[part] = check
        self._stale_at = 0.0

    async def troubles(self) -> Mapping[str, str]:
        """Each part, and what is wrong with it; fresh enough."""
        async with self._asking:
            clock = asyncio.get_running_loop().time
            if clock() >= self._stale_at:
                self._found = await self._ask_all()
                self._stale_at = clock() + self._fresh
            return self._found

    async def _ask_all(self) -> Mapping[str, str]:
        said = await asyncio.gather(*map(self._ask, self._checks.values()))
        return dict(zip(self._checks, said, strict=True))

    async def _ask(self, check: Check) -> str:
        try:
            async with asyncio.timeout(self._patience):
                return await check()
        except TimeoutError:
            return f"does not answer within {self._patience:g} s"
