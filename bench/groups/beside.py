"""Group 9: plain asks beside somebody who sends pictures that are made to hurt.

The same process is measured before and during that: first with plain asks alone.
The rivals read no attached pictures, so darkroom is compared with itself.
"""

import asyncio
from dataclasses import replace
from itertools import cycle

from bench.contenders import Contender
from bench.figures import Aim, Figure, Value
from bench.laboratory import PATIENCE, Laboratory, NoAnswerError
from bench.running import Running
from bench.timings import quantile

HOSTILE = "U66666666"
AT_ONCE = 4
"""The most asks that one person may have at once, by the default settings."""
MOST = 1.5
"""The aim: how many times as long a plain ask may take as alone."""
ALONE, BESIDE = "by itself", "beside a hostile neighbour"


async def measure(laboratory: Laboratory) -> list[Figure]:
    """Measure the median and the worst time of both, and the ratio of the worst."""
    keeping = [each for each in laboratory.contenders if each.keeps]
    found = {each.name: await _neighbours(laboratory, each) for each in keeping}
    figures = [
        Figure(9, f"a plain ask {how}: event → final, p50 and worst", "s", values)
        for how in (ALONE, BESIDE)
        if (values := {who: each[how] for who, each in found.items()})
    ]
    shares = {who: Value(_share(each)) for who, each in found.items()}
    aim = Aim(f"at most {MOST:g} ×", _holds)
    return [
        *figures,
        Figure(9, "the worst beside, by the worst alone", "×", shares, (aim,)),
    ]


def _holds(own: Value, _: dict[str, Value]) -> bool | None:
    return None if own.p50 is None else own.p50 <= MOST


def _share(found: dict[str, Value]) -> float | None:
    alone, beside = found[ALONE].p99, found[BESIDE].p99
    return beside / alone if beside and alone else None


async def _neighbours(laboratory: Laboratory, contender: Contender) -> dict[str, Value]:
    usual = replace(
        contender,
        name=f"{contender.name}b",
        environment=contender.environment | {"TURNS_PER_USER": str(AT_ONCE)},
    )
    await laboratory.servers.pace(laboratory.plan.rest)
    async with laboratory.warm(usual) as running:
        alone = await _plain(laboratory, running)
        sending = asyncio.create_task(_hostile(laboratory, running))
        try:
            await asyncio.sleep(laboratory.plan.rest.longest)  # until they are read
            beside = await _plain(laboratory, running)
        finally:
            sending.cancel()
            await asyncio.gather(sending, return_exceptions=True)
    return {ALONE: alone, BESIDE: beside}


async def _plain(laboratory: Laboratory, running: Running) -> Value:
    """Plain asks, one after the other, each by a different person."""
    orders = laboratory.orders(laboratory.plan.beside)
    for order in orders:
        await laboratory.one(running, order)
    took = (await laboratory.now(running)).of(each.turn for each in orders).whole()
    if len(took) < len(orders):
        raise NoAnswerError(f"{running.contender.name} left a plain ask")
    return Value(quantile(took, 0.5), max(took))


async def _hostile(laboratory: Laboratory, running: Running) -> None:
    """The neighbour's asks, always as many as allowed, each with two pictures, until
    cancelled."""
    names = cycle(laboratory.plan.hostile)

    async def one_after_another() -> None:
        while True:
            [order] = laboratory.orders(1)
            files = (next(names), next(names))
            await running.slack.ask([replace(order, files=files, user=HOSTILE)])
            await running.slack.answered(order.turn, PATIENCE)

    await asyncio.gather(*(one_after_another() for _ in range(AT_ONCE)))
