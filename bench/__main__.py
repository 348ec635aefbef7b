"""`python -m bench`: measures, prints a table, writes results.json.

With `--only`, the figures of these groups take the places of the old ones in the file.
"""

import asyncio
import os
import platform
import signal
import sys
import time
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager, nullcontext
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from bench import pictures, results, table
from bench.databases import Databases, databases
from bench.figures import Figure
from bench.groups import (
    beside,
    crowd,
    decks,
    direct,
    growth,
    latency,
    limited,
    load,
    memory,
    parts,
    replies,
    sets,
    starting,
)
from bench.laboratory import Laboratory
from bench.plan import FULL, QUICK, SMALLEST, Plan
from bench.servers import servers

Group = Callable[[Laboratory], Awaitable[list[Figure]]]
GROUPS: dict[str, Group] = {  # by the names in bench.plan.EVERYTHING
    "latency": latency.measure,
    "load": load.measure,
    "limited": limited.measure,
    "crowd": crowd.measure,
    "replies": replies.measure,
    "growth": growth.measure,
    "start": starting.measure,
    "beside": beside.measure,
    "direct": direct.measure,
    "sets": sets.measure,
    "parts": parts.measure,
    "memory": memory.measure,
    "decks": decks.measure,
}
STAGES = (
    ("latency",),
    ("load",),
    ("limited", "crowd", "replies"),
    ("growth",),
    ("start",),
    ("beside",),
    ("direct",),
    ("sets",),
    ("parts",),
    ("memory",),
    ("decks",),
)
PLANS = {"full": FULL, "quick": QUICK, "smallest": SMALLEST}


@click.command()
@click.option("--plan", "name", type=click.Choice(list(PLANS)), default="full")
@click.option("--only", multiple=True, type=click.Choice(list(GROUPS)))
@click.option("--out", type=click.Path(path_type=Path), default=results.PATH)
def main(name: str, only: tuple[str, ...], out: Path) -> None:
    """Measure what the bot adds, against rivals in the same run."""
    began = time.monotonic()
    before = _before(name, out) if only else None
    try:
        figures = asyncio.run(_in_time(PLANS[name], only or tuple(GROUPS)))
    except asyncio.CancelledError:
        sys.exit("stopped before the end")
    except TimeoutError:
        sys.exit("given up: it took far longer than it should")
    told: results.Json = {
        "plan": name,
        "machine": _machine(),
        "seconds": round(time.monotonic() - began),
        "figures": [figure.told() for figure in figures],
    }
    results.write(out, results.merged(before, told, only) if before else told)
    for line in (*table.lines(told["figures"]), "", *table.runs(told)):
        click.echo(line)
    click.echo(f"written to {out.name}")


def _before(name: str, out: Path) -> results.Json | None:
    """The results that stay where only some groups are measured; they have to be of
    the same plan."""
    if not out.exists():
        return None
    before = results.read(out)
    if before["plan"] != name:
        told = f"{out.name} has figures of the plan {before['plan']}: give --out"
        raise click.UsageError(told)
    return before


async def _in_time(plan: Plan, groups: tuple[str, ...]) -> list[Figure]:
    loop, task = asyncio.get_running_loop(), asyncio.current_task()
    for number in (signal.SIGINT, signal.SIGTERM):  # everything ends in an orderly way
        loop.add_signal_handler(number, task.cancel if task else loop.stop)
    async with asyncio.timeout(plan.longest):
        return await measured(plan, groups)


async def measured(plan: Plan, groups: tuple[str, ...]) -> list[Figure]:
    """All figures of these groups."""
    figures: list[Figure] = []
    with TemporaryDirectory(prefix="darkroom-bench-") as name:
        folder = Path(name)
        drawn = folder / "pictures"
        drawn.mkdir()
        await asyncio.to_thread(pictures.make, drawn, _sizes(plan, groups))
        if "beside" in groups:
            await asyncio.to_thread(pictures.make_hostile, drawn, plan.hostile)
        async with servers(drawn, folder) as both, _stores(plan, folder) as stores:
            laboratory = Laboratory(plan, both, stores, folder)
            for stage in STAGES:
                wanted = [group for group in stage if group in groups]
                began = time.monotonic()
                measuring = (
                    GROUPS[group](laboratory.with_contenders(group)) for group in wanted
                )
                for several in await asyncio.gather(*measuring):
                    figures += several
                if wanted:
                    took = time.monotonic() - began
                    click.echo(f"{' and '.join(wanted)}: {took:.0f} s", err=True)
    return sorted(figures, key=lambda figure: figure.group)


def _sizes(plan: Plan, groups: tuple[str, ...]) -> tuple[str, ...]:
    """The sizes of the pictures that are drawn."""
    sizes = [pictures.SQUARE, *([pictures.WIDE] if plan.wide else [])]
    parts = [plan.parts_size] if "parts" in groups else []
    return tuple(dict.fromkeys([*sizes, *parts]))


def _stores(plan: Plan, folder: Path) -> AbstractAsyncContextManager[Databases]:
    return databases(folder) if plan.on_postgres else nullcontext(Databases(folder))


def _machine() -> str:
    cores = os.cpu_count()
    return f"{cores} cores, {platform.system()}, Python {platform.python_version()}"


if __name__ == "__main__":
    main()
