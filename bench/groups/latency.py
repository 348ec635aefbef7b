"""Groups 1 to 3 at rest: one turn after the other, without chosen delays."""

import asyncio
from collections.abc import Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, replace

from bench.contenders import Contender
from bench.figures import Figure, Value, spread, times
from bench.laboratory import PATIENCE, Laboratory
from bench.model.script import Pace
from bench.pictures import SQUARE, WIDE
from bench.running import Running
from bench.timings import Seen

BEHIND = 0.01
"""Seconds from the last preview to a final that is close behind it."""
LINE = 100e6
"""Bits per second to Slack: an original picture takes 20 ms, a preview of ours 1 ms."""
PNG_SHARE = 0.1
LINED = "jpeg"
OVER_LINE = f"1024×1024, over {LINE / 1e6:g} Mbit/s"
UNHURRIED_PACE = Pace(0.7, 0.5, 2.0, 2.0)


Rounds = dict[str, Seen]
"""The timings of each contender, by name."""


@dataclass(frozen=True, slots=True)
class AtRest:
    """The timings with pictures of one format."""

    square: Rounds
    wide: Rounds
    close: Rounds
    lined: Rounds


async def measure(laboratory: Laboratory) -> list[Figure]:
    """Measure everything that is measured turn by turn."""
    seen = await _all_at_rest(laboratory)
    shipped = await _shipped(laboratory) if laboratory.plan.shipped else []
    return [*_answers(seen), *_previews(seen), *_finals(seen), *shipped]


async def _shipped(laboratory: Laboratory) -> list[Figure]:
    """Measure with default settings: edits a second apart, and Slack's budget."""
    keeping = [each for each in laboratory.contenders if each.keeps]
    found = await asyncio.gather(*(_one_shipped(laboratory, each) for each in keeping))
    seen = dict(zip((each.name for each in keeping), found, strict=True))
    previews = {name: each.previews() for name, each in seen.items()}
    finals = {name: each.finals() for name, each in seen.items()}
    name = "JPEG 1024×1024, as shipped, a turn a second"
    return [
        Figure(2, name, "ms", _spread(previews)),
        Figure(3, name, "ms", _spread(finals)),
    ]


async def _one_shipped(laboratory: Laboratory, contender: Contender) -> Seen:
    many = laboratory.plan.shipped
    async with laboratory.warm(contender.as_shipped()) as running:
        await laboratory.servers.pace(UNHURRIED_PACE)
        await running.slack.ask(laboratory.orders(many, many))
        await running.slack.ended(many, many + UNHURRIED_PACE.longest + PATIENCE)
        return await laboratory.now(running)


async def _all_at_rest(laboratory: Laboratory) -> dict[str, AtRest]:
    """Run all contenders, and give turns in rotation, so that noise affects all of
    them."""
    await laboratory.servers.pace(laboratory.plan.rest)
    async with AsyncExitStack() as stack:
        warmed = (
            stack.enter_async_context(laboratory.warm(each))
            for each in laboratory.contenders
        )
        everybody = await asyncio.gather(*warmed)
        return {
            shape: await _at_rest(laboratory, everybody, shape)
            for shape in laboratory.plan.formats
        }


async def _at_rest(
    laboratory: Laboratory, everybody: Sequence[Running], shape: str
) -> AtRest:
    plan, pace = laboratory.plan, laboratory.servers.pace
    await pace(plan.rest)
    square = await rounds(laboratory, everybody, plan.at_rest, shape)
    await pace(replace(plan.rest, final=BEHIND))
    close = await rounds(laboratory, everybody, plan.close, shape)
    await pace(plan.rest, WIDE if plan.wide else SQUARE)
    wide = await rounds(laboratory, everybody, plan.close if plan.wide else 0, shape)
    await pace(plan.rest)
    many = plan.lined if shape == LINED else 0
    return AtRest(square, wide, close, await _lined(laboratory, everybody, many, shape))


async def _lined(
    laboratory: Laboratory, everybody: Sequence[Running], many: int, shape: str
) -> Rounds:
    """Measure over a slow line instead of a loopback."""
    for running in everybody:
        await running.slack.line(LINE)
    seen = await rounds(laboratory, everybody, many, shape)
    for running in everybody:
        await running.slack.line(0)
    return seen


async def rounds(
    laboratory: Laboratory,
    everybody: Sequence[Running],
    many: int,
    shape: str = "jpeg",
) -> Rounds:
    """Run so many turns of each in rotation; return the timings of all."""
    if not many:
        return {}
    for _ in range(many):
        for running in everybody:
            [order] = laboratory.orders(1, shape=shape)
            await laboratory.one(running, order)
    rested = await asyncio.gather(*(laboratory.at_rest(each) for each in everybody))
    names = (each.contender.name for each in everybody)
    return dict(zip(names, rested, strict=True))


def _answers(seen: dict[str, AtRest]) -> list[Figure]:
    """The figures up to the first message, for which the format does not matter."""
    acked: dict[str, list[float]] = {}
    first: dict[str, list[float]] = {}
    for shape in seen.values():
        for name, each in shape.square.items():
            acked.setdefault(name, []).extend(each.acked())
            first.setdefault(name, []).extend(each.first())
    return [
        Figure(1, "event → acknowledged, at rest", "ms", _spread(acked)),
        Figure(
            1,
            "event → first message, at rest",
            "ms",
            _spread(first),
            (times(1.5, "limit"),),
        ),
    ]


def _previews(seen: dict[str, AtRest]) -> list[Figure]:
    figures = []
    aims = (times(2, "limit"), times(1, "usual"))
    for shape, found in seen.items():
        label = shape.upper()
        for size, rounds in (
            ("1024×1024", found.square),
            ("1536×1024", found.wide),
            (OVER_LINE, found.lined),
        ):
            shown = {name: each.previews() for name, each in rounds.items()}
            if any(shown.values()):
                name = f"{label} {size}"
                figures.append(Figure(2, name, "ms", _spread(shown), aims))
        figures.append(_sizes(label, found.square))
    return figures


def _sizes(label: str, rounds: Rounds) -> Figure:
    sizes = {name: Value(each.preview_bytes() / 2**20) for name, each in rounds.items()}
    share = (times(PNG_SHARE, "usual"),) if label == "PNG" else ()
    name = f"{label} 1024×1024: uploaded for previews, a turn"
    return Figure(2, name, "MB", sizes, share)


def _finals(seen: dict[str, AtRest]) -> list[Figure]:
    figures = []
    for shape, found in seen.items():
        for what, rounds in (
            ("1024×1024", found.square),
            ("1536×1024", found.wide),
            (OVER_LINE, found.lined),
            (f"1024×1024, {BEHIND * 1000:g} ms behind a preview", found.close),
        ):
            finals = {name: each.finals() for name, each in rounds.items()}
            if any(finals.values()):
                name, aims = f"{shape.upper()} {what}", (times(1, "usual"),)
                figures.append(Figure(3, name, "ms", _spread(finals), aims))
    return figures


def _spread(seconds: dict[str, list[float]]) -> dict[str, Value]:
    return {name: spread(values, 1000) for name, values in seconds.items()}
