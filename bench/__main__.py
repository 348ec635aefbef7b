"""`python -m bench`: measures, prints a table, writes results.json."""

import asyncio
import json
import os
import platform
import signal
import sys
import time
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager, nullcontext
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import click

from bench import pictures, table
from bench.databases import Databases, databases
from bench.figures import Figure
from bench.groups import (
    beside,
    crowd,
    direct,
    growth,
    latency,
    limited,
    load,
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
)
PLANS = {"full": FULL, "quick": QUICK, "smallest": SMALLEST}
RESULTS = Path(__file__).parent / "results.json"


@click.command()
@click.option("--plan", "name", type=click.Choice(list(PLANS)), default="full")
@click.option("--only", multiple=True, type=click.Choice(list(GROUPS)))
@click.option("--out", type=click.Path(path_type=Path), default=RESULTS)
def main(name: str, only: tuple[str, ...], out: Path) -> None:
    """Measure what the bot adds, against rivals in the same run."""
    began = time.monotonic()
    try:
        figures = asyncio.run(_in_time(PLANS[name], only or tuple(GROUPS)))
    except asyncio.CancelledError:
        sys.exit("stopped before the end")
    except TimeoutError:
        sys.exit("given up: it took far longer than it should")
    told = {
        "plan": name,
        "machine": _machine(),
        "seconds": round(time.monotonic() - began),
        "figures": [figure.told() for figure in figures],
    }
    out.write_text(_lines(told))
    for line in table.lines(figures):
        click.echo(line)
    click.echo(f"\n{_machine()}; took {told['seconds']} s; written to {out.name}")


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


def _lines(told: dict[str, Any]) -> str:
    """JSON with a line for each figure, so that runs can be compared."""
    figures = (json.dumps(each, ensure_ascii=False) for each in told["figures"])
    head = json.dumps({**told, "figures": []}, ensure_ascii=False)
    return head.replace("[]}", "[\n" + ",\n".join(figures) + "\n]}\n")


def _machine() -> str:
    cores = os.cpu_count()
    return f"{cores} cores, {platform.system()}, Python {platform.python_version()}"


if __name__ == "__main__":
    main()
