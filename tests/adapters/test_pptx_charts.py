"""Charts of a PowerPoint file can be edited there, and show the same numbers."""

import io
import zipfile
from typing import Any

import pytest
from defusedxml import ElementTree
from openxml_audit import (  # type: ignore[import-untyped] # not typed there
    OpenXmlValidator,
)
from pptx.enum.chart import XL_CHART_TYPE

from bot.adapters.pptx.numbers import across_format, axis_format, label_format
from bot.adapters.pptx.writer import pptx_file
from bot.core.charts.chart import Chart, Kind
from tests.adapters.laid_deck import CHARTS, box_of, chart, found, laid, opened

DRAWN = tuple(each for each in CHARTS if each.kind is not Kind.TABLE)
TYPES = {
    Kind.LINE: XL_CHART_TYPE.LINE_MARKERS,
    Kind.AREA: XL_CHART_TYPE.AREA,
    Kind.SCATTER: XL_CHART_TYPE.XY_SCATTER,
    Kind.PIE: XL_CHART_TYPE.PIE,
}


def shape_of(each: Chart) -> Any:
    """The frame of a chart that is alone on its slide."""
    [shape] = opened(pptx_file(laid(("chart", (box_of(each),))), {})).slides[0].shapes
    return shape


def drawn(each: Chart) -> Any:
    return shape_of(each).chart


def part_of(each: Chart) -> Any:
    return drawn(each).part


def workbook(each: Chart) -> bytes:
    return bytes(drawn(each).part.chart_workbook.xlsx_part.blob)


def cells(each: Chart) -> list[str]:
    """All texts of the chart's workbook."""
    with zipfile.ZipFile(io.BytesIO(workbook(each))) as file:
        root = ElementTree.fromstring(file.read("xl/sharedStrings.xml"))
    return ["".join(item.itertext()) for item in root]


@pytest.mark.parametrize("each", DRAWN, ids=lambda each: each.kind)
def test_a_chart_is_native_and_has_its_numbers(each: Chart) -> None:
    made = drawn(each)
    wanted = [tuple(value for value in series.values) for series in each.series]
    assert [(*series.values,) for series in made.series] == wanted
    assert [series.name for series in made.series] == [s.name for s in each.series]
    assert each.kind is Kind.BAR or made.chart_type is TYPES[each.kind]


def test_bars_lie_where_labels_are_long() -> None:
    short, long = CHARTS[0], CHARTS[1]
    assert drawn(short).chart_type is XL_CHART_TYPE.COLUMN_CLUSTERED
    assert drawn(long).chart_type is XL_CHART_TYPE.BAR_CLUSTERED
    assert drawn(long).category_axis.reverse_order


def test_a_table_of_numbers_is_a_table() -> None:
    table = shape_of(CHARTS[-1]).table
    assert [cell.text for cell in table.rows[0].cells] == ["Year", "North"]
    assert [row.cells[1].text for row in table.rows] == ["North", "1", "2", "3", "–"]


def test_labels_and_names_in_the_workbook_are_words() -> None:
    assert {"=SUM(A1)", "A label that is long"} <= {*cells(CHARTS[1])}
    assert "=1+1" in cells(chart(Kind.BAR, (1.0,) * 4, (2.0,) * 4, (3.0,) * 4))


@pytest.mark.parametrize(
    "label", ["=1+1", "+1", "@SUM(1)", "https://evil.example", "7"]
)
def test_no_label_becomes_a_formula_or_a_link(label: str) -> None:
    each = chart(Kind.BAR, (1.0, 2.0), labels=(label, "b"))
    with zipfile.ZipFile(io.BytesIO(workbook(each))) as file:
        sheet = file.read("xl/worksheets/sheet1.xml").decode()
        assert not [name for name in file.namelist() if "sheet1.xml.rels" in name]
    assert "<f>" not in sheet
    assert label in cells(each)
    assert [*drawn(each).plots[0].categories] == [label, "b"]


@pytest.mark.parametrize("each", DRAWN, ids=lambda each: each.kind)
def test_the_workbook_is_allowed_by_its_format(each: Chart, tmp_path: Any) -> None:
    file = tmp_path / "book.xlsx"
    file.write_bytes(workbook(each))
    assert [*OpenXmlValidator().validate(file).errors] == []


def test_the_workbook_tells_no_time_and_nobody() -> None:
    with zipfile.ZipFile(io.BytesIO(workbook(CHARTS[0]))) as file:
        core = file.read("docProps/core.xml").decode()
    assert "<dc:creator></dc:creator>" in core
    assert "2000-01-01" in core


