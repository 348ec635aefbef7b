"""Charts that PowerPoint draws itself, from numbers that people can edit."""

from typing import Final

from bot.adapters.pptx.axes import ACROSS, UP, Axis, Ink, category_axis, value_axis
from bot.adapters.pptx.chart_words import letters
from bot.adapters.pptx.fonts import tag
from bot.adapters.pptx.numbers import across_format, axis_format, label_format
from bot.adapters.pptx.series import Drawn, all_series
from bot.adapters.pptx.text import Setting
from bot.adapters.pptx.xml import HEAD
from bot.core.charts.chart import Chart, KeptChart, Kind
from bot.core.charts.drawing import drawing, subtitle
from bot.core.decks.laid import Box

_SPACES: Final = (
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_SIZE: Final = 12.0
_IDS: Final = f'<c:axId val="{ACROSS}"/><c:axId val="{UP}"/>'
_VALUE: Final = "Value"


def chart_part(chart: Chart, box: Box, setting: Setting) -> str:
    """The chart, without its workbook."""
    drawn = _drawn(chart, box, setting)
    ink = drawn.ink
    legend = (
        f'<c:legend><c:legendPos val="{"r" if chart.kind is Kind.PIE else "t"}"/>'
        f'<c:overlay val="0"/>{letters(ink.size, ink.soft, ink.palette)}</c:legend>'
    )
    named = len(chart.series) > 1 or chart.kind is Kind.PIE
    return (
        f'{HEAD}<c:chartSpace {_SPACES}><c:date1904 val="0"/>'
        f'<c:lang val="{tag(chart.language)}"/><c:roundedCorners val="0"/>'
        '<c:chart><c:autoTitleDeleted val="1"/><c:plotArea><c:layout/>'
        f"{_plot(drawn)}<c:spPr><a:noFill/></c:spPr></c:plotArea>"
        f'{legend if named else ""}<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/>'
        "</c:chart><c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>"
        f"{letters(ink.size, ink.ink, ink.palette)}</c:chartSpace>"
    )


def series_names(chart: Chart) -> tuple[str, ...]:
    """What each series is called, in the workbook and in the legend."""
    return tuple(each.name or chart.y_label or _VALUE for each in chart.series)


def _drawn(chart: Chart, box: Box, setting: Setting) -> Drawn:
    theme = setting.deck.colors
    size = box.size or _SIZE
    ink = Ink(setting.palette, theme.soft, theme.line, theme.ink, size)
    return Drawn(
        chart=chart,
        names=series_names(chart),
        colors=theme.colours,
        code=label_format(chart),
        numbered=drawing(KeptChart("", chart, "")).get("numbers") is not None,
        ink=ink,
    )


def _plot(drawn: Drawn) -> str:
    match drawn.chart.kind:
        case Kind.BAR:
            return _bars(drawn)
        case Kind.PIE:
            return (
                f'<c:pieChart><c:varyColors val="1"/>{all_series(drawn)}'
                '<c:firstSliceAng val="0"/></c:pieChart>'
            )
        case Kind.SCATTER:
            return _scatter(drawn)
        case Kind.AREA:
            plot = f"<c:areaChart>{_grouping()}{all_series(drawn)}{_IDS}</c:areaChart>"
            return plot + _axes(drawn, between="midCat")
    marker = '<c:marker val="1"/>'
    plot = f"<c:lineChart>{_grouping()}{all_series(drawn)}{marker}{_IDS}</c:lineChart>"
    return plot + _axes(drawn)


def _grouping() -> str:
    return '<c:grouping val="standard"/><c:varyColors val="0"/>'


def _bars(drawn: Drawn) -> str:
    """Bars lie where their labels are long, as everywhere else."""
    flat = drawing(KeptChart("", drawn.chart, ""))["kind"] == "flat"
    plot = (
        f'<c:barChart><c:barDir val="{"bar" if flat else "col"}"/>'
        f'<c:grouping val="clustered"/><c:varyColors val="0"/>{all_series(drawn)}'
        f'<c:gapWidth val="45"/><c:overlap val="-6"/>{_IDS}</c:barChart>'
    )
    return plot + _axes(drawn, flat=flat)


def _axes(drawn: Drawn, *, flat: bool = False, between: str = "between") -> str:
    chart, ink = drawn.chart, drawn.ink
    across = Axis("l" if flat else "b", chart.x_label, turned=flat)
    up = Axis(
        "b" if flat else "l",
        subtitle(chart),
        code=axis_format(chart),
        zero=_zero(chart) if chart.kind is not Kind.LINE else "",
        turned=flat,
    )
    return category_axis(across, ink) + value_axis(up, ink, UP, ACROSS, between)


def _scatter(drawn: Drawn) -> str:
    chart, ink = drawn.chart, drawn.ink
    plot = (
        '<c:scatterChart><c:scatterStyle val="lineMarker"/><c:varyColors val="0"/>'
        f"{all_series(drawn)}{_IDS}</c:scatterChart>"
    )
    across = Axis("b", chart.x_label, code=across_format(chart))
    up = Axis("l", chart.y_label or subtitle(chart), code=axis_format(chart))
    one = value_axis(across, ink, ACROSS, UP, "midCat")
    return f"{plot}{one}{value_axis(up, ink, UP, ACROSS, 'midCat')}"


def _zero(chart: Chart) -> str:
    """Which end of the axis is zero: bars that begin elsewhere would mislead."""
    if all(value >= 0 for value in chart.values):
        return "min"
    return "max" if all(value <= 0 for value in chart.values) else ""
