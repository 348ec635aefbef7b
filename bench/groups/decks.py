"""Group 14: a deck with a picture on every slide, from its outline to its files.

Everybody is as shipped, except that as many pictures are drawn side by side as the
smaller deck has slides, and that the model may be asked as often as that takes: here,
deck follows deck without a pause.
"""

from dataclasses import dataclass, replace

from bench.contenders import SQLITE, Contender
from bench.figures import ONE, Aim, Figure, Value, spread, under
from bench.laboratory import Laboratory, NoAnswerError
from bench.running import Running

DIRECT = "--direct"
SHARE, OWN = 1.5, 2.0
"""A deck may take so many times as long as one picture, and so many seconds more."""
LARGEST = 5.0
"""Megabytes of the PowerPoint file of the smaller deck."""
PATIENCE = 120.0


@dataclass(frozen=True, slots=True)
class Deck:
    """What a deck took: seconds until its files are there, and their megabytes."""

    seconds: list[float]
    pptx: float
    pdf: float


async def measure(laboratory: Laboratory) -> list[Figure]:
    """Measure darkroom only: nobody else makes decks."""
    plan = laboratory.plan
    await laboratory.servers.pace(plan.sets_pace)
    smaller, *others = plan.decks
    async with laboratory.warm(_as_shipped(smaller)) as running:
        one = await _one(laboratory, running)
        figures = await _measured(laboratory, running, smaller, one)
        for slides in others:
            figures += await _measured(laboratory, running, slides)
        return [*figures, *_memory(running)]


def _as_shipped(at_once: int) -> Contender:
    shipped = SQLITE.as_shipped()
    more = {"SET_AT_ONCE": str(at_once), "MODEL_REQUESTS_PER_MINUTE": "600"}
    return replace(shipped, environment=shipped.environment | more)


async def _one(laboratory: Laboratory, running: Running) -> list[float]:
    """Seconds until one picture, drawn by itself."""
    seconds: list[float] = []
    for order in laboratory.orders(laboratory.plan.decks_times):
        await laboratory.one(running, replace(order, flags=DIRECT))
        seconds += (await laboratory.at_rest(running)).whole()
    return seconds


async def _measured(
    laboratory: Laboratory,
    running: Running,
    slides: int,
    one: list[float] | None = None,
) -> list[Figure]:
    deck = await _deck(laboratory, running, slides)
    values = {SQLITE.name: spread(deck.seconds)}
    limits, sizes = [], []
    if one:
        values[ONE] = spread(one)
        limits, sizes = [_soon()], [under(LARGEST, "MB", "p50")]
    what = f"{slides} slides: "
    return [
        Figure(14, f"{what}Draw it → both files", "s", values, tuple(limits)),
        _size(f"{what}the PowerPoint file", deck.pptx, *sizes),
        _size(f"{what}the PDF", deck.pdf),
    ]


async def _deck(laboratory: Laboratory, running: Running, slides: int) -> Deck:
    seconds, pptx, pdf = [], [], []
    for _ in range(laboratory.plan.decks_times):
        outline, deck = laboratory.orders(2)
        asked = replace(outline, flags=f"deck of {slides} slides")
        await laboratory.one(running, asked)
        await running.slack.draw(outline.turn, deck.turn)
        if not await running.slack.answered(deck.turn, PATIENCE):
            raise NoAnswerError("a deck was not drawn in time")
        seen = await laboratory.at_rest(running)
        seconds += seen.of([deck.turn]).whole()
        pptx.append(seen.uploaded["pptx"][1] / 1e6)
        pdf.append(seen.uploaded["pdf"][1] / 1e6)
    return Deck(seconds, max(pptx), max(pdf))


def _soon() -> Aim:
    def holds(own: Value, others: dict[str, Value]) -> bool | None:
        one = others[ONE].p50
        if own.p50 is None or one is None:
            return None
        return own.p50 <= SHARE * one + OWN

    return Aim(f"p50 at most {SHARE:g} × {ONE} and {OWN:g} s", holds)


def _size(what: str, megabytes: float, *aims: Aim) -> Figure:
    return Figure(14, what, "MB", {SQLITE.name: Value(megabytes)}, aims)


def _memory(running: Running) -> list[Figure]:
    """What the bot and its processes have held at most."""
    helpers = "peak memory of a process that makes the files"
    return [
        _size("peak memory of the bot", running.peak()),
        _size(helpers, running.helpers_peak(), under(512, "MB", "p50")),
    ]
