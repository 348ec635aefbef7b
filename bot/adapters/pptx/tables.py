"""Tables that people can edit, in the style that the theme has for them."""

from collections.abc import Sequence
from typing import Final

from bot.adapters.pptx.fonts import SINGLE, tag_of
from bot.adapters.pptx.looks import hundredths
from bot.adapters.pptx.shapes import Spot, graphic_shape
from bot.adapters.pptx.text import Setting
from bot.adapters.pptx.theme import TABLE_STYLE
from bot.adapters.pptx.xml import emu, words
from bot.core.decks.laid import CELL, Box
from bot.core.decks.lettering import reads_from_right
from bot.core.decks.outline import DeckTable
from bot.core.decks.sayings import from_right

_URI: Final = "http://schemas.openxmlformats.org/drawingml/2006/table"
_SIZE: Final = 14.0
_ROW: Final = 2.2
"""How high a row is that nobody has measured, in sizes of its letters."""
_MOST_TOLD: Final = 600
_ALIGN: Final = {"start": "l", "center": "ctr", "end": "r"}
_ASIDE, _ABOVE = map(emu, CELL)


def table_shape(spot: Spot, setting: Setting) -> str:
    """The box's table, with its columns in the order in which they are seen.

    The format could also turn a table around, but only PowerPoint would.
    """
    box = spot.box
    table = box.table or DeckTable((), ())
    rows = [table.header, *table.rows]
    across = "".join(f'<a:gridCol w="{emu(each)}"/>' for each in _columns(box, table))
    inside = "".join(
        f'<a:tr h="{emu(high)}">{_cells(row, table, box, setting)}</a:tr>'
        for row, high in zip(rows, _heights(box, len(rows)), strict=True)
    )
    return graphic_shape(
        spot,
        "Table",
        box.alt or told(table),
        f'<a:graphicData uri="{_URI}"><a:tbl><a:tblPr firstRow="1">'
        f"<a:tableStyleId>{TABLE_STYLE}</a:tableStyleId></a:tblPr>"
        f"<a:tblGrid>{across}</a:tblGrid>{inside}</a:tbl></a:graphicData>",
    )


def told(table: DeckTable) -> str:
    """What the table is about, for those who cannot see it; its cells are text
    anyway."""
    columns = ", ".join(each for each in table.header if each)
    return f"Table with {len(table.rows)} rows: {columns}"[:_MOST_TOLD]


def _cells(row: Sequence[str], table: DeckTable, box: Box, setting: Setting) -> str:
    count = len(table.header)
    whole = [*row, *("" for _ in range(count - len(row)))][:count]
    sides = box.aligns if len(box.aligns) == count else ["start"] * count
    pairs = zip(whole, sides, strict=True)
    return "".join(_cell(text, side, box, setting) for text, side in pairs)


def _cell(text: str, side: str, box: Box, setting: Setting) -> str:
    deck = setting.deck
    size = hundredths(box.size or _SIZE)
    lines = round(100_000 * box.leading / SINGLE)
    fill = setting.palette.fill(box.color) if box.color else ""
    look = f'lang="{tag_of(text, deck.language)}" sz="{size}" dirty="0"'
    run = f"<a:r><a:rPr {look}>{fill}</a:rPr><a:t>{words(text)}</a:t></a:r>"
    end = f"<a:endParaRPr {look}/>"
    rtl = int(from_right(deck.language) and not _reads_from_left(text))
    return (
        "<a:tc><a:txBody><a:bodyPr/><a:lstStyle/>"
        f'<a:p><a:pPr algn="{_ALIGN.get(side, "l")}" rtl="{rtl}"><a:lnSpc>'
        f'<a:spcPct val="{lines}"/></a:lnSpc></a:pPr>{run if text else end}</a:p>'
        f'</a:txBody><a:tcPr marL="{_ASIDE}" marR="{_ASIDE}" marT="{_ABOVE}" '
        f'marB="{_ABOVE}" anchor="ctr"/></a:tc>'
    )


def _reads_from_left(text: str) -> bool:
    """Whether it is a number, or in Latin letters: `315 GW` is not to become
    `GW 315`."""
    return bool(text.strip()) and not reads_from_right(text)


def _columns(box: Box, table: DeckTable) -> Sequence[float]:
    count = len(table.header)
    return box.columns if len(box.columns) == count else [box.width / count] * count


def _heights(box: Box, count: int) -> Sequence[float]:
    if len(box.rows) == count:
        return box.rows
    return [min(box.height / count, _ROW * (box.size or _SIZE))] * count
