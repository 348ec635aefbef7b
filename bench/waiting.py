"""Waits for one thing while another may fail."""

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

Result = TypeVar("Result")


async def first_of(
    wanted: Coroutine[Any, Any, Result],
    other: Coroutine[Any, Any, object],
    seconds: float,
) -> Result | None:
    """The result of the first; None if the second ends before it, or the time is up."""
    tasks = (asyncio.ensure_future(wanted), asyncio.ensure_future(other))
    await asyncio.wait(tasks, timeout=seconds, return_when="FIRST_COMPLETED")
    won = tasks[0].result() if tasks[0].done() else None
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    return won
