"""Says how a chart is drawn: which marks stand where, with which words. Pure.

The result is data for a template: places on axes from 0 to 1, and texts as they are to
be read. The template decides nothing about numbers.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from bot.core.charts.chart import Chart, KeptChart, Kind, Value
from bot.core.charts.numbers import (
    Axis,
    axis_for,
    axis_labels,
    is_sign,
    with_unit,
    written,
)
from bot.core.charts.words import unfound_line, words_in

TEMPLATE: Final = "chart"
Drawing = Mapping[str, Any]
WIDTH: Final = 720.0
HEIGHT: Final = 420.0
"""The size of a chart in points. A message shows it about half as large as its
pixels."""
_ROW: Final = 24.0
_AROUND: Final = 132.0
"""What title and small print take of the height."""
_LONG: Final = 11
"""Labels longer than this stand beside their bars instead of below them."""
_MOST_MARKED: Final = 16
_MOST_LYING: Final = 40
"""The most bars or points that each have their number beside them; more of them when
they lie."""


@dataclass(frozen=True, slots=True)
class Theme:
    """The look of everything that is typeset; its values are data for the templates.

    The colours can be told apart by people who see fewer of them (Okabe and Ito).
    """

    paper: str = "#ffffff"
    ink: str = "#1f2328"
    soft: str = "#636c76"
    line: str = "#e4e7eb"
    colours: tuple[str, ...] = (
        *("#0072b2", "#e69f00", "#009e73"),
        *("#cc79a7", "#56b4e9", "#d55e00"),
        *("#6b7280", "#8a6d3b"),
    )

    def values(self) -> Mapping[str, Any]:
        """The theme as a template reads it."""
        return {
            "paper": self.paper,
            "ink": self.ink,
            "soft": self.soft,
            "line": self.line,
            "colours": [*self.colours],
        }


LIGHT: Final = Theme()


def drawing(
    kept: KeptChart, theme: Theme = LIGHT, size: tuple[float, float] | None = None
) -> Drawing:
    """Everything that the template needs to draw the chart, in a size of its own or a
    given one."""
    chart = kept.chart
    flat = chart.kind is Kind.BAR and _lies(chart)
    width, height = size or (WIDTH, _height(chart, flat=flat))
    return {
        "width": width,
        "height": height,
        "theme": theme.values(),
        "language": chart.language,
        "title": chart.title,
        "subtitle": subtitle(chart),
        "small": small_print(kept),
        "kind": "flat" if flat else str(chart.kind),
        **_marks(chart),
    }


def subtitle(chart: Chart) -> str:
    """What is counted, and in which unit."""
    above = "" if chart.kind is Kind.SCATTER else chart.y_label
    what = above or (chart.series[0].name if len(chart.series) == 1 else "")
    known = is_sign(chart.unit) or chart.unit.lower() in what.lower()
    if not chart.unit or known:
        return what
    return f"{what} ({chart.unit})" if what else chart.unit


def small_print(kept: KeptChart) -> list[str]:
    """The source and the date, and the numbers that were in no source."""
    chart = kept.chart
    named = f"{words_in(chart.language).source}: {chart.source}" if chart.source else ""
    first = " · ".join(part for part in (named, kept.on) if part)
    lines = (first, unfound_line(kept.unfound, chart.language))
    return [line for line in lines if line]


def number(value: Value, chart: Chart) -> str:
    """A value as it stands in a table or at a bar; a dash where there is none."""
    if value is None:
        return "–"
    text = written(value, chart.language)
    return with_unit(text, chart.unit if is_sign(chart.unit) else "", chart.language)


def natural_height(chart: Chart) -> float:
    """The height in points that the chart needs to be read well."""
    return _height(chart, flat=chart.kind is Kind.BAR and _lies(chart))


def _marks(chart: Chart) -> Drawing:
    match chart.kind:
        case Kind.TABLE:
            return _table(chart)
        case Kind.PIE:
            return _pie(chart)
        case Kind.SCATTER:
            return _scatter(chart)
    return _along_labels(chart)


def _table(chart: Chart) -> Drawing:
    rows = [
        [label, *(number(each.values[n], chart) for each in chart.series)]
        for n, label in enumerate(chart.labels)
    ]
    names = [each.name or chart.y_label for each in chart.series]
    return {"head": [chart.x_label, *names], "rows": rows}


def _pie(chart: Chart) -> Drawing:
    [series] = chart.series
    values = [value or 0.0 for value in series.values]
    total = sum(values)
    parts = [
        {
            "label": label,
            "share": value / total,
            "number": number(value, chart),
            "percent": "" if chart.unit == "%" else _percent(value / total, chart),
        }
        for label, value in zip(chart.labels, values, strict=True)
    ]
    return {"parts": parts}


def _percent(share: float, chart: Chart) -> str:
    return with_unit(written(100 * share, chart.language, 1), "%", chart.language)


def _scatter(chart: Chart) -> Drawing:
    up = axis_for(chart.values, from_zero=False)
    across = axis_for(chart.across, from_zero=False, wanted=7)
    series = [
        {
            "name": each.name,
            "points": [
                None if value is None else [across.at(x), up.at(value)]
                for x, value in zip(chart.across, each.values, strict=True)
            ],
        }
        for each in chart.series
    ]
    names = axis_labels(across, chart.language)
    if all(x.is_integer() and 1800 <= x <= 2200 for x in chart.across):
        names = tuple(f"{step:g}" for step in across.steps)
    return {
        "ticks": _ticks(up, axis_labels(up, chart.language, chart.unit)),
        "across": _ticks(across, names),
        "series": series,
        "x_label": chart.x_label,
        "y_label": chart.y_label,
    }


def _along_labels(chart: Chart) -> Drawing:
    from_zero = chart.kind is not Kind.LINE
    axis = axis_for(chart.values, from_zero=from_zero)
    zero = min(max(axis.at(0.0), 0.0), 1.0)
    return {
        "ticks": _ticks(axis, axis_labels(axis, chart.language, chart.unit)),
        "zero": zero,
        "labels": [*chart.labels],
        "series": [
            {"name": each.name, "points": [_point(v, axis) for v in each.values]}
            for each in chart.series
        ],
        "numbers": _numbers(chart),
        "x_label": chart.x_label,
    }


def _point(value: Value, axis: Axis) -> float | None:
    return None if value is None else axis.at(value)


def _numbers(chart: Chart) -> list[list[str]] | None:
    """The numbers beside the marks, where there is room for them."""
    if chart.kind is Kind.BAR:
        most = _MOST_LYING if _lies(chart) else _MOST_MARKED
        fits = len(chart.values) <= most
    else:
        fits = len(chart.series) == 1 and len(chart.labels) <= _MOST_MARKED
    if not fits:
        return None
    return [[number(v, chart) for v in each.values] for each in chart.series]


def _ticks(axis: Axis, names: Sequence[str]) -> list[Mapping[str, Any]]:
    steps = zip(axis.steps, names, strict=True)
    return [{"at": axis.at(step), "name": name} for step, name in steps]


def _lies(chart: Chart) -> bool:
    """Whether bars lie, because their labels are long or many."""
    longest = max(len(label) for label in chart.labels)
    return longest > _LONG or (len(chart.labels) > 16 and longest > 4)


def _height(chart: Chart, *, flat: bool) -> float:
    """Rows need as much height as there are of them."""
    if chart.kind is Kind.TABLE:
        return _AROUND - 38 + _ROW * (len(chart.labels) + 1)
    if flat:
        thick = max(_ROW, 15.0 * len(chart.series) + 8)
        return max(HEIGHT - 80, _AROUND + thick * len(chart.labels) + 26)
    return HEIGHT
