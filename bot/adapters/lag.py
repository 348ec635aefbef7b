"""How late the event loop is: how much longer a sleep lasts than it should."""

import asyncio
from collections.abc import Callable
from typing import Final

EVERY: Final = 0.5


async def watch_lag(told: Callable[[float], None], every: float = EVERY) -> None:
    """Report the seconds of lag again and again, without end."""
    clock = asyncio.get_running_loop().time
    while True:
        due = clock() + every
        await asyncio.sleep(every)
        told(max(0.0, clock() - due))
