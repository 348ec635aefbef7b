"""The series of a chart: its marks, and the numbers that they are drawn from."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from bot.adapters.pptx.axes import Ink
from bot.adapters.pptx.chart_words import numbers_shown
from bot.adapters.pptx.workbook import SHEET
from bot.adapters.pptx.xml import words
from bot.core.charts.chart import Chart, Kind, Value
from bot.core.decks.colors import mixed
from bot.core.decks.laid import Box

_MARKS: Final = ("circle", "square", "triangle", "diamond")
"""Each series has its own, for those who do not see colors."""
_STROKE: Final = 28_575
_PLACES: Final = {Kind.BAR: "outEnd", Kind.LINE: "t"}


@dataclass(frozen=True, slots=True)
class Drawn:
    """How a chart is drawn: what is said at its axis, its series' names and colors, the
    code of its numbers, and whether they stand beside the marks."""

    chart: Chart
    box: Box
    counted: str
    names: tuple[str, ...]
    colors: tuple[str, ...]
    code: str
    numbered: bool
    ink: Ink

    def fill(self, number: int, opacity: float = 1.0) -> str:
        """The color of a series."""
        color = self.colors[number % len(self.colors)]
        return self.ink.palette.fill(color, opacity)


def all_series(drawn: Drawn) -> str:
    """All series of a chart."""
    return "".join(_series(drawn, n) for n in range(len(drawn.chart.series)))


def _series(drawn: Drawn, n: int) -> str:
    """One of them: what each kind has stands where the format wants it."""
    kind = drawn.chart.kind
    column, last = _column(n), len(drawn.chart.labels) + 1
    name = _texts(f"{SHEET}!${column}$1", [drawn.names[n]])
    values = _numbers(
        f"{SHEET}!${column}$2:${column}${last}",
        drawn.chart.series[n].values,
        drawn.code,
    )
    smooth = '<c:smooth val="0"/>' if kind in (Kind.LINE, Kind.SCATTER) else ""
    head = f'<c:idx val="{n}"/><c:order val="{n}"/><c:tx>{name}</c:tx>'
    return (
        f"<c:ser>{head}{_look(drawn, n)}{_labels(drawn)}{_places(drawn.chart, last)}"
        f"<c:{_value_tag(kind)}>{values}</c:{_value_tag(kind)}>"
        f"{smooth}</c:ser>"
    )


def _look(drawn: Drawn, n: int) -> str:
    match drawn.chart.kind:
        case Kind.BAR:
            fill = f"<c:spPr>{drawn.fill(n)}</c:spPr>"
            return f'{fill}<c:invertIfNegative val="0"/>'
        case Kind.AREA:
            return f"<c:spPr>{drawn.fill(n, 0.28)}{_stroke(drawn, n)}</c:spPr>"
        case Kind.PIE:
            return "".join(_slice(drawn, at) for at in range(len(drawn.chart.labels)))
        case Kind.SCATTER:
            none = '<a:ln w="19050"><a:noFill/></a:ln>'
            return f"<c:spPr>{none}</c:spPr>{_mark(drawn, n, 8)}"
    few = len(drawn.chart.labels) <= 40
    mark = _mark(drawn, n, 7) if few else '<c:marker><c:symbol val="none"/></c:marker>'
    return f"<c:spPr>{_stroke(drawn, n)}</c:spPr>{mark}"


def _stroke(drawn: Drawn, n: int) -> str:
    return f'<a:ln w="{_STROKE}" cap="rnd">{drawn.fill(n)}<a:round/></a:ln>'


def _mark(drawn: Drawn, n: int, size: int) -> str:
    return (
        f'<c:marker><c:symbol val="{_MARKS[n % len(_MARKS)]}"/><c:size val="{size}"/>'
        f"<c:spPr>{drawn.fill(n)}<a:ln><a:noFill/></a:ln></c:spPr></c:marker>"
    )


def _slice(drawn: Drawn, at: int) -> str:
    paper, several = drawn.ink.palette["bg1"], len(drawn.chart.labels) > 1
    edge = drawn.ink.palette.fill(paper) if several else "<a:noFill/>"
    fill = drawn.fill(at)
    if at >= len(drawn.colors):
        paler = mixed(drawn.colors[at % len(drawn.colors)], f"#{paper}", 0.5)
        fill = drawn.ink.palette.fill(paler)
    return (
        f'<c:dPt><c:idx val="{at}"/><c:bubble3D val="0"/><c:spPr>{fill}'
        f'<a:ln w="19050">{edge}</a:ln></c:spPr></c:dPt>'
    )


def _labels(drawn: Drawn) -> str:
    ink, kind = drawn.ink, drawn.chart.kind
    if kind is Kind.PIE:
        return numbers_shown(drawn.code, ink.size, ink.ink, ink.palette, "outEnd")
    if not drawn.numbered or kind is Kind.AREA:  # they would stand within the area
        return ""
    place = _PLACES.get(kind, "")
    return numbers_shown(drawn.code, ink.size * 0.9, ink.ink, ink.palette, place)


def _places(chart: Chart, last: int) -> str:
    where = f"{SHEET}!$A$2:$A${last}"
    if chart.kind is Kind.SCATTER:
        return f"<c:xVal>{_numbers(where, chart.across, 'General')}</c:xVal>"
    return f"<c:cat>{_texts(where, chart.labels)}</c:cat>"


def _value_tag(kind: Kind) -> str:
    return "yVal" if kind is Kind.SCATTER else "val"


def _texts(where: str, texts: Iterable[str]) -> str:
    each = [*texts]
    points = "".join(
        f'<c:pt idx="{n}"><c:v>{words(text)}</c:v></c:pt>'
        for n, text in enumerate(each)
    )
    return (
        f'<c:strRef><c:f>{where}</c:f><c:strCache><c:ptCount val="{len(each)}"/>'
        f"{points}</c:strCache></c:strRef>"
    )


def _numbers(where: str, values: Iterable[Value], code: str) -> str:
    each = [*values]
    points = "".join(
        f'<c:pt idx="{n}"><c:v>{value!r}</c:v></c:pt>'
        for n, value in enumerate(each)
        if value is not None
    )
    return (
        f"<c:numRef><c:f>{where}</c:f><c:numCache><c:formatCode>{words(code)}"
        f'</c:formatCode><c:ptCount val="{len(each)}"/>{points}</c:numCache></c:numRef>'
    )


def _column(n: int) -> str:
    """Labels are in the first column; no chart has more than 25 series."""
    return chr(ord("B") + n)
