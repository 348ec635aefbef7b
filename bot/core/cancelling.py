"""Ends tasks for good.

Before Python 3.12 `asyncio.wait_for` forgets that its task was cancelled where what it
waited for comes at the same moment (bugs.python.org/issue42130), and the database's
driver and its pool wait by it. So whoever needs a task to end asks once more.
"""

import asyncio
from typing import Any

CLEARING_UP = 10.0
"""Seconds that a task may take to end in order, and is not disturbed in."""


async def ended(*tasks: asyncio.Future[Any], again: float = CLEARING_UP) -> None:
    """Cancel the tasks, and return when they have ended, however they do."""
    left = {task for task in tasks if not task.done()}
    while left:
        for task in left:
            task.cancel()
        _, left = await asyncio.wait(left, timeout=again)
    await asyncio.gather(*tasks, return_exceptions=True)
