"""A running contender: connected, measured, and ended in an orderly way."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from math import inf
from pathlib import Path
from tempfile import mkdtemp

import psutil

from bench import watched
from bench.contenders import Contender
from bench.processes import DiedError, Process, module
from bench.servers import Servers, Workspace
from bench.serving import now
from bench.waiting import first_of

START = 60.0
PASSED_ON = ("PATH", "HOME", "LANG", "TMPDIR", "PYTHONPATH")


@dataclass(frozen=True, slots=True)
class Running:
    """A started program."""

    contender: Contender
    slack: Workspace
    process: Process
    folder: Path
    database: str
    began: float
    connected: float

    def cpu(self) -> float:
        """The processor seconds that it has used so far."""
        times = psutil.Process(self.process.pid).cpu_times()
        return float(times.user + times.system)

    def peak(self) -> float:
        """The most memory that it has held so far, in megabytes."""
        return _peak(self.process.pid)

    def helpers_peak(self) -> float:
        """The most memory that any of the processes has held that it started, in
        megabytes."""
        own = psutil.Process(self.process.pid)
        return max(
            (_peak(each.pid) for each in own.children(recursive=True)), default=0
        )

    def lags(self, since: float = 0.0, until: float = inf) -> list[float]:
        """How late its loop's timer came; known when the program has ended."""
        seen = watched.read(self.folder / "lags")
        return [lag for at, lag in seen if since <= at <= until]


def _peak(pid: int) -> float:
    status = Path(f"/proc/{pid}/status")
    if not status.exists():  # only Linux keeps the peak: elsewhere, what it is now
        return float(psutil.Process(pid).memory_info().rss / 2**20)
    lines = status.read_text().splitlines()
    peak = next(line for line in lines if line.startswith("VmHWM"))
    return float(int(peak.split()[1]) / 2**10)


@asynccontextmanager
async def started(
    contender: Contender, servers: Servers, folder: Path, database: str
) -> AsyncIterator[Running]:
    """Run it until this is left; entered when it is connected to Slack."""
    own = Path(mkdtemp(prefix=f"{contender.name}-", dir=folder))
    arguments = ("bench.watched", str(own / "lags"), *contender.arguments)
    began, log = now(), own / "log"
    environment = _environment(contender, servers, database)
    slack = Workspace(servers, contender.name)
    async with module(
        *arguments, log=log, environment=environment, cwd=own, signalled=True
    ) as process:
        connected = await first_of(slack.connected(), process.wait(), START)
        if process.returncode is not None or connected is None:
            raise DiedError(f"{contender.name}: {_last_words(log)}")
        yield Running(contender, slack, process, own, database, began, connected)


def _environment(
    contender: Contender, servers: Servers, database: str
) -> dict[str, str]:
    kept = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
    return {
        **kept,
        "PYTHONPATH": str(Path(__file__).parents[1]),
        **contender.tokens(),
        **servers.addresses(),
        **({"DATABASE_URL": database} if database else {}),
        **contender.environment,
    }


def _last_words(log: Path) -> str:
    return log.read_text(errors="replace")[-2000:]
