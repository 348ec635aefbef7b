"""Group 5: with Slack's limits, a turn a second, everybody as shipped.

It measures waits of seconds that Slack imposes, not processor time. So all contenders
run at the same time, each in a workspace of its own.
"""

import asyncio
from collections.abc import Callable

from bench.contenders import Contender
from bench.figures import Figure, Value, spread
from bench.laboratory import Laboratory
from bench.timings import PREVIEWS, Seen

SOON = 2.0


async def measure(laboratory: Laboratory) -> list[Figure]:
    """Measure shares and counts; `limit` and `usual` know nothing about limits."""
    contenders = laboratory.contenders
    runs = (_limited(laboratory, each.as_shipped()) for each in contenders)
    seen = await asyncio.gather(*runs)
    rounds = dict(zip((each.name for each in contenders), seen, strict=True))

    def one(name: str, unit: str, value: Callable[[Seen], Value]) -> Figure:
        values = {who: value(each) for who, each in rounds.items()}
        return Figure(5, name, unit, values)

    return [
        one("finals shown within 2 s of being ready", "%", _soon),
        one("finals not shown when the run ended", "%", _never),
        one("final → its edit", "s", lambda seen: spread(seen.finals())),
        one("previews shown, a turn", "", _previews),
        one("calls that Slack refused (429)", "", _refused),
    ]


async def _limited(laboratory: Laboratory, contender: Contender) -> Seen:
    plan = laboratory.plan
    longest = plan.limited_seconds + plan.limited_pace.longest + plan.limited_patience
    await laboratory.servers.pace(plan.rest)
    async with laboratory.warm(contender) as running:
        await laboratory.servers.pace(plan.limited_pace)
        await running.slack.limit(limits=True)
        orders = laboratory.orders(plan.limited_turns, plan.limited_seconds)
        await running.slack.ask(orders)
        await running.slack.ended(len(orders), longest)
        seen = await laboratory.now(running)
        await running.slack.limit(limits=False)
    return seen


def _share(seen: Seen, count: int) -> Value:
    return Value(100 * count / max(1, len(seen.turns)))


def _soon(seen: Seen) -> Value:
    return _share(seen, sum(each <= SOON for each in seen.finals()))


def _never(seen: Seen) -> Value:
    return _share(seen, len(seen.turns) - len(seen.finals()))


def _previews(seen: Seen) -> Value:
    shown = sum(frame in each.shown for each in seen.turns for frame in PREVIEWS)
    return Value(shown / max(1, len(seen.turns)))


def _refused(seen: Seen) -> Value:
    return Value(sum(seen.refused.values()))
