"""The numbers of a chart as the workbook that PowerPoint opens to edit them."""

import io
from datetime import datetime
from typing import Any, Final

from xlsxwriter import Workbook  # type: ignore[import-untyped] # not typed there

from bot.adapters.pptx.xml import clean
from bot.core.charts.chart import Chart, Kind

SHEET: Final = "Sheet1"
_MOST: Final = 32_000
_MADE: Final = datetime(2000, 1, 1)  # noqa: DTZ001 -- the same for every file: no time


def workbook(chart: Chart, names: list[str], number_format: str) -> bytes:
    """Labels in the first column, then a column for each series."""
    out = io.BytesIO()
    with Workbook(out, {"in_memory": True}) as book:
        book.set_properties({"created": _MADE})
        sheet = book.add_worksheet(SHEET)
        text = book.add_format({"quote_prefix": True})
        numbers = book.add_format({"num_format": number_format})
        for column, name in enumerate([chart.x_label, *names]):
            _write(sheet, 0, column, name, text)
        for row, label in enumerate(chart.labels, 1):
            known = float(label) if chart.kind is Kind.SCATTER else label
            _write(sheet, row, 0, known, text)
            for column, series in enumerate(chart.series, 1):
                _write(sheet, row, column, series.values[row - 1], numbers)
    return out.getvalue()


def _write(
    sheet: Any, row: int, column: int, value: str | float | None, look: Any
) -> None:
    """Words stay words: none is taken for a formula, a link or a number."""
    match value:
        case str():
            sheet.write_string(row, column, clean(value)[:_MOST], look)
        case float():
            sheet.write_number(row, column, value, look)
