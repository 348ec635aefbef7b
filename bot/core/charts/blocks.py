"""Charts and tables as Slack draws them itself, within Slack's limits. Pure.

Slack rolls these blocks out in phases; which workspaces take them is learned elsewhere.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from bot.core.charts.chart import Chart, Kind
from bot.core.charts.drawing import number, subtitle

MOST_TITLE: Final = 50
MOST_LABEL: Final = 20
MOST_PLACES: Final = 20
MOST_SERIES: Final = 6
MOST_CHARTS: Final = 2
"""The most charts, and below of tables, in one message."""
MOST_TABLES: Final = 1
MOST_LETTERS: Final = 10_000
_PAGE: Final = 20
_DRAWN: Final = (Kind.BAR, Kind.LINE, Kind.AREA, Kind.PIE)
Block = Mapping[str, Any]


def fits_slack(chart: Chart) -> bool:
    """Whether Slack can draw it, without losing a letter or a gap."""
    if chart.kind is Kind.TABLE:
        return sum(map(len, _texts(chart))) <= MOST_LETTERS
    if chart.kind not in _DRAWN or len(chart.title) > MOST_TITLE:
        return False
    named = [*chart.labels, *(each.name for each in chart.series)]
    whole = all(None not in each.values for each in chart.series)
    short = all(len(each) <= MOST_LABEL for each in named)
    few = len(chart.labels) <= _places(chart.kind) and len(chart.series) <= MOST_SERIES
    return whole and short and few and len({*chart.labels}) == len(chart.labels)


def has_room(chart: Chart, before: Sequence[Chart]) -> bool:
    """Whether a message that shows these charts has room for another one."""
    table = chart.kind is Kind.TABLE
    same = sum((each.kind is Kind.TABLE) is table for each in before)
    return same < (MOST_TABLES if table else MOST_CHARTS)


def block(chart: Chart, block_id: str) -> Block:
    """The chart as a block of Slack's."""
    if chart.kind is Kind.TABLE:
        return _table(chart, block_id)
    drawn = _pie(chart) if chart.kind is Kind.PIE else _along_labels(chart)
    return {
        "type": "data_visualization",
        "block_id": block_id,
        "title": chart.title,
        "chart": drawn,
    }


def _places(kind: Kind) -> int:
    return MOST_SERIES if kind is Kind.PIE else MOST_PLACES


def _pie(chart: Chart) -> Block:
    values = zip(chart.labels, chart.series[0].values, strict=True)
    segments = [{"label": label, "value": value} for label, value in values]
    return {"type": "pie", "segments": segments}


def _along_labels(chart: Chart) -> Block:
    named = {"x_label": chart.x_label, "y_label": _upright(chart)}
    axes = {name: text[:MOST_TITLE] for name, text in named.items() if text}
    series = [
        {
            "name": each.name or chart.y_label[:MOST_LABEL] or "Value",
            "data": [
                {"label": label, "value": value}
                for label, value in zip(chart.labels, each.values, strict=True)
            ],
        }
        for each in chart.series
    ]
    return {
        "type": str(chart.kind),
        "series": series,
        "axis_config": {"categories": [*chart.labels], **axes},
    }


def _upright(chart: Chart) -> str:
    """The numbers of such a chart bear no unit, so the axis names it."""
    what = subtitle(chart)
    if not chart.unit or chart.unit.lower() in what.lower():
        return what
    return f"{what} ({chart.unit})" if what else chart.unit


def _table(chart: Chart, block_id: str) -> Block:
    head = [
        _text(chart.x_label or " "),
        *(_text(e.name or "Value") for e in chart.series),
    ]
    rows = [
        [_text(label), *(_number(each.values[at], chart) for each in chart.series)]
        for at, label in enumerate(chart.labels)
    ]
    return {
        "type": "data_table",
        "block_id": block_id,
        "caption": chart.title,
        "page_size": _PAGE,
        "rows": [head, *rows],
    }


def _text(text: str) -> Block:
    return {"type": "raw_text", "text": text}


def _number(value: float | None, chart: Chart) -> Block:
    if value is None:
        return _text("–")
    return {"type": "raw_number", "value": value, "text": number(value, chart)}


def _texts(chart: Chart) -> list[str]:
    numbers = (number(v, chart) for each in chart.series for v in each.values)
    names = (each.name or "Value" for each in chart.series)
    return [chart.title, chart.x_label, *names, *chart.labels, *numbers]
