"""Words in a box, as text that people can edit: its lines break by themselves."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from bot.adapters.pptx.colors import Palette
from bot.adapters.pptx.fonts import tag, tag_of
from bot.adapters.pptx.looks import Look, look
from bot.adapters.pptx.xml import clean, quoted, words
from bot.core.decks.laid import Box, LaidDeck, Paragraph

NUMBER: Final = "{5C22544A-7EE6-4342-B048-85BDC9FD1C3A}"
"""Names the field that counts slides."""
_ANCHORS: Final = {"top": "t", "middle": "ctr", "bottom": "b"}
_OWN_COLOR: Final = (
    '<a:extLst><a:ext uri="{A12FA001-AC4F-418D-AE19-62706E023703}"><ahyp:hlinkClr '
    'xmlns:ahyp="http://schemas.microsoft.com/office/drawing/2018/hyperlinkcolor" '
    'val="tx"/></a:ext></a:extLst>'
)
"""A link keeps the color of its words, where PowerPoint knows of that."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What the words of a slide are written with. `linked` relates the slide to a page
    and returns the relation's name, or nothing."""

    deck: LaidDeck
    palette: Palette
    linked: Callable[[str], str]
    number: int = 0
    """The slide's own."""


def room(box: Box) -> str:
    """How words stand in their box: without margins, and never made smaller."""
    anchor = _ANCHORS.get(box.anchor, "t")
    return (
        '<a:bodyPr vert="horz" wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" '
        f'rtlCol="0" anchor="{anchor}"><a:noAutofit/></a:bodyPr>'
    )


def text_body(box: Box, setting: Setting, expected: Look | None = None) -> str:
    """The words of a box. What looks as `expected` is left to the layout."""
    inside = "".join(
        _paragraph(each, look(each, box, first=not n), setting, expected)
        for n, each in enumerate(box.paragraphs)
    )
    empty = f'<a:p><a:endParaRPr lang="{tag(setting.deck.language)}"/></a:p>'
    return f"<p:txBody>{room(box)}<a:lstStyle/>{inside or empty}</p:txBody>"


def pieces(paragraph: Paragraph) -> Iterator[tuple[str, str]]:
    """The paragraph's words in their order, each with where it leads to, if
    anywhere."""
    rest = paragraph.text
    for words_of_it, address in paragraph.links:
        before, found, after = rest.partition(words_of_it)
        if words_of_it and found:
            yield from ((before, paragraph.link), (found, address))
            rest = after
    yield rest, paragraph.link


def _paragraph(
    each: Paragraph, own: Look, setting: Setting, expected: Look | None
) -> str:
    runs = (
        _runs(text, _letters(text, address, own, setting, expected), setting.number)
        for text, address in pieces(each)
        if text
    )
    return f"<a:p>{_properties(own, setting.palette, expected)}{''.join(runs)}</a:p>"


def _properties(own: Look, palette: Palette, expected: Look | None) -> str:
    if expected is not None and own.place == expected.place:
        around = own.around(palette)
        return "" if around == expected.around(palette) else f"<a:pPr>{around}</a:pPr>"
    return f"<a:pPr {own.place}>{own.around(palette)}</a:pPr>"


def _letters(
    text: str, address: str, own: Look, setting: Setting, expected: Look | None
) -> str:
    """How letters that belong together look, where the layout does not say it."""
    known = expected.letters if expected else ()
    sizes = "".join(each for each in own.letters if each not in known)
    inner = own.words(setting.palette)
    if expected is not None and inner == expected.words(setting.palette):
        inner = ""
    language = tag_of(text, setting.deck.language)
    click = _click(address, setting)
    return f'<a:rPr lang="{language}"{sizes} dirty="0">{inner}{click}</a:rPr>'


def _click(address: str, setting: Setting) -> str:
    name = setting.linked(address) if address else ""
    if not name:
        return ""
    told = quoted(address[:250])
    return f'<a:hlinkClick r:id="{name}" tooltip="{told}">{_OWN_COLOR}</a:hlinkClick>'


def _runs(text: str, letters: str, number: int) -> str:
    if number and text.strip() == str(number):
        start = f'<a:fld id="{NUMBER}" type="slidenum">'
        return f"{start}{letters}<a:t>{number}</a:t></a:fld>"
    lines = clean(text).replace("\v", "\n").replace("\r", "").split("\n")
    each = (f"<a:r>{letters}<a:t>{words(line)}</a:t></a:r>" for line in lines)
    return f"<a:br>{letters}</a:br>".join(each)
