"""Processes that read pictures, so that nothing in a picture can hurt the bot.

Each reads one picture at a time and is ended when that takes too long. They are given
nothing but the bytes: not the bot's environment, where its secrets are, nor its files.
Where the bot is killed, their stdin ends, and so do they.
"""

import asyncio
import logging
import os
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self

from bot.adapters.decoder.wire import (
    ANSWER,
    MOST_BYTES,
    REQUEST,
    SENTENCES,
    Outcome,
    UnreadableError,
    Work,
)
from bot.adapters.fair import FairRoom

ROOT: Final = Path(__file__).parents[2]
"""The folder that `bot` is imported from; the processes only look for their program
there."""
PIECE: Final = 256 * 1024
ENDING: Final = 2.0
"""Seconds that a process has to exit once its pipes are closed."""
_NEEDED: Final = ("PATH", "SYSTEMROOT", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")
_TIME_IS_OVER: Final = (14, 27)
"""SIGALRM and SIGPROF, which not every system has."""
_KILLED: Final = 9
"""The signal SIGKILL, which the system sends when memory is short."""
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits for reading one picture.

    `seconds` are of processor time, so that a busy machine does not count against a
    picture; `patience` is by the clock. `nice` is how much the bot itself lowers their
    priority first.
    """

    seconds: float = 4.0
    patience: float = 12.0
    megabytes: int = 512
    nice: int = 5

    def words(self) -> tuple[str, ...]:
        """The limits as arguments of the program."""
        each = (self.seconds, self.patience, self.megabytes, self.nice)
        return tuple(str(limit) for limit in each)


@dataclass(frozen=True, slots=True)
class Job:
    """A picture, and what should be made from it in at most so many bytes."""

    work: Work
    data: bytes
    most: int = MOST_BYTES


class Decoders:
    """A few such processes. They are started when they are needed, and kept."""

    def __init__(self, at_once: int, each: int, limits: Limits | None = None) -> None:
        self._room, self._limits = FairRoom(at_once, each), limits or Limits()
        self._most = at_once
        self._idle: list[Process] = []
        self._all: set[Process] = set()
        self._getting_ready: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        """Start none yet: most processes of the bot never see a file."""
        return self

    async def __aexit__(self, *_: object) -> None:
        """End them all, whatever they are doing.

        All are killed before any is waited for: if whoever waits is cancelled, none of
        them lives on.
        """
        for process in self._all:
            _kill(process)
        if self._getting_ready is not None:
            self._getting_ready.cancel()  # which ends a process that is being started
            await asyncio.wait({self._getting_ready})
        await asyncio.gather(*(self._end(process) for process in tuple(self._all)))

    def get_ready(self) -> None:
        """Start one ahead of time, because a picture is expected.

        Starting one takes longer than reading most pictures.
        """
        if self._idle or len(self._all) >= self._most or self._starts:
            return
        self._getting_ready = asyncio.create_task(self._get_one_ready())

    @property
    def _starts(self) -> bool:
        return self._getting_ready is not None and not self._getting_ready.done()

    async def _get_one_ready(self) -> None:
        with suppress(OSError):  # reported where it is needed
            self._idle.append(await self._started())

    async def do(self, job: Job, who: str = "") -> tuple[Outcome, bytes]:
        """Return what became of the picture; `who` is the person it is for.

        Raises UnreadableError.
        """
        async with self._room.place(who):
            process = await self._ready()
            try:
                async with asyncio.timeout(self._limits.patience):
                    outcome, data = await _told(process, job)
            except (TimeoutError, OSError, EOFError, ValueError) as error:
                raise UnreadableError(await self._lost(process, error)) from error
            except BaseException:
                await self._end(process)
                raise
            self._idle.append(process)
        if outcome in SENTENCES:
            raise UnreadableError(outcome)
        return outcome, data

    async def _ready(self) -> Process:
        if not self._idle and self._getting_ready is not None:
            await asyncio.wait({self._getting_ready})
        while self._idle:
            process = self._idle.pop()
            if process.stdout is not None and not process.stdout.at_eof():
                return process
            await self._end(process)
        try:
            return await self._started()
        except OSError as error:
            log.warning("no process for reading pictures can be started: %s", error)
            raise UnreadableError(Outcome.LARGE) from error

    async def _started(self) -> Process:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot.adapters.decoder", *self._limits.words()),
            stdin=PIPE,
            stdout=PIPE,
            stderr=DEVNULL,
            cwd=ROOT,
            env=_environment(os.environ),
        )
        self._all.add(process)
        return process

    async def _lost(self, process: Process, error: Exception) -> Outcome:
        """Why there was no answer. The process is gone in any case."""
        try:
            if isinstance(error, OSError | EOFError):
                await _ends_by_itself(process)
        finally:
            code = await self._end(process)
        log.warning("reading a picture was stopped: %r, %d", type(error).__name__, code)
        if isinstance(error, TimeoutError) or -code in _TIME_IS_OVER:
            return Outcome.SLOW
        return Outcome.LARGE if -code == _KILLED else Outcome.DAMAGED

    async def _end(self, process: Process) -> int:
        """End it if it did not end by itself, and wait until the system has cleaned
        up."""
        _kill(process)
        code = await process.wait()
        self._all.discard(process)
        return code


def _kill(process: Process) -> None:
    with suppress(ProcessLookupError):
        process.kill()
    if process.stdin is not None:
        process.stdin.close()


async def _ends_by_itself(process: Process) -> None:
    """Give a process whose pipes have ended a moment to say how it ended.

    Killing one that the system has just ended would lose its exit code.
    """
    with suppress(TimeoutError):
        async with asyncio.timeout(ENDING):
            await process.wait()


async def _told(process: Process, job: Job) -> tuple[Outcome, bytes]:
    """Read the answer; it may not be longer than was asked for."""
    if process.stdin is None or process.stdout is None:
        raise OSError("no pipes")
    process.stdin.write(REQUEST.pack(job.work, job.most, len(job.data)))
    whole = memoryview(job.data)
    for at in range(0, len(whole), PIECE):
        process.stdin.write(whole[at : at + PIECE])
        await process.stdin.drain()
    code, length = ANSWER.unpack(await process.stdout.readexactly(ANSWER.size))
    if length > job.most:
        raise ValueError("more than was asked for")
    return Outcome(code), await process.stdout.readexactly(length)


def _environment(ours: Mapping[str, str]) -> dict[str, str]:
    """The variables that a process needs to start, to return memory to the system at
    once, and to typeset in one thread: each takes of the memory that it may have."""
    needed = {name: ours[name] for name in _NEEDED if name in ours}
    return {**needed, "MALLOC_MMAP_THRESHOLD_": "1000000", "RAYON_NUM_THREADS": "1"}
