"""Processes of the bot that can be killed, frozen and started.

Each is the bot itself with tools that only tests have: `python -m tests.tooled`.
"""

import asyncio
import os
import resource
import signal
import sys
from collections.abc import Mapping
from contextlib import closing, suppress
from pathlib import Path

ROOT = Path(__file__).parents[2]
CONNECTED = b"Darkroom answers"
"""The line that a process logs when it accepts asks."""


class Ship:
    """One place for a process. Each start of it has a name of its own."""

    def __init__(
        self, number: int, folder: Path, environment: Mapping[str, str]
    ) -> None:
        self.number, self.starts = number, 0
        self.ready = self.frozen = False
        self.log = folder / f"ship-{number}.log"
        self._environment, self._folder = environment, folder
        self._process: asyncio.subprocess.Process | None = None
        self._most = resource.RLIM_INFINITY
        self._noting: asyncio.Task[None] | None = None

    @property
    def name(self) -> str:
        """Of the process that runs now, or that ran last."""
        return f"ship-{self.number}-{self.starts}"

    @property
    def up(self) -> bool:
        """Whether it takes asks in, and is not frozen."""
        return self.ready and not self.frozen

    @property
    def _runs(self) -> bool:
        return self._process is not None and self._process.returncode is None

    async def start(self) -> None:
        """Start it, and wait until it is connected; again if it gives up."""
        while True:
            seen = self.log.stat().st_size if self.log.exists() else 0
            await self._start()
            while self._runs:
                if CONNECTED in self._said(seen):
                    self.ready = True
                    return
                await asyncio.sleep(0.1)

    async def _start(self) -> None:
        self.starts += 1
        self._process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "tests.tooled"),
            cwd=self._folder,
            # OpenAI's client sends this along, so that its log tells who asked.
            env={**os.environ, **self._environment, **self._own()},
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )
        self._limit()
        assert self._process.stdout is not None
        self._noting = asyncio.create_task(self._note(self._process.stdout))

    def _own(self) -> dict[str, str]:
        return {"OPENAI_PROJECT_ID": self.name, "PYTHONPATH": str(ROOT)}

    async def _note(self, output: asyncio.StreamReader) -> None:
        """Its words are kept by us, for its own disk may be full."""
        with closing(self.log.open("ab", buffering=0)) as log:
            while said := await output.read(65_536):
                log.write(said)

    def fill_disk(self, *, full: bool) -> None:
        """From now on, no file that it writes to may grow; or files may grow again."""
        self._most = 0 if full else resource.RLIM_INFINITY
        if self._runs:
            self._limit()

    def _limit(self) -> None:
        assert self._process is not None
        with suppress(ProcessLookupError):
            _, hard = resource.prlimit(self._process.pid, resource.RLIMIT_FSIZE)
            resource.prlimit(
                self._process.pid, resource.RLIMIT_FSIZE, (self._most, hard)
            )

    def _said(self, since: int) -> bytes:
        if not self.log.exists():
            return b""
        with self.log.open("rb") as log:
            log.seek(since)
            return log.read()

    async def kill(self) -> None:
        """As a crash would."""
        self.ready = self.frozen = False
        if self._process is not None and self._runs:
            self._process.kill()
            await self._process.wait()
            await self._noted()

    def freeze(self) -> None:
        """As a machine that swaps, or a laptop's lid, would."""
        if self._process is not None:
            self.frozen = True
            self._process.send_signal(signal.SIGSTOP)

    def thaw(self) -> None:
        """Let it go on."""
        if self.frozen and self._process is not None:
            self._process.send_signal(signal.SIGCONT)
        self.frozen = False

    async def stop(self) -> None:
        """In order; killed if it does not end by itself."""
        self.thaw()
        if self._process is None or not self._runs:
            return
        self._process.terminate()
        try:
            with suppress(TimeoutError):
                async with asyncio.timeout(20):
                    await self._process.wait()
        finally:
            await self.kill()
        await self._noted()

    async def _noted(self) -> None:
        if self._noting is not None:
            await asyncio.wait({self._noting}, timeout=5)
