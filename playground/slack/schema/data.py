"""The blocks that show data: charts and tables that Slack draws itself.

Limits from docs.slack.dev/reference/block-kit/blocks, data-visualization-block and
data-table-block. Slack rolls both out in phases: a workspace may not have them yet.
"""

from collections.abc import Callable, Iterator
from typing import Any

from playground.slack.schema.rich_text import RICH_TEXT_BLOCK
from playground.slack.schema.rules import (
    Check,
    Fields,
    Problem,
    array,
    integer,
    record,
    text,
    typed,
)

ROLLED_OUT = ("data_visualization", "data_table")
"""The kinds that a workspace may not have yet."""
CHARTS_PER_MESSAGE = 2
TABLES_PER_MESSAGE = 1
MOST_LETTERS = 10_000
_LABEL = text(20)


def _number(value: Any, at: str) -> Iterator[Problem]:
    if isinstance(value, bool) or not isinstance(value, int | float):
        yield Problem(at, "must be a number")


def _above_zero(value: Any, at: str) -> Iterator[Problem]:
    problems = list(_number(value, at))
    yield from problems
    if not problems and value <= 0:
        yield Problem(at, "must be greater than 0")


def _fits_categories(chart: dict[str, Any], at: str) -> Iterator[Problem]:
    """Each series has one value for each category."""
    axes = chart.get("axis_config")
    categories = axes.get("categories") if isinstance(axes, dict) else None
    series = chart.get("series")
    if not isinstance(categories, list) or not isinstance(series, list):
        return
    for number, each in enumerate(series):
        data = each.get("data") if isinstance(each, dict) else None
        points = data if isinstance(data, list) else []
        labels = [p.get("label") for p in points if isinstance(p, dict)]
        if sorted(map(str, labels)) != sorted(map(str, categories)):
            told = "must have one value for each category"
            yield Problem(f"{at}/series/{number}/data", told)


_AXES = record(
    {"categories": array(_LABEL, 20)}, {"x_label": text(50), "y_label": text(50)}
)
_POINT = record({"label": _LABEL, "value": _number})
_SERIES = record({"name": text(20), "data": array(_POINT, 20)})
_ALONG_LABELS = record(
    {"series": array(_SERIES, 6), "axis_config": _AXES}, None, _fits_categories
)
_PIE = record({"segments": array(record({"label": _LABEL, "value": _above_zero}), 6)})
_CHARTS: Fields = {
    "pie": _PIE,
    "bar": _ALONG_LABELS,
    "line": _ALONG_LABELS,
    "area": _ALONG_LABELS,
}

_HEAD: Fields = {
    "raw_text": record({"text": text(3000)}),
    "raw_number": record({"value": _number, "text": text(3000)}),
}
_CELLS: Fields = {**_HEAD, "rich_text": RICH_TEXT_BLOCK}


def _equal_rows(table: dict[str, Any], at: str) -> Iterator[Problem]:
    rows = table.get("rows")
    rows = rows if isinstance(rows, list) else []
    widths = [len(row) for row in rows if isinstance(row, list)]
    if len(set(widths)) > 1:
        yield Problem(f"{at}/rows", "must have rows of the same length")
    if rows and isinstance(rows[0], list):
        yield from array(typed(lambda: _HEAD), 20)(rows[0], f"{at}/rows/0")


def _letters(table: dict[str, Any], at: str) -> Iterator[Problem]:
    rows = table.get("rows")
    cells = (
        [c for row in rows if isinstance(row, list) for c in row]
        if isinstance(rows, list)
        else []
    )
    total = sum(len(str(c.get("text", ""))) for c in cells if isinstance(c, dict))
    if total > MOST_LETTERS:
        yield Problem(f"{at}/rows", f"must be less than {MOST_LETTERS + 1} characters")


def visualization(ids: Fields) -> Check:
    """A chart: pie, bar, line or area."""
    return record({"title": text(50), "chart": typed(lambda: _CHARTS)}, ids)


def data_table(ids: Fields) -> Check:
    """A table that people can sort and page: the head, and at most 100 rows."""
    row: Callable[..., Iterator[Problem]] = array(typed(lambda: _CELLS), 20)
    return record(
        {"caption": text(3000), "rows": array(row, 101, 2)},
        {
            **ids,
            "page_size": integer(1, 100),
            "row_header_column_index": integer(0, 19),
        },
        _equal_rows,
        _letters,
    )


def too_many(blocks: list[dict[str, Any]], at: str) -> Iterator[Problem]:
    """A message takes so many of each."""
    limits = {ROLLED_OUT[0]: CHARTS_PER_MESSAGE, ROLLED_OUT[1]: TABLES_PER_MESSAGE}
    for kind, most in limits.items():
        places = [n for n, block in enumerate(blocks) if block.get("type") == kind]
        if len(places) > most:
            told = f"no more than {most} {kind} blocks allowed in a message"
            yield Problem(f"{at}/{places[most]}", told)


def not_rolled_out(blocks: list[Any], at: str = "/blocks") -> Iterator[Problem]:
    """What a workspace without these kinds says of them."""
    for number, block in enumerate(blocks):
        kind = block.get("type") if isinstance(block, dict) else None
        if kind in ROLLED_OUT:
            yield Problem(f"{at}/{number}/type", f"unsupported type: {kind}")
