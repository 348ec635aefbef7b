"""The bot as a process of its own, without the second that it takes to be imported.

One process has imported it and waits. For every start it forks, so that what runs is a
true process: it can be frozen, limited and killed. That `python -m bot run` itself
starts is shown by the tests of the program.
"""

import asyncio
import atexit
import gc
import json
import os
import runpy
import select
import signal
import socket
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, Final, NoReturn

PRELOADED: Final = (
    "bot.app",
    "bot.commands.run",
    "bot.stores.embedded",
    "bot.stores.shared",
    "tests.tooled",
)
ROOT: Final = Path(__file__).parents[1]


class Forked:
    """A process that was started; as much of asyncio's `Process` as tests use."""

    def __init__(
        self, pid: int, told: asyncio.StreamReader, end: asyncio.StreamWriter
    ) -> None:
        self.pid = pid
        self.returncode: int | None = None
        self._end, self._watching = end, asyncio.create_task(self._watch(told))

    def send_signal(self, number: int) -> None:
        """Send it, unless the process has ended."""
        if self.returncode is None:
            with suppress(ProcessLookupError):
                os.kill(self.pid, number)

    def kill(self) -> None:
        """End it as a crash would."""
        self.send_signal(signal.SIGKILL)

    def terminate(self) -> None:
        """Ask it to end."""
        self.send_signal(signal.SIGTERM)

    async def wait(self) -> int:
        """Return its exit code, as soon as it has one."""
        return await asyncio.shield(self._watching)

    async def _watch(self, told: asyncio.StreamReader) -> int:
        code = self.returncode = int(await told.readline())
        self._end.close()
        return code


async def forked(
    *words: str, cwd: Path, env: Mapping[str, str], log: Path | None = None
) -> Forked:
    """Run what `python -m …` would, with its errors in `log`."""
    told, end = await asyncio.open_unix_connection(_server())
    order = {"words": words, "cwd": str(cwd), "env": dict(env), "log": str(log or "")}
    end.write(f"{json.dumps(order)}\n".encode())
    return Forked(int(await told.readline()), told, end)


@cache
def _server() -> str:
    """Where the process that has everything imported listens; it ends with us."""
    path = f"{tempfile.mkdtemp(prefix='darkroom-fork-')}/door"
    server = subprocess.Popen(
        (sys.executable, "-m", "tests.forkserver", path),
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    atexit.register(server.communicate)
    assert server.stdout is not None
    assert server.stdout.readline() == b"ready\n"
    return path


def serve(path: str) -> None:
    """Fork for everybody who connects, until stdin ends."""
    for name in PRELOADED:
        import_module(name)
    gc.freeze()  # what is never written to is shared by all forks
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    with socket.socket(socket.AF_UNIX) as door:
        door.bind(path)
        door.listen()
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        while sys.stdin not in select.select([door, sys.stdin], [], [])[0]:
            caller, _ = door.accept()
            with caller:
                if not os.fork():
                    door.close()
                    _mind(caller)


def _mind(caller: socket.socket) -> NoReturn:
    """Start one process, tell its number, wait for it, and tell its exit code."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    with caller.makefile("rw") as line:
        order = json.loads(line.readline())
        pid = os.fork()
        if not pid:
            os.close(caller.fileno())
            _become(order)
        line.write(f"{pid}\n")
        line.flush()
        _, status = os.waitpid(pid, 0)
        line.write(f"{os.waitstatus_to_exitcode(status)}\n")
    os._exit(0)


def _become(order: Mapping[str, Any]) -> NoReturn:
    """Be the process that was ordered."""
    code: object = 1
    try:
        _settle_in(order)
        runpy.run_module(order["words"][0], run_name="__main__", alter_sys=True)
        code = 0
    except SystemExit as end:
        code = end.code or 0
    finally:
        if error := sys.exc_info()[1]:
            traceback.print_exception(error)
        sys.stderr.flush()
        os._exit(code if isinstance(code, int) else 1)


def _settle_in(order: Mapping[str, Any]) -> None:
    os.environ.clear()
    os.environ.update(order["env"])
    os.chdir(order["cwd"])
    sys.argv = list(order["words"])
    with open(os.devnull, "r+b") as nothing:  # noqa: PTH123 -- for its number
        os.dup2(nothing.fileno(), 0)
        os.dup2(nothing.fileno(), 1)
    with open(order["log"] or os.devnull, "ab") as log:  # noqa: PTH123 -- likewise
        os.dup2(log.fileno(), 2)


if __name__ == "__main__":
    serve(sys.argv[1])
