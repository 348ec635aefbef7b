"""Charts that PowerPoint draws itself, from numbers that people can edit."""

from collections.abc import Collection
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
_ASIDE: Final = 0.06
"""What is free to the left of a pie, for numbers."""
_VALUE: Final = "Value"
_LETTER: Final = 0.54
"""About how wide a digit beside a mark is, in sizes of the chart's letters."""


def chart_part(
    chart: Chart, box: Box, setting: Setting, said: Collection[str] = ()
) -> str:
    """The chart, without its workbook. What the slide says anyway is not said at the
    axis again."""
    drawn = _drawn(chart, box, setting, said)
    ink = drawn.ink
    return (
        f'{HEAD}<c:chartSpace {_SPACES}><c:date1904 val="0"/>'
        f'<c:lang val="{tag(chart.language)}"/><c:roundedCorners val="0"/>'
        '<c:chart><c:autoTitleDeleted val="1"/><c:plotArea>'
        f"{_room(drawn)}{_plot(drawn)}<c:spPr><a:noFill/></c:spPr></c:plotArea>"
        f'{_legend(drawn)}<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/>'
        "</c:chart><c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>"
        f"{letters(ink.size, ink.ink, ink.palette)}</c:chartSpace>"
    )


def series_names(chart: Chart) -> tuple[str, ...]:
    """What each series is called, in the workbook and in the legend."""
    return tuple(each.name or chart.y_label or _VALUE for each in chart.series)


def _drawn(chart: Chart, box: Box, setting: Setting, said: Collection[str]) -> Drawn:
    theme = setting.deck.colors
    size = box.size or _SIZE
    ink = Ink(setting.palette, theme.soft, theme.line, theme.ink, size)
    counted = subtitle(chart)
    return Drawn(
        chart=chart,
        box=box,
        counted="" if counted in said else counted,
        names=series_names(chart),
        colors=theme.colours,
        code=label_format(chart),
        numbered=_has_numbers(chart, box, size),
        ink=ink,
    )


def _has_numbers(chart: Chart, box: Box, size: float) -> bool:
    """Whether there is room for the numbers beside the marks."""
    drawn = drawing(KeptChart("", chart, ""))
    if drawn.get("numbers") is None:
        return False
    widest = max(len(each) for row in drawn["numbers"] for each in row)
    room = 0.9 * box.width / len(chart.labels) / len(chart.series)
    if chart.kind is Kind.BAR:
        room = min(0.72 * room, 6 * size) + 1.3 * size
    return drawn["kind"] == "flat" or widest * _LETTER * size <= room


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


def _room(drawn: Drawn) -> str:
    """Where the plot stands: a pie to the left of its names."""
    if drawn.chart.kind is not Kind.PIE:
        return "<c:layout/>"
    across, high = _pie(drawn.box)
    return _layout(_ASIDE, (1 - high) / 2, across, high)


def _legend(drawn: Drawn) -> str:
    """The names of the series or of a pie's parts."""
    ink, pie = drawn.ink, drawn.chart.kind is Kind.PIE
    if len(drawn.chart.series) < 2 and not pie:
        return ""
    place = _layout(0.0, 0.0)
    if pie:
        lines = len(drawn.chart.labels) * ink.size * 1.6 / max(drawn.box.height, 1.0)
        place = _layout(2 * _ASIDE + _pie(drawn.box)[0], max(0.0, (1 - lines) / 2))
    return (
        f'<c:legend><c:legendPos val="{"r" if pie else "t"}"/>{place}'
        f'<c:overlay val="0"/>{letters(ink.size, ink.soft, ink.palette)}</c:legend>'
    )


def _pie(box: Box) -> tuple[float, float]:
    """Width and height of a pie, in fractions of its box."""
    shape = max(box.width, 1.0) / max(box.height, 1.0)
    high = 0.8 * min(1.0, 0.5 * shape)
    return high / shape, high


def _layout(x: float, y: float, width: float = 0.0, height: float = 0.0) -> str:
    """A place in the chart, in fractions of its sides."""
    inner = '<c:layoutTarget val="inner"/>' if width else ""
    sides = {"x": x, "y": y} | ({"w": width, "h": height} if width else {})
    values = "".join(f'<c:{side} val="{each:.4f}"/>' for side, each in sides.items())
    return (
        f'<c:layout><c:manualLayout>{inner}<c:xMode val="edge"/><c:yMode val="edge"/>'
        f"{values}</c:manualLayout></c:layout>"
    )


def _gap(drawn: Drawn, *, flat: bool) -> int:
    """What is between groups of bars, in hundredths of a bar: bars are not too wide."""
    box, count = drawn.box, len(drawn.chart.series)
    step = 0.9 * (box.height if flat else box.width) / len(drawn.chart.labels)
    bar = min(0.72 * step / count, 26.0 if flat else 64.0)
    return round(min(max(100 * (step - count * bar) / max(bar, 0.1), 0), 500))


def _grouping() -> str:
    return '<c:grouping val="standard"/><c:varyColors val="0"/>'


def _bars(drawn: Drawn) -> str:
    """Bars lie where their labels are long, as everywhere else."""
    flat = drawing(KeptChart("", drawn.chart, ""))["kind"] == "flat"
    plot = (
        f'<c:barChart><c:barDir val="{"bar" if flat else "col"}"/>'
        f'<c:grouping val="clustered"/><c:varyColors val="0"/>{all_series(drawn)}'
        f'<c:gapWidth val="{_gap(drawn, flat=flat)}"/><c:overlap val="-6"/>'
        f"{_IDS}</c:barChart>"
    )
    return plot + _axes(drawn, flat=flat)


def _axes(drawn: Drawn, *, flat: bool = False, between: str = "between") -> str:
    chart, ink = drawn.chart, drawn.ink
    across = Axis("l" if flat else "b", chart.x_label, turned=flat)
    up = Axis(
        "b" if flat else "l",
        drawn.counted,
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
    up = Axis("l", chart.y_label or drawn.counted, code=axis_format(chart))
    one = value_axis(across, ink, ACROSS, UP, "midCat")
    return f"{plot}{one}{value_axis(up, ink, UP, ACROSS, 'midCat')}"


def _zero(chart: Chart) -> str:
    """Which end of the axis is zero: bars that begin elsewhere would mislead."""
    if all(value >= 0 for value in chart.values):
        return "min"
    return "max" if all(value <= 0 for value in chart.values) else ""
