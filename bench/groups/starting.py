"""Group 8: how long the program's help takes, and how long until it is ready."""

import asyncio
import sys

from bench.figures import Figure, Value, spread
from bench.laboratory import Laboratory
from bench.serving import now


async def measure(laboratory: Laboratory) -> list[Figure]:
    """Measure in rotation, so that noise affects all. Ready means connected to
    Slack."""
    helped = [await _help(laboratory) for _ in range(laboratory.plan.helps)]
    ready: dict[str, list[float]] = {}
    for _ in range(laboratory.plan.starts):
        for each in laboratory.contenders:
            async with laboratory.cold(each) as running:
                took = running.connected - running.began
                ready.setdefault(each.name, []).append(took)
    until = {name: spread(values) for name, values in ready.items()}
    quick: dict[str, Value] = {"sqlite": spread(helped, 1000)}
    return [
        Figure(8, "darkroom --help", "ms", quick),
        Figure(8, "until ready", "s", until),
    ]


async def _help(laboratory: Laboratory) -> float:
    began = now()
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "--help"),
        cwd=laboratory.folder,
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.DEVNULL,
    )
    await process.wait()
    return now() - began
