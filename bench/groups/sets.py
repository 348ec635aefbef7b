"""Group 11: four pictures in one message, against one picture, and other ways to four.

Everybody is as shipped: the pauses between edits are a part of what people wait for.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace

from bench.contenders import FILES, SQLITE
from bench.figures import FOUR, ONE, Figure, Value, spread, times, under
from bench.laboratory import PATIENCE, Laboratory
from bench.running import Running
from bench.timings import Seen

SET = "--count 4"
DIRECT = "--direct"
MANY = 4
SHARE = 1.3

Way = Callable[[Laboratory, Running], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Drawn:
    """What a way took: seconds until the last picture is seen, and calls."""

    seconds: list[float]
    uploads: float
    edits: float
    megabytes: float


async def measure(laboratory: Laboratory) -> list[Figure]:
    """How long until the last picture, what that takes, and many sets at once."""
    plan = laboratory.plan
    await laboratory.servers.pace(plan.sets_pace)
    async with laboratory.warm(SQLITE.as_shipped()) as running:
        ways: dict[str, Way] = {SQLITE.name: _set, ONE: _one, FOUR: _four}
        drawn = {
            name: await _drawn(laboratory, running, way) for name, way in ways.items()
        }
    if "sets" not in plan.alone:
        async with laboratory.warm(FILES) as running:
            drawn[FILES.name] = await _drawn(laboratory, running, _set)
    return [*_figures(drawn), await _at_once(laboratory)]


async def _set(laboratory: Laboratory, running: Running) -> None:
    [order] = laboratory.orders(1)
    await laboratory.one(running, replace(order, flags=SET))


async def _one(laboratory: Laboratory, running: Running) -> None:
    [order] = laboratory.orders(1)
    await laboratory.one(running, replace(order, flags=DIRECT))


async def _four(laboratory: Laboratory, running: Running) -> None:
    orders = [replace(each, flags=DIRECT) for each in laboratory.orders(MANY)]
    await running.slack.ask(orders)
    for order in orders:
        await running.slack.answered(order.turn, PATIENCE)


async def _drawn(laboratory: Laboratory, running: Running, way: Way) -> Drawn:
    seconds, seen = [], []
    for _ in range(laboratory.plan.sets):
        await way(laboratory, running)
        seen.append(await laboratory.at_rest(running))
        seconds.append(max(seen[-1].whole()))
    return Drawn(
        seconds,
        _calls(seen, "files.getUploadURLExternal"),
        _calls(seen, "chat.update"),
        _megabytes(seen),
    )


def _calls(seen: list[Seen], method: str) -> float:
    return sum(each.calls.get(method, 0) for each in seen) / len(seen)


def _megabytes(seen: list[Seen]) -> float:
    size = sum(size for each in seen for _, size in each.uploaded.values())
    return size / len(seen) / 2**20


def _figures(drawn: dict[str, Drawn]) -> list[Figure]:
    def counted(what: str, unit: str, each: Callable[[Drawn], float]) -> Figure:
        values = {name: Value(each(found)) for name, found in drawn.items()}
        return Figure(11, what, unit, values)

    seconds = {name: spread(each.seconds) for name, each in drawn.items()}
    aims = (times(SHARE, ONE),)
    return [
        Figure(11, "event → the last picture is seen", "s", seconds, aims),
        counted("uploads", "", lambda each: each.uploads),
        counted("edits", "", lambda each: each.edits),
        counted("uploaded", "MB", lambda each: each.megabytes),
    ]


async def _at_once(laboratory: Laboratory) -> Figure:
    """The most memory of a process that draws many sets."""
    many = laboratory.plan.sets_at_once
    async with laboratory.warm(SQLITE) as running:
        orders = [replace(each, flags=SET) for each in laboratory.orders(many)]
        await running.slack.ask(orders)
        for order in orders:
            await running.slack.answered(order.turn, PATIENCE)
        peak = running.peak()
    name = f"{many} sets at once: peak memory"
    values = {SQLITE.name: Value(peak)}
    return Figure(11, name, "MB", values, (under(600, "MB", "p50"),))
