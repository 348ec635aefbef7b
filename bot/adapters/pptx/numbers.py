"""How the numbers of a chart are written, as Office's format codes."""

from collections.abc import Sequence
from math import floor, log10
from typing import Final

from bot.core.charts.chart import Chart
from bot.core.charts.numbers import axis_for, is_sign, with_unit

_MOST: Final = 3
"""The most decimal places beside a mark, if the numbers are not tiny."""


def label_format(chart: Chart) -> str:
    """For the numbers beside the marks: each with its own places, as the chart has
    them; where thousands are separated or much is rounded, with those of the longest.
    """
    within = _most_of(chart.values)
    places = {_places(value, within) for value in chart.values} or {0}
    before, after = _signs(chart)
    plain = all(abs(v) < 1000 and round(v, within) == v for v in chart.values)
    if len(places) > 1 and plain:
        return f"{before}General{after}"
    most = max(places)
    return f"{before}#,##0{'.' + most * '0' if most else ''}{after}"


def axis_format(chart: Chart) -> str:
    """For the steps of an axis, which PowerPoint chooses: none is rounded."""
    before, after = _signs(chart)
    return f"{before}{_steps(chart.values)}{after}"


def across_format(chart: Chart) -> str:
    """For the lower axis of a scatter chart. Years bear no separator."""
    years = all(each.is_integer() and 1800 <= each <= 2200 for each in chart.across)
    return "0" if years else _steps(chart.across)


def _steps(values: Sequence[float]) -> str:
    """Separators where steps are whole numbers, and otherwise every digit."""
    axis = axis_for(values, from_zero=False)
    large = max(abs(axis.low), abs(axis.high)) >= 1000
    return "#,##0" if large and axis.steps[1] - axis.steps[0] >= 10 else "General"


def _signs(chart: Chart) -> tuple[str, str]:
    """What stands before and after each number."""
    unit = chart.unit if is_sign(chart.unit) else ""
    before, _, after = with_unit("0", unit, chart.language).partition("0")
    return _literal(before), _literal(after)


def _literal(text: str) -> str:
    return f'"{text}"' if text else ""


def _most_of(values: Sequence[float]) -> int:
    """As many places as two digits of the smallest number need, so that none is written
    as a zero."""
    least = min((abs(each) for each in values if each), default=1.0)
    return max(_MOST, 1 - floor(log10(least)))


def _places(value: float, most: int) -> int:
    _, _, rest = f"{value:.{most}f}".rstrip("0").partition(".")
    return len(rest)
