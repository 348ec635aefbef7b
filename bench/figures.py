"""Figures: the measured values of each contender, their ratios, and whether aims are
met."""

from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from bench.timings import quantile

RIVALS = ("limit", "usual")
THROUGH = "through"
"""Darkroom itself, where one of its ways is compared with the other."""
ONE, FOUR = "one", "four"
"""Darkroom again: it draws one picture, and is asked for four one by one."""
MEASURES = {*RIVALS, THROUGH, ONE, FOUR, "files"}
"""Those that darkroom is compared with: they have no aims."""


@dataclass(frozen=True, slots=True)
class Value:
    """A median and a high value, or a single number; None if unknown."""

    p50: float | None
    p99: float | None = None


def spread(values: Iterable[float], scale: float = 1.0) -> Value:
    """The p50 and p99 of these."""
    scaled = [value * scale for value in values]
    return Value(quantile(scaled, 0.5), quantile(scaled, 0.99))


@dataclass(frozen=True, slots=True)
class Aim:
    """An aim for a figure of darkroom's, given those of its rivals."""

    words: str
    holds: Callable[[Value, dict[str, Value]], bool | None]


@dataclass(frozen=True, slots=True)
class Figure:
    """One measurement of all contenders."""

    group: int
    name: str
    unit: str
    values: dict[str, Value] = field(default_factory=dict)
    aims: tuple[Aim, ...] = ()

    def ratio(self, name: str, rival: str) -> Value:
        """A contender's values in terms of a rival's."""
        own, other = self.values.get(name), self.values.get(rival)
        if own is None or other is None or name == rival:
            return Value(None)
        return Value(_share(own.p50, other.p50), _share(own.p99, other.p99))

    def judged(self, name: str) -> list[tuple[str, bool | None]]:
        """Each aim in words, and whether a contender reaches it."""
        if name in MEASURES:
            return []
        value = self.values[name]
        return [(aim.words, aim.holds(value, self.values)) for aim in self.aims]

    def told(self) -> dict[str, Any]:
        """The figure as it is written to results.json."""
        rows = {}
        for name, value in self.values.items():
            ratios = {rival: asdict(self.ratio(name, rival)) for rival in RIVALS}
            aims = [{"aim": aim, "met": met} for aim, met in self.judged(name)]
            rows[name] = {**asdict(value), "ratio_to": ratios, "aims": aims}
        head = {"group": self.group, "name": self.name, "unit": self.unit}
        return {**head, "contenders": rows}


def together(figures: Iterable[Figure]) -> list[Figure]:
    """Merge figures of the same name into one."""
    merged: dict[str, Figure] = {}
    for figure in figures:
        before = merged.get(figure.name)
        values = (before.values if before else {}) | figure.values
        merged[figure.name] = replace(figure, values=values)
    return list(merged.values())


def under(most: float, unit: str, share: str = "p99") -> Aim:
    """An aim in plain numbers."""

    def holds(own: Value, _: dict[str, Value]) -> bool | None:
        value = own.p50 if share == "p50" else own.p99
        return None if value is None else value < most

    return Aim(f"{share} under {most:g} {unit}", holds)


def exactly(wanted: float, words: str) -> Aim:
    """An aim for a count."""
    return Aim(words, lambda own, _: own.p50 == wanted)


def times(most: float, rival: str) -> Aim:
    """At most so many times a rival's p50."""
    words = f"p50 below {rival}" if most == 1 else f"p50 at most {most:g} × {rival}"

    def holds(own: Value, others: dict[str, Value]) -> bool | None:
        ratio = _share(own.p50, others.get(rival, Value(None)).p50)
        return None if ratio is None else ratio <= most

    return Aim(words, holds)


def _share(own: float | None, other: float | None) -> float | None:
    return own / other if own is not None and other else None
