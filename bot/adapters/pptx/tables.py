"""Tables that people can edit, in the style that the theme has for them."""

from collections.abc import Sequence
from typing import Final

from bot.adapters.pptx.fonts import is_mirrored, tag_of
from bot.adapters.pptx.looks import hundredths
from bot.adapters.pptx.shapes import Spot, graphic_shape
from bot.adapters.pptx.text import Setting
from bot.adapters.pptx.theme import TABLE_STYLE
from bot.adapters.pptx.xml import emu, words
from bot.core.charts.chart import Chart
from bot.core.charts.drawing import number
from bot.core.charts.telling import alt_text
from bot.core.decks.laid import CELL, Box
from bot.core.decks.outline import DeckTable

_URI: Final = "http://schemas.openxmlformats.org/drawingml/2006/table"
_SIZE: Final = 14.0
_ROW: Final = 2.2
"""How high a row is that nobody has measured, in sizes of its letters."""
_MOST_TOLD: Final = 600
_ALIGN: Final = {"start": "l", "center": "ctr", "end": "r"}
_MIRRORED: Final = {"start": "r", "center": "ctr", "end": "l"}


def table_shape(spot: Spot, setting: Setting) -> str:
    """The box's table, or its chart of this kind."""
    box = spot.box
    table = box.table or (chart_table(box.chart) if box.chart else DeckTable((), ()))
    about = box.alt or (alt_text(box.chart, _MOST_TOLD) if box.chart else told(table))
    rows = [table.header, *table.rows]
    across = "".join(f'<a:gridCol w="{emu(each)}"/>' for each in _columns(box, table))
    inside = "".join(
        f'<a:tr h="{emu(high)}">{_cells(row, table, box, setting)}</a:tr>'
        for row, high in zip(rows, _heights(box, len(rows)), strict=True)
    )
    rtl = ' rtl="1"' if is_mirrored(setting.deck.language) else ""
    return graphic_shape(
        spot,
        "Table",
        about,
        f'<a:graphicData uri="{_URI}"><a:tbl><a:tblPr{rtl} firstRow="1">'
        f"<a:tableStyleId>{TABLE_STYLE}</a:tableStyleId></a:tblPr>"
        f"<a:tblGrid>{across}</a:tblGrid>{inside}</a:tbl></a:graphicData>",
    )


def chart_table(chart: Chart) -> DeckTable:
    """A chart that is a table, with its numbers as they are written."""
    header = (chart.x_label, *(each.name or chart.y_label for each in chart.series))
    rows = (
        (label, *(number(each.values[at], chart) for each in chart.series))
        for at, label in enumerate(chart.labels)
    )
    return DeckTable(header, tuple(rows))


def told(table: DeckTable) -> str:
    """What the table is about, for those who cannot see it; its cells are text
    anyway."""
    columns = ", ".join(each for each in table.header if each)
    return f"Table with {len(table.rows)} rows: {columns}"[:_MOST_TOLD]


def _cells(row: Sequence[str], table: DeckTable, box: Box, setting: Setting) -> str:
    whole = [*row, *("" for _ in range(len(table.header) - len(row)))]
    count = len(table.header)
    sides = box.aligns if len(box.aligns) == count else ["start"] * count
    pairs = zip(whole[:count], sides, strict=True)
    return "".join(_cell(text, side, box, setting) for text, side in pairs)


def _cell(text: str, side: str, box: Box, setting: Setting) -> str:
    beside, above = map(emu, CELL)
    size = hundredths(box.size or _SIZE)
    language = tag_of(text, setting.deck.language)
    fill = setting.palette.fill(box.color) if box.color else ""
    look = f'lang="{language}" sz="{size}" dirty="0"'
    run = f"<a:r><a:rPr {look}>{fill}</a:rPr><a:t>{words(text)}</a:t></a:r>"
    end = f"<a:endParaRPr {look}/>"
    mirrored = is_mirrored(setting.deck.language)
    sides = _MIRRORED if mirrored else _ALIGN
    place = f'algn="{sides.get(side, sides["start"])}" rtl="{int(mirrored)}"'
    return (
        f"<a:tc><a:txBody><a:bodyPr/><a:lstStyle/><a:p><a:pPr {place}/>"
        f"{run if text else end}</a:p></a:txBody>"
        f'<a:tcPr marL="{beside}" marR="{beside}" marT="{above}" '
        f'marB="{above}" anchor="ctr"/></a:tc>'
    )


def _columns(box: Box, table: DeckTable) -> Sequence[float]:
    count = len(table.header)
    return box.columns if len(box.columns) == count else [box.width / count] * count


def _heights(box: Box, count: int) -> Sequence[float]:
    if len(box.rows) == count:
        return box.rows
    return [min(box.height / count, _ROW * (box.size or _SIZE))] * count
