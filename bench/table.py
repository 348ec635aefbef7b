"""The figures as a table for people."""

from collections.abc import Iterator, Sequence
from typing import Any

Json = dict[str, Any]

NAMES = {
    "sqlite": "darkroom",
    "sqlite0": "darkroom, with no past",
    "one": "darkroom, one picture",
    "four": "darkroom, asked four times",
    "files": "a bot that posts four files",
    "through": "darkroom, through the model",
    "postgres": "darkroom on PostgreSQL",
    "postgres0": "darkroom on PostgreSQL, with no past",
}
GROUPS = {
    1: "Acknowledged, and the first message",
    2: "A preview leaves the model → the edit that shows it arrives",
    3: "The final leaves the model → the edit that shows it arrives",
    4: "Many turns at once",
    5: "Under Slack's limits, 60 turns a minute in one workspace",
    6: "A reply's request to the model",
    7: "Growth",
    8: "Start",
    9: "Beside somebody who sends pictures that are made to hurt",
    10: "Drawn directly",
    11: "Four pictures in one message",
    12: "A part of a large picture",
    13: "Finding a picture again",
    14: "A deck with a picture on every slide",
}
HEAD = f"{'':46}{'p50':>10}{'p99':>10}   {'× limit':<14}{'× usual':<14}aim"


def lines(figures: Sequence[Json]) -> Iterator[str]:
    """The table, line by line, of figures as they are in results.json."""
    yield HEAD
    group = 0
    for figure in figures:
        if figure["group"] != group:
            group = figure["group"]
            yield ""
            yield f"{group}. {GROUPS[group]}"
        unit = f", {figure['unit']}" if figure["unit"] else ""
        yield f"   {figure['name']}{unit}"
        for name, value in figure["contenders"].items():
            yield _row(name, value)


def runs(told: Json) -> Iterator[str]:
    """Where and for how long everything was measured, and some groups later."""
    yield f"{told['machine']}; took {told['seconds']} s"
    for run in told.get("later", ()):
        again = ", ".join(run["groups"])
        yield f"later: {again}; {run['machine']}; took {run['seconds']} s"


def _row(name: str, value: Json) -> str:
    limit, usual = (_ratio(value["ratio_to"][rival]) for rival in ("limit", "usual"))
    aims = "; ".join(f"{each['aim']}: {_met(each['met'])}" for each in value["aims"])
    label = f"      {NAMES.get(name, name)}"
    numbers = f"{_number(value['p50']):>10}{_number(value['p99']):>10}"
    return f"{label:46}{numbers}   {limit:<14}{usual:<14}{aims}".rstrip()


def _met(met: bool | None) -> str:
    return "-" if met is None else "met" if met else "NOT MET"


def _ratio(value: Json) -> str:
    known = [each for each in (value["p50"], value["p99"]) if each is not None]
    return " / ".join(_number(each) for each in known) or "-"


def _number(value: float | None) -> str:
    if value is None:
        return "-"
    if value == 0 or abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.2f}" if abs(value) < 10 else f"{value:.1f}"
