"""Runs the bot's process: starts it as a person would, and kills it as a crash
would."""

import asyncio
import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from playground.page.inside import BotState

STARTS_WITH = "Darkroom answers"


class Keeper:
    """Runs `python -m bot run`; `environment` names the emulators."""

    def __init__(self, folder: Path, log: Path) -> None:
        self.environment: Mapping[str, str] = {}
        self._folder, self._log = folder, log
        self._process: asyncio.subprocess.Process | None = None
        self._ready = asyncio.Event()
        self._watching: asyncio.Task[None] | None = None
        self._awaited: dict[str, asyncio.Event] = {}

    @property
    def state(self) -> BotState:
        """Whether it runs."""
        if self._process is None or self._process.returncode is not None:
            return "stopped"
        return "running" if self._ready.is_set() else "starting"

    async def start(self) -> None:
        """Start it, unless it runs."""
        if self.state != "stopped":
            return
        self._ready.clear()
        self._process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot", "run"),
            cwd=self._folder,
            env={**os.environ, **self.environment},
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )
        self._watching = asyncio.create_task(self._watch(self._process))

    async def until_ready(self, timeout: float = 30) -> bool:
        """Wait until it answers; False if it ended instead."""
        watching = self._watching
        if watching is None:
            return False
        ready = asyncio.create_task(self._ready.wait())
        await asyncio.wait(
            {ready, watching}, timeout=timeout, return_when="FIRST_COMPLETED"
        )
        ready.cancel()
        return self._ready.is_set()

    async def until_logged(self, words: str, timeout: float = 30) -> None:
        """Wait until its log has these words. TimeoutError if it takes longer."""
        heard = self._awaited.setdefault(words, asyncio.Event())
        if self._log.exists() and words in self._log.read_text("utf-8"):
            heard.set()
        async with asyncio.timeout(timeout):
            await heard.wait()

    async def kill(self) -> None:
        """End it at once, as a crash would."""
        if self._process is not None and self._process.returncode is None:
            self._process.kill()
            await self._process.wait()

    async def stop(self) -> None:
        """End it in an orderly way; killed if that takes too long or is cancelled."""
        if self._process is not None and self._process.returncode is None:
            self._process.terminate()
            try:
                with suppress(TimeoutError):
                    async with asyncio.timeout(10):
                        await self._process.wait()
            finally:
                await self.kill()
        if self._watching is not None:
            await self._watching

    async def _watch(self, process: asyncio.subprocess.Process) -> None:
        """Keep what it logs, and notice when it is ready."""
        if process.stdout is None:
            return
        with self._log.open("ab") as log:
            async for line in process.stdout:
                log.write(line)
                log.flush()
                if STARTS_WITH.encode() in line:
                    self._ready.set()
                for words, heard in self._awaited.items():
                    if words.encode() in line:
                        heard.set()
        await process.wait()
