"""The axes of a chart."""

from dataclasses import dataclass
from typing import Final

from bot.adapters.pptx.chart_words import letters, number_format, title
from bot.adapters.pptx.colors import Palette

ACROSS, UP = 111_111_111, 222_222_222
"""The numbers by which a chart and its axes know each other."""
_LINE: Final = 9_525


@dataclass(frozen=True, slots=True)
class Axis:
    """An axis: where it stands, what is said at it, and whether it begins at zero."""

    place: str
    words: str = ""
    code: str = ""
    zero: str = ""
    """`min` or `max`, if that end is zero."""
    turned: bool = False
    lines: bool = True


@dataclass(frozen=True, slots=True)
class Ink:
    """What a chart is drawn with."""

    palette: Palette
    soft: str
    line: str
    ink: str
    size: float


def category_axis(axis: Axis, ink: Ink) -> str:
    """The axis of the labels; turned, the first one is on top."""
    way = "maxMin" if axis.turned else "minMax"
    return (
        f'<c:catAx><c:axId val="{ACROSS}"/><c:scaling><c:orientation val="{way}"/>'
        f'</c:scaling><c:delete val="0"/><c:axPos val="{axis.place}"/>'
        f"{_title(axis, ink)}{number_format('General')}"
        f'<c:majorTickMark val="none"/><c:minorTickMark val="none"/>'
        f'<c:tickLblPos val="low"/>{_line(ink.soft, ink)}'
        f"{letters(ink.size, ink.soft, ink.palette)}"
        f'<c:crossAx val="{UP}"/><c:crosses val="autoZero"/><c:auto val="0"/>'
        '<c:lblAlgn val="ctr"/><c:lblOffset val="100"/><c:noMultiLvlLbl val="1"/>'
        "</c:catAx>"
    )


def value_axis(axis: Axis, ink: Ink, own: int, other: int, between: str) -> str:
    """An axis of numbers."""
    zero = f'<c:{axis.zero} val="0"/>' if axis.zero else ""
    lines = f"<c:majorGridlines>{_line(ink.line, ink)}</c:majorGridlines>"
    crosses, beside = ("max", "nextTo") if axis.turned else ("autoZero", "low")
    return (
        f'<c:valAx><c:axId val="{own}"/><c:scaling><c:orientation val="minMax"/>{zero}'
        f'</c:scaling><c:delete val="0"/><c:axPos val="{axis.place}"/>'
        f"{lines if axis.lines else ''}{_title(axis, ink)}"
        f"{number_format(axis.code)}"
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/>'
        f'<c:tickLblPos val="{beside}"/><c:spPr><a:ln><a:noFill/></a:ln></c:spPr>'
        f"{letters(ink.size, ink.soft, ink.palette)}"
        f'<c:crossAx val="{other}"/><c:crosses val="{crosses}"/>'
        f'<c:crossBetween val="{between}"/></c:valAx>'
    )


def _title(axis: Axis, ink: Ink) -> str:
    up = axis.place == "l"
    return title(axis.words, ink.size, ink.soft, ink.palette, up=up)


def _line(color: str, ink: Ink) -> str:
    return f'<c:spPr><a:ln w="{_LINE}">{ink.palette.fill(color)}</a:ln></c:spPr>'
