"""Group 4, and group 1 with 50 running: many turns at once, a process for each load."""

from dataclasses import dataclass

from bench.contenders import Contender
from bench.figures import Aim, Figure, Value, exactly, spread, under
from bench.laboratory import Laboratory
from bench.plan import Load, Plan
from bench.running import Running
from bench.serving import now
from bench.timings import Seen

AFTERWARDS = 20.0
"""Seconds to wait for the last final before it counts as lost."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """One contender under one load."""

    turns: int
    seen: Seen
    probes: Seen
    cpu: float
    peak: float
    seconds: float
    lags: list[float]

    def late(self) -> int:
        """Finals that came more than a second after they left the model."""
        return sum(each > 1 for each in self.seen.finals())

    def lost(self) -> int:
        """Turns whose final never came."""
        return len(self.seen.turns) - len(self.seen.finals())


Rounds = dict[str, Loaded]


async def measure(laboratory: Laboratory) -> list[Figure]:
    """Measure every load with every contender that takes part in it."""
    loads: dict[int, Rounds] = {}
    for load in laboratory.plan.loads:
        loads[load.turns] = {
            each.name: await _loaded(laboratory, each, load)
            for each in laboratory.contenders
            if load.turns in _loads_of(laboratory.plan, each)
        }
    answers = (_answers(turns, rounds) for turns, rounds in loads.items())
    figures = (_figures(turns, rounds, loads) for turns, rounds in loads.items())
    return [each for several in (*answers, *figures) for each in several]


def _loads_of(plan: Plan, contender: Contender) -> tuple[int, ...]:
    """The loads of a contender. Because time is short, only darkroom on SQLite gets all
    of them."""
    match contender.keeps:
        case "sqlite":
            return tuple(load.turns for load in plan.loads)
        case "postgres":
            return plan.postgres_loads
    return plan.rivals_loads


async def _loaded(laboratory: Laboratory, contender: Contender, load: Load) -> Loaded:
    servers = laboratory.servers
    await servers.pace(laboratory.plan.rest)
    async with laboratory.warm(contender) as running:
        await servers.pace(load.pace)
        cpu, began = running.cpu(), now()
        seen, probes, seconds = await _all_at_once(laboratory, running, load)
        whole = load.turns + load.probes
        cpu, peak = (running.cpu() - cpu) / whole, running.peak()
    lags = running.lags(since=began)
    return Loaded(whole, seen, probes, cpu, peak, seconds, lags)


async def _all_at_once(
    laboratory: Laboratory, running: Running, load: Load
) -> tuple[Seen, Seen, float]:
    began = now()
    orders = laboratory.orders(load.turns, load.arriving)
    late = laboratory.orders(load.probes, load.arriving / 2)
    probes = [each.later(load.arriving) for each in late]
    await running.slack.ask([*orders, *probes])
    longest = load.arriving * 1.5 + load.pace.longest + AFTERWARDS
    await running.slack.ended(len(orders) + len(probes), longest)
    seconds = now() - began
    seen = await laboratory.at_rest(running)
    return seen, seen.of(each.turn for each in probes), seconds


def _answers(turns: int, rounds: Rounds) -> list[Figure]:
    """The delays for a person who asks while so many turns run."""
    if not any(each.probes.turns for each in rounds.values()):
        return []
    acked = {name: spread(each.probes.acked(), 1000) for name, each in rounds.items()}
    first = {name: spread(each.probes.first(), 1000) for name, each in rounds.items()}
    running = f"{turns} running"
    aims = (under(100, "ms"),)
    return [
        Figure(1, f"event → acknowledged, {running}", "ms", acked, aims),
        Figure(1, f"event → first message, {running}", "ms", first),
    ]


def _figures(turns: int, rounds: Rounds, loads: dict[int, Rounds]) -> list[Figure]:
    def one(what: str, unit: str, value: dict[str, Value], *aims: Aim) -> Figure:
        return Figure(4, f"{turns} at once: {what}", unit, value, aims)

    each = rounds.items()
    lags = {name: spread(it.lags, 1000) for name, it in each}
    finals = {name: spread(it.seen.finals(), 1000) for name, it in each}
    rate = {name: Value(60 * it.turns / it.seconds) for name, it in each}
    return [
        one("CPU a turn", "s", {n: Value(it.cpu) for n, it in each}, *_flat(loads)),
        one("peak memory", "MB", {n: Value(it.peak) for n, it in each}, SMALL),
        one("turns finished a minute", "", rate),
        one("event loop late", "ms", lags, under(100, "ms")),
        one("final → its edit", "ms", finals),
        one("finals late by over 1 s", "", {n: Value(it.late()) for n, it in each}),
        one("finals lost", "", {n: Value(it.lost()) for n, it in each}, NONE_LOST),
    ]


SMALL = under(600, "MB", share="p50")
NONE_LOST = exactly(0, "none")


def _flat(loads: dict[int, Rounds]) -> tuple[Aim, ...]:
    """The aim: at most a fourth more than under the smallest load."""
    smallest = min(loads)
    if len(loads) == 1:
        return ()

    def holds(own: Value, others: dict[str, Value]) -> bool | None:
        name = next((name for name, value in others.items() if value is own), "")
        first = loads[smallest].get(name)
        return None if first is None or own.p50 is None else own.p50 < first.cpu * 1.25

    return (Aim(f"at most 1.25 × that with {smallest}", holds),)
