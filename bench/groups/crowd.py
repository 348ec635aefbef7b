"""Group 5, too: twenty people ask at once in one channel, everybody as shipped.

Slack takes a post a second there, so Slack's own wait is measured: until the message,
and until anything that the asker sees. The workspaces differ from group 5's.
"""

import asyncio
from collections.abc import Callable
from dataclasses import replace

from bench.contenders import Contender
from bench.figures import Figure, spread, under
from bench.laboratory import Laboratory
from bench.timings import Seen

CHANNEL = "C00000001"


async def measure(laboratory: Laboratory) -> list[Figure]:
    """Measure the time until something is seen and, if all messages came, until the
    message."""
    contenders = laboratory.contenders
    runs = (_crowded(laboratory, each.as_shipped()) for each in contenders)
    seen = await asyncio.gather(*runs)
    rounds = dict(zip((each.name for each in contenders), seen, strict=True))
    many = laboratory.plan.crowd

    def one(what: str, times: Callable[[Seen], list[float]]) -> Figure:
        values = {
            who: spread(found)
            for who, each in rounds.items()
            if len(found := times(each)) == many
        }
        aims = (under(1, "s"),) if what == "anything seen" else ()
        return Figure(5, f"{many} ask at once: event → {what}", "s", values, aims)

    figures = (one("anything seen", Seen.seen), one("message", Seen.first))
    return [each for each in figures if each.values]


async def _crowded(laboratory: Laboratory, contender: Contender) -> Seen:
    plan, apart = laboratory.plan, replace(contender, name=f"{contender.name}c")
    async with laboratory.warm(apart) as running:
        await running.slack.limit(limits=True)
        orders = laboratory.orders(plan.crowd)
        await running.slack.ask([replace(each, channel=CHANNEL) for each in orders])
        await running.slack.crowd(plan.crowd, plan.crowd_seconds)
        seen = await laboratory.now(running)
        await running.slack.limit(limits=False)
    return seen
