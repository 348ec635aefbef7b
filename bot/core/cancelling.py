"""Cancels tasks until they have ended, and completes work in spite of it.

Before Python 3.12, `asyncio.wait_for` forgets that its task was cancelled if the result
arrives at the same moment (bugs.python.org/issue42130), and the database driver and its
pool use it. So a task may have to be cancelled more than once.
"""

import asyncio
from collections.abc import Coroutine, Sequence
from contextlib import suppress
from typing import Any

CLEARING_UP = 10.0
"""How many seconds a task may take to end before it is cancelled again."""


async def cancelled(*tasks: asyncio.Future[Any], again: float = CLEARING_UP) -> None:
    """Cancel the tasks, and return when they have ended, however they do."""
    await cancelling(*tasks, again=again)


def cancelling(
    *tasks: asyncio.Future[Any], again: float = CLEARING_UP
) -> Coroutine[Any, Any, None]:
    """Cancel the tasks at once; what is returned waits until they have ended."""
    for task in tasks:
        task.cancel()
    return _all_ended(tasks, again)


async def _all_ended(tasks: Sequence[asyncio.Future[Any]], again: float) -> None:
    left = {task for task in tasks if not task.done()}
    while left:
        _, left = await asyncio.wait(left, timeout=again)
        for task in left:
            task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


async def completed(
    work: Coroutine[Any, Any, None], within: float = CLEARING_UP
) -> None:
    """Complete the work, however often the caller is cancelled in the meantime.

    The cancellation is raised after it. From the first one on, the work has so many
    seconds; then it is cancelled, too.
    """
    task = asyncio.create_task(work)
    try:
        await asyncio.shield(task)
    except asyncio.CancelledError:
        await _ended(task, within)
        task.cancel()
        raise


async def _ended(task: asyncio.Task[None], within: float) -> None:
    """Wait for the task for so long, whatever cancels the wait."""
    loop = asyncio.get_running_loop()
    until = loop.time() + within
    while not task.done() and (left := until - loop.time()) > 0:
        with suppress(asyncio.CancelledError):
            await asyncio.wait({task}, timeout=left)