def test_a_gap_stays_a_gap() -> None:
    part = drawn(CHARTS[2]).part
    assert found(part, "//c:dispBlanksAs/@val") == ["gap"]
    assert found(part, "//c:ser[1]//c:val//c:pt/@idx") == ["0", "2", "3"]


def test_colors_come_from_the_theme() -> None:
    part = drawn(CHARTS[0]).part
    fills = found(part, "//c:ser/c:spPr/a:solidFill/a:schemeClr/@val")
    assert fills == ["accent1", "accent2"]
    assert found(part, "//a:srgbClr") == []


def test_axes_are_named_and_bars_begin_at_zero() -> None:
    each = chart(Kind.BAR, (98.0, 99.0, 99.5, 99.2), x_label="Year", y_label="Share")
    made = drawn(each)
    assert made.category_axis.axis_title.text_frame.text == "Year"
    assert made.value_axis.axis_title.text_frame.text == "Share"
    assert made.value_axis.minimum_scale == 0
    assert drawn(CHARTS[2]).value_axis.minimum_scale is None


def test_numbers_do_not_stand_within_an_area() -> None:
    [few] = (each for each in CHARTS if each.kind is Kind.AREA)
    assert found(drawn(few).part, "//c:dLbls") == []


def test_the_chart_is_told_in_words() -> None:
    [told] = shape_of(CHARTS[0]).element.xpath("./p:nvGraphicFramePr/p:cNvPr/@descr")
    assert told.startswith("Bar chart: How much")
    assert "2024" in told


@pytest.mark.parametrize(
    ("values", "more", "label", "axis"),
    [
        ((1.0, 2.0), {}, "#,##0", "General"),
        ((1.5, 2.25), {"unit": "%"}, 'General"%"', 'General"%"'),
        ((1.25, 2.75), {}, "#,##0.00", "General"),
        ((0.5, 1500.0), {}, "#,##0.0", "#,##0"),
        ((1 / 3, 1.5), {}, "#,##0.000", "General"),
        ((1.5, 2.0), {"unit": "%", "language": "de"}, 'General"\u00a0%"', None),
        ((1500.0, 20000.0), {"unit": "$"}, '"$"#,##0', '"$"#,##0'),
        ((1000.2, 1000.4), {}, "#,##0.0", "General"),
        ((1.0, 2.0), {"unit": "GW"}, "#,##0", "General"),
    ],
)
def test_numbers_are_written_as_the_chart_writes_them(
    values: tuple[float, ...], more: dict[str, str], label: str, axis: str | None
) -> None:
    each = chart(Kind.LINE, values, labels=("a", "b"), **more)
    assert label_format(each) == label
    assert axis is None or axis_format(each) == axis


def test_tiny_numbers_are_not_written_as_zero() -> None:
    tiny = chart(Kind.BAR, (0.00012, 0.0003), labels=("a", "b"))
    assert label_format(tiny) == "General"
    assert label_format(chart(Kind.BAR, (0.00012345,), labels=("a",))) == "#,##0.00000"
    assert label_format(chart(Kind.BAR, (1.23456,), labels=("a",))) == "#,##0.000"


def test_numbers_that_are_too_long_for_their_bars_are_at_the_axis_only() -> None:
    large = chart(Kind.BAR, (1.2e9, 9.9e12, 3.4e10, 1.0), unit="$")
    part = part_of(large)
    assert not found(part, "//c:dLbls")
    assert found(part_of(chart(Kind.BAR, (1.0, 2.0, 3.0, 4.0))), "//c:dLbls")


def test_no_two_parts_of_a_pie_have_one_color() -> None:
    labels = tuple("abcdefgh")
    part = part_of(chart(Kind.PIE, tuple(map(float, range(1, 9))), labels=labels))
    fills = found(part, "//c:dPt/c:spPr/a:solidFill/*/@val")
    assert len({*fills}) == 8
    alone = part_of(chart(Kind.PIE, (5.0,), labels=("a",)))
    assert found(alone, "//c:dPt/c:spPr/a:ln/a:noFill")


def test_years_bear_no_separator() -> None:
    years = chart(Kind.SCATTER, (1.0, 2.0), labels=("1990", "2020"))
    many = chart(Kind.SCATTER, (1.0, 2.0), labels=("1990", "202000"))
    assert across_format(years) == "0"
    assert across_format(many) == "#,##0"
