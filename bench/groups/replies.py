"""Group 6: what a reply's request weighs, chained and with the picture sent again."""

import asyncio
from dataclasses import dataclass

from bench.contenders import Contender
from bench.figures import Figure, Value
from bench.laboratory import Laboratory


@dataclass(frozen=True, slots=True)
class Weights:
    """Bytes of a request: with previous_response_id, and with the picture instead."""

    chained: int | None
    again: int | None


async def measure(laboratory: Laboratory) -> list[Figure]:
    """`limit` knows no replies, and `usual` no way back when its response is gone.

    Bytes are counted, not seconds: so all contenders run at the same time.
    """
    able = [each for each in laboratory.contenders if each.name != "limit"]
    await laboratory.servers.pace(laboratory.plan.rest)
    figures = []
    for shape in laboratory.plan.formats:
        inclined = (each.with_settings(IMAGE_FORMAT=shape) for each in able)
        weights = await asyncio.gather(
            *(_weights(laboratory, each) for each in inclined)
        )
        names = (each.name for each in able)
        figures += _figures(shape.upper(), dict(zip(names, weights, strict=True)))
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


async def _weights(laboratory: Laboratory, contender: Contender) -> Weights:
    servers = laboratory.servers
    async with laboratory.warm(contender) as running:
        [first], [reply], [late] = (laboratory.orders(1) for _ in range(3))
        await laboratory.one(running, first)
        await running.slack.quiet(0.3)  # until it has noted what a reply builds on
        await laboratory.one(running, reply.onto_turn(first.turn))
        if contender.keeps:
            await servers.forget(late.turn)
            await laboratory.one(running, late.onto_turn(first.turn))
        await laboratory.at_rest(running)
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
