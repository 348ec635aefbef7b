"""Words of a chart: of its axes, its marks and its legend."""

from bot.adapters.pptx.colors import Palette
from bot.adapters.pptx.looks import font, hundredths
from bot.adapters.pptx.xml import words


def letters(size: float, color: str, palette: Palette, tag: str = "c:txPr") -> str:
    """How words of a chart look, as an element of this name."""
    look = f'sz="{hundredths(size)}" b="0"'
    return (
        f"<{tag}><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr {look}>"
        f"{palette.fill(color)}{font(heading=False)}</a:defRPr></a:pPr>"
        f'<a:endParaRPr lang="en-US"/></a:p></{tag}>'
    )


def title(text: str, size: float, color: str, palette: Palette, *, up: bool) -> str:
    """The title of an axis, which stands upright beside an upright one."""
    if not text:
        return ""
    turned = ' rot="-5400000" vert="horz"' if up else ""
    look = f'sz="{hundredths(size)}" b="0"'
    shown = f"{palette.fill(color)}{font(heading=False)}"
    return (
        f"<c:title><c:tx><c:rich><a:bodyPr{turned}/><a:lstStyle/><a:p><a:pPr>"
        f"<a:defRPr {look}>{shown}</a:defRPr></a:pPr><a:r><a:rPr {look}>{shown}"
        f"</a:rPr><a:t>{words(text)}</a:t></a:r></a:p></c:rich></c:tx>"
        '<c:overlay val="0"/></c:title>'
    )


def numbers_shown(
    code: str, size: float, color: str, palette: Palette, place: str = ""
) -> str:
    """Numbers beside the marks; with an empty code there are none."""
    flags = "".join(
        f'<c:{each} val="{int(each == "showVal" and bool(code))}"/>'
        for each in (
            *("showLegendKey", "showVal", "showCatName", "showSerName"),
            *("showPercent", "showBubbleSize"),
        )
    )
    if not code:
        return f"<c:dLbls>{flags}</c:dLbls>"
    where = f'<c:dLblPos val="{place}"/>' if place else ""
    return (
        f"<c:dLbls>{number_format(code)}<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln>"
        f"</c:spPr>{letters(size, color, palette)}{where}{flags}</c:dLbls>"
    )


def number_format(code: str) -> str:
    """How numbers are written."""
    return f'<c:numFmt formatCode="{_quoted(code)}" sourceLinked="0"/>'


def _quoted(code: str) -> str:
    return words(code).replace('"', "&quot;")
