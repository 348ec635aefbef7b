"""An emulator as a process of its own: serves on a free port until its parent is gone.

The port is the one line that it writes. Its standard input is a pipe from the bench:
when that closes, for whatever reason, the process ends.
"""

import asyncio
import json
import sys
import time
from collections.abc import Callable

from aiohttp import web

LARGEST_BODY = 64 * 1024 * 1024


def now() -> float:
    """The clock that all processes of a machine share."""
    return time.monotonic()


def application() -> web.Application:
    """An application that takes pictures as they come."""
    return web.Application(client_max_size=LARGEST_BODY)


def serve(build: Callable[[], web.Application]) -> None:
    """Serve until standard input ends."""
    asyncio.run(_serve(build))


async def _serve(build: Callable[[], web.Application]) -> None:
    runner = web.AppRunner(build(), access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0, backlog=1024).start()
    sys.stdout.write(json.dumps({"port": runner.addresses[0][1]}) + "\n")
    sys.stdout.flush()
    try:
        await _until_alone()
    finally:
        await runner.cleanup()


async def _until_alone() -> None:
    reader = asyncio.StreamReader()
    protocol = asyncio.StreamReaderProtocol(reader)
    await asyncio.get_running_loop().connect_read_pipe(lambda: protocol, sys.stdin)
    await reader.read()
