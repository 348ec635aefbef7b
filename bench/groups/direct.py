"""Group 10: a picture drawn directly, against the same one drawn through the model.

The image model takes the same time in both. The time that the other model takes before
it calls its tool is a setting here: a recorded answer with one picture had 683 tokens
of that model, which at some 300 a second takes more than two seconds.
"""

from dataclasses import replace

from bench.contenders import SQLITE
from bench.figures import THROUGH, Figure, spread, times
from bench.laboratory import Laboratory
from bench.timings import Seen

FLAG = "--direct"


async def measure(laboratory: Laboratory) -> list[Figure]:
    """Measure darkroom only: it has both ways, and its database is involved in
    neither."""
    await laboratory.servers.pace(laboratory.plan.direct_pace)
    return _figures(await _both(laboratory))


async def _both(laboratory: Laboratory) -> dict[str, Seen]:
    """Measure both in rotation, in one program."""
    ways: dict[str, list[int]] = {SQLITE.name: [], THROUGH: []}
    async with laboratory.warm(SQLITE) as running:
        for _ in range(laboratory.plan.direct):
            for name, turns in ways.items():
                [order] = laboratory.orders(1)
                if name == SQLITE.name:
                    order = replace(order, flags=FLAG)
                await laboratory.one(running, order)
                turns.append(order.turn)
        seen = await laboratory.at_rest(running)
    return {name: seen.of(turns) for name, turns in ways.items()}


def _figures(seen: dict[str, Seen]) -> list[Figure]:
    sooner = (times(1, THROUGH),)
    pictured = {name: spread(each.pictured()) for name, each in seen.items()}
    whole = {name: spread(each.whole()) for name, each in seen.items()}
    return [
        Figure(10, "event → the first of the picture is seen", "s", pictured, sooner),
        Figure(10, "event → the final", "s", whole, sooner),
    ]
