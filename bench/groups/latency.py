"""Groups 1 to 3 at rest: one turn after the other, with no delay that was chosen."""

from dataclasses import dataclass, replace

from bench.contenders import Contender
from bench.figures import Figure, Value, spread, times, under
from bench.laboratory import Laboratory
from bench.pictures import WIDE
from bench.timings import Seen

BEHIND = 0.01
"""Seconds from the last preview to a final that is close behind it."""
PNG_SHARE = 0.1


@dataclass(frozen=True, slots=True)
class AtRest:
    """What was seen of one contender in one format."""

    usual: Seen
    wide: Seen
    close: Seen


async def measure(laboratory: Laboratory) -> list[Figure]:
    """All that is measured turn by turn."""
    seen: dict[str, dict[str, AtRest]] = {}
    for shape in laboratory.plan.formats:
        seen[shape] = {
            each.name: await _at_rest(laboratory, each, shape)
            for each in laboratory.contenders
        }
    return [*_answers(seen), *_previews(seen), *_finals(seen)]


async def _at_rest(laboratory: Laboratory, contender: Contender, shape: str) -> AtRest:
    plan, servers = laboratory.plan, laboratory.servers
    await servers.pace(plan.rest)
    inclined = contender.with_settings(contender.name, IMAGE_FORMAT=shape)
    async with laboratory.warm(inclined):
        usual = await laboratory.one_by_one(plan.at_rest)
        await servers.pace(replace(plan.rest, final=BEHIND))
        close = await laboratory.one_by_one(plan.close)
        await servers.pace(plan.rest, WIDE if plan.wide else "1024x1024")
        wide = await laboratory.one_by_one(plan.close if plan.wide else 0)
    return AtRest(usual, wide, close)


def _answers(seen: dict[str, dict[str, AtRest]]) -> list[Figure]:
    """The format does not matter before a picture is there."""
    acked: dict[str, list[float]] = {}
    first: dict[str, list[float]] = {}
    for contenders in seen.values():
        for name, each in contenders.items():
            acked.setdefault(name, []).extend(each.usual.acked())
            first.setdefault(name, []).extend(each.usual.first())
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


def _previews(seen: dict[str, dict[str, AtRest]]) -> list[Figure]:
    figures = []
    for shape, contenders in seen.items():
        square = {name: each.usual.previews() for name, each in contenders.items()}
        wide = {name: each.wide.previews() for name, each in contenders.items()}
        aims = (times(2, "limit"), times(1, "usual"))
        label = shape.upper()
        figures.append(Figure(2, f"{label} 1024×1024", "ms", _spread(square), aims))
        if any(wide.values()):
            figures.append(Figure(2, f"{label} 1536×1024", "ms", _spread(wide), aims))
        sizes = {
            name: Value(each.usual.preview_bytes() / 2**20)
            for name, each in contenders.items()
        }
        share = (times(PNG_SHARE, "usual"),) if shape == "png" else ()
        name = f"{label} 1024×1024: uploaded for previews, a turn"
        figures.append(Figure(2, name, "MB", sizes, share))
    return figures


def _finals(seen: dict[str, dict[str, AtRest]]) -> list[Figure]:
    figures = []
    for shape, contenders in seen.items():
        label = shape.upper()
        for name, pick in (
            (f"{label} 1024×1024", "usual"),
            (f"{label} 1536×1024", "wide"),
            (f"{label} 1024×1024, {BEHIND * 1000:g} ms behind a preview", "close"),
        ):
            found = {
                who: getattr(each, pick).finals() for who, each in contenders.items()
            }
            if any(found.values()):
                aims = (times(1, "usual"),)
                figures.append(Figure(3, name, "ms", _spread(found), aims))
    return figures


def _spread(seconds: dict[str, list[float]]) -> dict[str, Value]:
    return {name: spread(values, 1000) for name, values in seconds.items()}


ACKNOWLEDGED = under(100, "ms")
