"""Runs a program as it is, watches its event loop, and ends it with the bench.

    python -m bench.watched LAGS MODULE [ARGUMENT …]

A timer in the program's own loop is due every ten milliseconds; how late it comes is
how long something else held the loop. At the end the pairs (time, delay) are written
to the file LAGS, as doubles. This is the same for every contender, and does not change
the program.
"""

import asyncio
import os
import runpy
import signal
import sys
import threading
from array import array
from asyncio.base_events import BaseEventLoop
from pathlib import Path
from typing import NoReturn

EVERY = 0.01


def main() -> None:
    """Run the module; write the delays, however it ends."""
    lags, module, *arguments = sys.argv[1:]
    threading.Thread(target=_end_with_parent, daemon=True).start()
    signal.signal(signal.SIGTERM, _leave)
    seen = array("d")
    _watch_loops(seen)
    sys.argv = [module, *arguments]
    try:
        runpy.run_module(module, run_name="__main__", alter_sys=True)
    finally:
        Path(lags).write_bytes(seen.tobytes())


def read(lags: Path) -> list[tuple[float, float]]:
    """The pairs in a file: when, and how late."""
    seen = array("d")
    if lags.exists():
        seen.frombytes(lags.read_bytes())
    return list(zip(seen[::2], seen[1::2], strict=True))


def _watch_loops(seen: "array[float]") -> None:
    run = BaseEventLoop.run_forever

    def run_watched(loop: BaseEventLoop) -> None:
        due = loop.time() + EVERY
        timer = loop.call_at(due, _look, loop, due, seen)
        try:
            run(loop)
        finally:
            timer.cancel()

    # The one place that every program goes through.
    setattr(BaseEventLoop, "run_forever", run_watched)  # noqa: B010 - mypy takes no other function for it


def _look(loop: asyncio.AbstractEventLoop, due: float, seen: "array[float]") -> None:
    now = loop.time()
    seen.extend((now, now - due))
    loop.call_at(now + EVERY, _look, loop, now + EVERY, seen)


def _end_with_parent() -> None:
    while os.read(0, 1024):
        pass
    os.kill(os.getpid(), signal.SIGKILL)


def _leave(*_: object) -> NoReturn:
    """Make a program that ignores SIGTERM end in an orderly way, too."""
    sys.exit(0)


if __name__ == "__main__":
    main()
