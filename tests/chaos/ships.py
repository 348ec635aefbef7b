"""Processes of the bot, `python -m bot run`, that can be killed, frozen and started."""

import asyncio
import os
import signal
import sys
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

CONNECTED = b"Darkroom answers"
"""What a process logs once it takes asks in."""


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
        with closing(self.log.open("ab")) as log:
            self._process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "bot", "run"),
                cwd=self._folder,
                # OpenAI's client sends this along, so that its log tells who asked.
                env={**os.environ, **self._environment, "OPENAI_PROJECT_ID": self.name},
                stdout=log,
                stderr=log,
            )

    def _said(self, since: int) -> bytes:
        with self.log.open("rb") as log:
            log.seek(since)
            return log.read()

    async def kill(self) -> None:
        """As a crash would."""
        self.ready = self.frozen = False
        if self._process is not None and self._runs:
            self._process.kill()
            await self._process.wait()

    def freeze(self) -> None:
        """As a machine that swaps, or a laptop's lid, would."""
        if self._process is not None:
            self.frozen = True
            self._process.send_signal(signal.SIGSTOP)

    def thaw(self) -> None:
        """And on as if nothing had been."""
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
            async with asyncio.timeout(20):
                await self._process.wait()
        except TimeoutError:
            await self.kill()
