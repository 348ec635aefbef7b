"""Processes that end with the bench, whatever becomes of it.

Each has a pipe from the bench as its standard input, and ends when that closes.
"""

import asyncio
import contextlib
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

Process = asyncio.subprocess.Process
PATIENCE = 15.0
ROOT = Path(__file__).parents[1]


class DiedError(Exception):
    """A process ended before its time; its log says why."""


@asynccontextmanager
async def module(
    *arguments: str,
    log: Path,
    environment: Mapping[str, str] | None = None,
    cwd: Path | None = None,
    signalled: bool = False,
) -> AsyncIterator[Process]:
    """Run `python -m …`; when left, it is told to end, and soon made to.

    What is a service of the bench ends when its pipe closes; a program of others is
    told by a signal before.
    """
    with log.open("ab") as errors:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", *arguments),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=errors,
            env=environment,
            cwd=cwd or ROOT,
            start_new_session=True,  # a Ctrl-C is the bench's: it ends them in order
        )
    try:
        yield process
    finally:
        await asyncio.shield(_end(process, signalled=signalled))


async def _end(process: Process, *, signalled: bool) -> None:
    if signalled:
        with contextlib.suppress(ProcessLookupError):
            process.terminate()
    elif process.stdin is not None:
        process.stdin.close()
    try:
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(process.wait(), PATIENCE)
    finally:  # also if the bench itself is made to end
        if process.returncode is None:
            process.kill()
            await process.wait()
