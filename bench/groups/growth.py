"""Group 7: the figures of group 1 to 4 on a full database; a start with work left."""

import asyncio
from contextlib import AsyncExitStack
from dataclasses import dataclass, replace

from bench.contenders import Contender
from bench.figures import Figure, Value, spread, together
from bench.groups.latency import rounds
from bench.laboratory import Laboratory
from bench.storing import Fill
from bench.timings import Seen


async def measure(laboratory: Laboratory) -> list[Figure]:
    """Measure darkroom only: the others store nothing. `…0` is the same with an empty
    database."""
    figures: list[Figure] = []
    for each in laboratory.contenders:
        if each.keeps:
            async with laboratory.warm(each) as running:
                template = running.database
            figures += await _grown(laboratory, each, template)
            figures += await _restarted(laboratory, each, template)
    return together(figures)


async def _grown(
    laboratory: Laboratory, contender: Contender, template: str
) -> list[Figure]:
    """Measure a full database and an empty one, in rotation."""
    plan = laboratory.plan
    await laboratory.servers.pace(plan.rest)
    full = await laboratory.databases.filled(
        template, Fill(plan.stored_turns, plan.stored_threads)
    )
    empty = replace(contender, name=f"{contender.name}0")
    async with AsyncExitStack() as stack:
        warmed = (laboratory.warm(empty), laboratory.warm(contender, full))
        both = await asyncio.gather(*map(stack.enter_async_context, warmed))
        before = [each.cpu() for each in both]
        found = await rounds(laboratory, both, plan.grown_turns)
        spent = [each.cpu() - was for each, was in zip(both, before, strict=True)]
    cpu = {
        name: Value(each / plan.grown_turns)
        for name, each in zip(found, spent, strict=True)
    }
    return _figures(plan.stored_turns, found, cpu)


def _figures(many: int, found: dict[str, Seen], cpu: dict[str, Value]) -> list[Figure]:
    stored = f"{many:,} turns stored"
    measured = {
        "event → acknowledged": {n: each.acked() for n, each in found.items()},
        "event → first message": {n: each.first() for n, each in found.items()},
        "preview → its edit": {n: each.previews() for n, each in found.items()},
        "final → its edit": {n: each.finals() for n, each in found.items()},
    }
    figures = [
        Figure(
            7, f"{stored}: {what}", "ms", {n: spread(v, 1000) for n, v in of.items()}
        )
        for what, of in measured.items()
    ]
    return [*figures, Figure(7, f"{stored}: CPU a turn", "s", cpu)]


@dataclass(frozen=True, slots=True)
class Start:
    """How long a start took, and an ask right after it."""

    seconds: float
    cpu: float
    seen: Seen


async def _restarted(
    laboratory: Laboratory, contender: Contender, template: str
) -> list[Figure]:
    many = laboratory.plan.unfinished
    left = await laboratory.databases.filled(
        template, Fill(many, many, unfinished=True)
    )
    empty = replace(contender, name=f"{contender.name}0")
    both = {
        empty.name: await _start(laboratory, empty, ""),
        contender.name: await _start(laboratory, contender, left),
    }
    name = f"{many:,} turns unfinished: "
    seconds = {who: Value(each.seconds) for who, each in both.items()}
    cpu = {who: Value(each.cpu) for who, each in both.items()}
    acked = {who: spread(each.seen.acked(), 1000) for who, each in both.items()}
    first = {who: spread(each.seen.first(), 1000) for who, each in both.items()}
    return [
        Figure(7, f"{name}until ready", "s", seconds),
        Figure(7, f"{name}CPU until ready", "s", cpu),
        Figure(7, f"{name}event → acknowledged, right then", "ms", acked),
        Figure(7, f"{name}event → first message, right then", "ms", first),
    ]


async def _start(laboratory: Laboratory, contender: Contender, database: str) -> Start:
    """Start it as shipped, with no more than the default seats."""
    async with laboratory.cold(contender.as_shipped(), database) as running:
        seconds, cpu = running.connected - running.began, running.cpu()
        [order] = laboratory.orders(1)
        await running.slack.ask([order])
        await running.slack.posted(order.turn, 20)
        found = await laboratory.now(running)
        running.process.kill()  # unfinished turns need not be finished
    return Start(seconds, cpu, found)
