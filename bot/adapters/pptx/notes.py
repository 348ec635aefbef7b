"""Pages of notes: what the speaker says, and where what is on the slide comes from."""

import re
from collections.abc import Callable, Sequence
from typing import Final

from bot.adapters.pptx.colors import Palette
from bot.adapters.pptx.fonts import tag_of
from bot.adapters.pptx.links import link
from bot.adapters.pptx.master import tree
from bot.adapters.pptx.text import pieces
from bot.adapters.pptx.theme import color_map
from bot.adapters.pptx.xml import HEAD, NAMES, clean, words
from bot.core.decks.laid import LaidSlide, Role
from bot.core.decks.lettering import reads_from_right

PAGE: Final = (6_858_000, 9_144_000)
"""Width and height of a page of notes."""
_PICTURE: Final = (685_800, 1_143_000, 5_486_400, 3_086_100)
_BODY: Final = (685_800, 4_400_550, 5_486_400, 3_600_450)
_FIELD: Final = (
    '<a:p><a:fld id="{0A2C6D3E-3B0B-4B43-8E0B-1B9B7C1D2E3F}" type="slidenum">'
    '<a:rPr lang="en-US"/><a:t>‹#›</a:t></a:fld></a:p>'
)
_ADDRESS: Final = re.compile(r"https?://[^\s<>\"]+")
_NUMBER: Final = (3_884_613, 8_685_213, 2_971_800, 458_787)


def notes_part(slide: LaidSlide, language: str, linked: Callable[[str], str]) -> str:
    """The slide's page of notes."""
    said = clean(slide.notes).replace("\r", "").strip().split("\n")
    body = "".join(_paragraph(line, language, linked) for line in said)
    missing = [each for each in _sources(slide) if each not in slide.notes]
    body += "".join(_paragraph(each, language, linked) for each in missing)
    shapes = (
        _shape(2, "Slide", '<p:ph type="sldImg"/>', picture=True),
        _shape(3, "Notes", '<p:ph type="body" idx="1"/>', body),
    )
    return (
        f"{HEAD}<p:notes {NAMES}><p:cSld>{tree(shapes)}</p:cSld>"
        "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:notes>"
    )


def notes_master_part(palette: Palette) -> str:
    """The master of all pages of notes."""
    prompt = '<a:p><a:r><a:rPr lang="en-US"/><a:t>Notes</a:t></a:r></a:p>'
    shapes = (
        _shape(
            2, "Slide", '<p:ph type="sldImg" idx="2"/>', place=_PICTURE, picture=True
        ),
        _shape(3, "Notes", '<p:ph type="body" sz="quarter" idx="3"/>', prompt, _BODY),
        _shape(
            4, "Page", '<p:ph type="sldNum" sz="quarter" idx="5"/>', _FIELD, _NUMBER
        ),
    )
    return (
        f"{HEAD}<p:notesMaster {NAMES}><p:cSld><p:bg><p:bgPr><a:solidFill>"
        '<a:srgbClr val="FFFFFF"/></a:solidFill><a:effectLst/></p:bgPr></p:bg>'
        f"{tree(shapes)}</p:cSld><p:clrMap {color_map(palette)}/>"
        '<p:notesStyle><a:lvl1pPr marL="0" algn="l"><a:defRPr sz="1200">'
        '<a:solidFill><a:srgbClr val="000000"/></a:solidFill>'
        '<a:latin typeface="+mn-lt"/><a:ea typeface="+mn-ea"/><a:cs typeface="+mn-cs"/>'
        "</a:defRPr></a:lvl1pPr></p:notesStyle></p:notesMaster>"
    )


def _shape(
    number: int,
    name: str,
    mark: str,
    body: str = "",
    place: tuple[int, int, int, int] | None = None,
    *,
    picture: bool = False,
) -> str:
    locks = ' noRot="1" noChangeAspect="1"' if picture else ""
    where = ""
    if place:
        x, y, width, height = place
        where = (
            f'<a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{width}" cy="{height}"/>'
            '</a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        )
    text = f"<p:txBody><a:bodyPr/><a:lstStyle/>{body}</p:txBody>" if body else ""
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{name} {number}"/><p:cNvSpPr>'
        f'<a:spLocks noGrp="1"{locks}/></p:cNvSpPr><p:nvPr>{mark}</p:nvPr></p:nvSpPr>'
        f"<p:spPr>{where}</p:spPr>{text}</p:sp>"
    )


def _sources(slide: LaidSlide) -> Sequence[str]:
    """The addresses of the pages that the slide names as its sources."""
    boxes = (box for box in slide.boxes if box.role is Role.SOURCES)
    each = (pieces(paragraph) for box in boxes for paragraph in box.paragraphs)
    found = (address for parts in each for _, address in parts if link(address))
    return [*dict.fromkeys(found)]


def _paragraph(text: str, language: str, linked: Callable[[str], str]) -> str:
    """A paragraph in which addresses are links."""
    runs, at = [], 0
    for found in _ADDRESS.finditer(text):
        runs.append(_run(text[at : found.start()], language))
        runs.append(_run(found[0], language, linked(found[0])))
        at = found.end()
    way = '<a:pPr algn="r" rtl="1"/>' if reads_from_right(text) else ""
    return f"<a:p>{way}{''.join(runs)}{_run(text[at:], language)}</a:p>"


def _run(text: str, language: str, relation: str = "") -> str:
    if not text:
        return ""
    click = f'<a:hlinkClick r:id="{relation}"/>' if relation else ""
    look = f'<a:rPr lang="{tag_of(text, language)}" dirty="0">{click}</a:rPr>'
    return f"<a:r>{look}<a:t>{words(text)}</a:t></a:r>"
