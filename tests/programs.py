"""Programs that tests run as processes: none of them outlives its test."""

import sys
from asyncio import create_subprocess_exec
from asyncio.subprocess import Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from tests.forkserver import Forked


@asynccontextmanager
async def running(*words: str, **how: Any) -> AsyncIterator[Process]:
    """Run `python -m …`; it is killed when this is left, unless it has ended."""
    process = await create_subprocess_exec(sys.executable, "-m", *words, **how)
    try:
        yield process
    finally:
        await killed(process)


async def killed(*processes: Process | Forked | None) -> None:
    """End those that run: all are killed before any is waited for."""
    run = [each for each in processes if each and each.returncode is None]
    for each in run:
        each.kill()
    for each in run:
        await each.wait()
