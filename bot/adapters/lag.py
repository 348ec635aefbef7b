"""How late the event loop is: what a sleep lasts beyond what it was to last."""

import asyncio
from collections.abc import Callable
from typing import Final

EVERY: Final = 0.5


async def watch_lag(told: Callable[[float], None], every: float = EVERY) -> None:
    """Tell the seconds of lag, again and again, for good."""
    clock = asyncio.get_running_loop().time
    while True:
        due = clock() + every
        await asyncio.sleep(every)
        told(max(0.0, clock() - due))
