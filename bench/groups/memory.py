"""Group 13: pictures are found again in the home tab of a large workspace.

Its pictures were stored by a version without a gallery, so they are added first. The
times are those that a person waits for: from what they do in the tab until the tab
shows what came of it.
"""

import asyncio
from collections.abc import Mapping

from bench.contenders import Contender
from bench.figures import Aim, Figure, Value, spread, together, under
from bench.laboratory import PATIENCE, Laboratory, NoAnswerError
from bench.memories import CHANNELS, FREQUENT, RARE, person
from bench.running import Running
from bench.serving import now
from bench.storing import Fill

SEARCHES = {
    "half of the pictures have": ("words", FREQUENT),
    "one picture has": ("words", RARE),
    "no picture has": ("words", "nowhere"),
}
"""The words that are looked for, by the pictures that have them."""
NARROWED = {
    "Only mine": ("whose", "mine"),
    "one channel": ("channel", CHANNELS[7]),
    "the last 30 days": ("since", "30"),
    "the next page": ("older", "older"),
}
"""What else is done in the tab: a field or a button, and what is chosen."""
LONGEST, TAB = 60, 100
"""The aims: seconds until all pictures are added, and milliseconds until a tab shows
them."""
Times = dict[str, list[float]]


async def measure(laboratory: Laboratory) -> list[Figure]:
    """Measure darkroom only: nobody else has a gallery."""
    figures: list[Figure] = []
    for each in laboratory.contenders:
        if each.keeps:
            figures += await _measured(laboratory, each)
    return together(figures)


async def _measured(laboratory: Laboratory, contender: Contender) -> list[Figure]:
    plan = laboratory.plan
    async with laboratory.warm(contender) as running:
        template = running.database
    fill = Fill(plan.stored_turns, plan.stored_threads, year=True)
    database = await laboratory.databases.filled(template, fill)
    async with laboratory.cold(contender, database) as running:
        await running.slack.join(CHANNELS)
        began = _beginnings(contender, running, plan.stored_turns)
        filled = await _filled(laboratory, running)
        times = await _looks(laboratory, running)
        busy = await _looks_beside(laboratory, running)
    return [*began, *_fillings(contender, filled), *_figures(contender, times, busy)]


async def _filled(laboratory: Laboratory, running: Running) -> tuple[float, float]:
    """Seconds from the start until every picture can be found, and until the first
    message of somebody who asks meanwhile."""
    [order] = laboratory.orders(1)
    await laboratory.one(running, order)
    while await laboratory.databases.missing(running.database):
        if now() - running.began > laboratory.plan.longest:
            raise NoAnswerError("the gallery was never full")
        await asyncio.sleep(0.2)
    took = now() - running.began
    seen = await laboratory.at_rest(running)
    [first] = seen.of([order.turn]).first()
    return took, first


async def _looks(laboratory: Laboratory, running: Running) -> Times:
    """Everybody opens their tab twice, and does everything there once."""
    times: Times = {}
    for number in range(laboratory.plan.looks):
        user = person(number)
        await _look(running, user)
        times.setdefault("opened", []).append(await _look(running, user))
        for name, (field, value) in {**SEARCHES, **NARROWED}.items():
            times.setdefault(name, []).append(await _look(running, user, field, value))
            await _look(running, user, *_back(name))
    return times


def _back(name: str) -> tuple[str, str]:
    return ("newer", "newer") if name == "the next page" else ("clear", "all")


async def _looks_beside(laboratory: Laboratory, running: Running) -> list[float]:
    """The same search while turns are drawn and stored."""
    many = laboratory.plan.looks
    orders = laboratory.orders(many, within=many * 0.1)
    await running.slack.ask(orders)
    times = []
    for number in range(many):
        user = person(number)
        await _look(running, user)
        times.append(await _look(running, user, "words", FREQUENT))
    await running.slack.ended(many, PATIENCE)
    await laboratory.at_rest(running)
    return times


async def _look(running: Running, user: str, field: str = "", value: str = "") -> float:
    look = await running.slack.look(user, PATIENCE, field, value)
    if not look.shown:
        raise NoAnswerError("a home tab never came")
    return look.shown - look.asked


def _beginnings(contender: Contender, running: Running, many: int) -> list[Figure]:
    ready = Value(running.connected - running.began)
    name = f"{many:,} pictures from before: start → ready"
    return [Figure(13, name, "s", {contender.name: ready})]


def _fillings(contender: Contender, filled: tuple[float, float]) -> list[Figure]:
    took, first = Value(filled[0]), Value(filled[1] * 1000)
    return [
        Figure(
            13,
            "start → all of them can be found",
            "s",
            {contender.name: took},
            (under(LONGEST, "s", "p50"),),
        ),
        Figure(13, "event → first message, meanwhile", "ms", {contender.name: first}),
    ]


def _figures(
    contender: Contender, times: Mapping[str, list[float]], busy: list[float]
) -> list[Figure]:
    def one(what: str, seconds: list[float], *aims: Aim) -> Figure:
        value = {contender.name: spread(seconds, 1000)}
        return Figure(13, what, "ms", value, aims)

    found = [
        one(f"a word that {who} → the tab shows them", times[who], under(TAB, "ms"))
        for who in SEARCHES
    ]
    narrowed = [
        one(f"{what} → the tab shows them", times[what], under(TAB, "ms"))
        for what in NARROWED
    ]
    return [
        one("opened → the home tab is there", times["opened"], under(TAB, "ms")),
        *found,
        *narrowed,
        one("a frequent word, while turns are drawn", busy),
    ]
