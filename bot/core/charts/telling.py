"""Tells a chart's numbers in words: to people who cannot see it, to the model, and as a
file for spreadsheets. Pure."""

import csv
import io
from collections.abc import Iterator
from typing import Final

from bot.core.charts.chart import Chart, Value
from bot.core.charts.drawing import number
from bot.core.charts.numbers import is_sign

MOST_ALT: Final = 1_800
"""Slack takes 2,000 characters; the rest is left for what stands around it."""
_FORMULAS: Final = ("=", "+", "-", "@", "\t", "\r")


def alt_text(chart: Chart, most: int = MOST_ALT) -> str:
    """The chart as a short table, cut with "and n more"."""
    lines = [_head(chart)]
    rows = list(_rows(chart))
    left = most - len(lines[0])
    for at, row in enumerate(rows):
        more = f"and {len(rows) - at} more"
        if left < len(row) + 1 + (len(more) + 1 if at + 1 < len(rows) else 0):
            lines.append(more)
            break
        lines.append(row)
        left -= len(row) + 1
    return "\n".join(lines)


def csv_file(chart: Chart) -> bytes:
    """The chart's numbers as CSV, with the digits that they were given with.

    A mark at the beginning tells spreadsheets that it is UTF-8, and no label is a
    formula.
    """
    out = io.StringIO()
    rows = csv.writer(out)
    rows.writerow(_safe(each) for each in (chart.x_label or "Label", *_names(chart)))
    for at, label in enumerate(chart.labels):
        rows.writerow([_safe(label), *(_bare(s.values[at]) for s in chart.series)])
    return out.getvalue().encode("utf-8-sig")


def _head(chart: Chart) -> str:
    unit = f", in {chart.unit}" if chart.unit and not is_sign(chart.unit) else ""
    what = "Table" if chart.kind == "table" else f"{str(chart.kind).title()} chart"
    names = "" if len(chart.series) == 1 else f": {', '.join(_names(chart))}"
    return f"{what}: {chart.title}{unit}{names}"


def _rows(chart: Chart) -> Iterator[str]:
    for at, label in enumerate(chart.labels):
        values = "; ".join(number(each.values[at], chart) for each in chart.series)
        yield f"{label}: {values}"


def _names(chart: Chart) -> list[str]:
    unit = f" ({chart.unit})" if chart.unit else ""
    what = chart.y_label or "Value"
    return [f"{each.name or what}{unit}" for each in chart.series]


def _bare(value: Value) -> str:
    return "" if value is None else f"{value:.10f}".rstrip("0").rstrip(".")


def _safe(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULAS) else text
