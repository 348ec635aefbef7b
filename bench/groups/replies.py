"""Group 6: the size of a reply's request, chained and with the picture sent again."""

import asyncio
from dataclasses import dataclass, replace

from bench.contenders import Contender
from bench.figures import Figure, Value
from bench.laboratory import Laboratory
from bench.running import Running


@dataclass(frozen=True, slots=True)
class Weights:
    """Bytes of a request: with previous_response_id, and with the picture instead."""

    chained: int | None
    again: int | None


async def measure(laboratory: Laboratory) -> list[Figure]:
    """Measure the requests. `limit` has no replies, and `usual` cannot continue if its
    response is gone.

    Bytes are counted, not seconds. So all contenders run at the same time, in
    workspaces of their own beside those of group 5, at whatever pace is set.
    """
    able = [each for each in laboratory.contenders if each.name != "limit"]
    found = await asyncio.gather(*(_weighed(laboratory, each) for each in able))
    figures = []
    for shape in laboratory.plan.formats:
        weights = {each.name: own[shape] for each, own in zip(able, found, strict=True)}
        figures += _figures(shape.upper(), weights)
    return figures


def _figures(label: str, weights: dict[str, Weights]) -> list[Figure]:
    chained = {name: _kilobytes(each.chained) for name, each in weights.items()}
    again = {name: _kilobytes(each.again) for name, each in weights.items()}
    share = {
        name: Value(each.again / each.chained if each.again and each.chained else None)
        for name, each in weights.items()
    }
    return [
        Figure(6, f"{label}: with previous_response_id", "kB", chained),
        Figure(6, f"{label}: with the picture sent again", "kB", again),
        Figure(6, f"{label}: again ÷ chained", "", share),
    ]


async def _weighed(laboratory: Laboratory, contender: Contender) -> dict[str, Weights]:
    apart = replace(contender, name=f"{contender.name}r")
    async with laboratory.warm(apart) as running:
        return {
            shape: await _weights(laboratory, running, shape)
            for shape in laboratory.plan.formats
        }


async def _weights(laboratory: Laboratory, running: Running, shape: str) -> Weights:
    servers = laboratory.servers
    first, reply, late = laboratory.orders(3, shape=shape)
    await laboratory.one(running, first)
    await running.slack.quiet(0.3)  # until the program has noted what a reply builds on
    await laboratory.one(running, reply.onto_turn(first.turn))
    if running.contender.keeps:
        await servers.forget(late.turn)
        await laboratory.one(running, late.onto_turn(first.turn))
    asked = await servers.asked()
    return Weights(
        _size(asked, reply.turn, chained=True), _size(asked, late.turn, chained=False)
    )


def _size(asked: list[dict[str, object]], turn: int, *, chained: bool) -> int | None:
    sizes = (
        each["size"]
        for each in asked
        if each["turn"] == turn and each["chained"] is chained
    )
    found = next(sizes, None)
    return found if isinstance(found, int) else None


def _kilobytes(size: int | None) -> Value:
    return Value(None if size is None else size / 1000)
