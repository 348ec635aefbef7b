"""The bot's process in the playground ends with it."""

import asyncio
import signal
from contextlib import suppress
from pathlib import Path

import psutil
import pytest

from playground.keeper import Keeper


@pytest.mark.skipif(not hasattr(signal, "SIGSTOP"), reason="no such signal")
async def test_a_stop_that_is_cancelled_kills_the_process(tmp_path: Path) -> None:
    """Even one that does not listen to any other signal."""
    keeper, before = Keeper(tmp_path, tmp_path / "log"), psutil.Process().children()
    await keeper.start()
    [process] = set(psutil.Process().children()) - set(before)
    process.suspend()
    stopping = asyncio.create_task(keeper.stop())
    await asyncio.sleep(0)
    stopping.cancel()
    with suppress(asyncio.CancelledError):
        await stopping
    assert keeper.state == "stopped"
    await keeper.stop()
