"""A file without slides: the presentation, its theme, its master and layouts."""

from typing import Final

from bot.adapters.pptx.colors import Palette
from bot.adapters.pptx.fonts import tag
from bot.adapters.pptx.looks import beginning, font
from bot.adapters.pptx.master import layout_part, master_part
from bot.adapters.pptx.models import Models
from bot.adapters.pptx.notes import PAGE, notes_master_part
from bot.adapters.pptx.saving import content_types, relations, zipped
from bot.adapters.pptx.theme import table_styles, theme_part
from bot.adapters.pptx.xml import HEAD, NAMES, emu
from bot.core.decks.laid import HEIGHT, WIDTH, LaidDeck

_ML: Final = "application/vnd.openxmlformats-officedocument.presentationml"
_THEME: Final = "application/vnd.openxmlformats-officedocument.theme+xml"
_KINDS: Final = {
    "ppt/presentation.xml": f"{_ML}.presentation.main+xml",
    "ppt/presProps.xml": f"{_ML}.presProps+xml",
    "ppt/viewProps.xml": f"{_ML}.viewProps+xml",
    "ppt/tableStyles.xml": f"{_ML}.tableStyles+xml",
    "ppt/slideMasters/slideMaster1.xml": f"{_ML}.slideMaster+xml",
    "ppt/notesMasters/notesMaster1.xml": f"{_ML}.notesMaster+xml",
    "ppt/theme/theme1.xml": _THEME,
    "ppt/theme/theme2.xml": _THEME,
}
_LAYOUT: Final = f"{_ML}.slideLayout+xml"


def base(deck: LaidDeck, palette: Palette, models: Models) -> bytes:
    """The file, with a layout for each of the models."""
    names = list(models)
    parts = {
        "ppt/presentation.xml": _presentation(deck),
        "ppt/presProps.xml": f"{HEAD}<p:presentationPr {NAMES}/>",
        "ppt/viewProps.xml": f"{HEAD}<p:viewPr {NAMES}/>",
        "ppt/tableStyles.xml": table_styles(),
        "ppt/slideMasters/slideMaster1.xml": master_part(deck, palette, models),
        "ppt/notesMasters/notesMaster1.xml": notes_master_part(palette),
        "ppt/theme/theme1.xml": theme_part(deck, palette, "Darkroom"),
        "ppt/theme/theme2.xml": theme_part(deck, palette, "Notes"),
        **{
            _layout(n): layout_part(name, models[name], palette)
            for n, name in enumerate(names, 1)
        },
    }
    kinds = {name: _KINDS.get(name, _LAYOUT) for name in parts}
    files = {
        "[Content_Types].xml": content_types(kinds.items()),
        "_rels/.rels": relations([("officeDocument", "ppt/presentation.xml")]),
        **{name: part.encode() for name, part in parts.items()},
        **_relations(len(names)),
    }
    return zipped(files)


def _relations(layouts: int) -> dict[str, bytes]:
    theme = ("theme", "../theme/theme1.xml")
    master = relations([("slideMaster", "../slideMasters/slideMaster1.xml")])
    numbers = range(1, layouts + 1)
    each = [("slideLayout", f"../slideLayouts/slideLayout{n}.xml") for n in numbers]
    return {
        "ppt/_rels/presentation.xml.rels": relations(
            [
                ("slideMaster", "slideMasters/slideMaster1.xml"),
                ("notesMaster", "notesMasters/notesMaster1.xml"),
                ("presProps", "presProps.xml"),
                ("viewProps", "viewProps.xml"),
                ("theme", "theme/theme1.xml"),
                ("tableStyles", "tableStyles.xml"),
            ]
        ),
        "ppt/slideMasters/_rels/slideMaster1.xml.rels": relations([*each, theme]),
        "ppt/notesMasters/_rels/notesMaster1.xml.rels": relations(
            [("theme", "../theme/theme2.xml")]
        ),
        **{f"ppt/slideLayouts/_rels/slideLayout{n}.xml.rels": master for n in numbers},
    }


def _layout(number: int) -> str:
    return f"ppt/slideLayouts/slideLayout{number}.xml"


def _presentation(deck: LaidDeck) -> str:
    way = beginning(deck.language)
    levels = "".join(
        f'<a:lvl{n}pPr marL="{457_200 * (n - 1)}" {way} defTabSz="914400" '
        f'eaLnBrk="1" latinLnBrk="0" hangingPunct="1"><a:defRPr sz="1800" kern="1200">'
        f'<a:solidFill><a:schemeClr val="tx1"/></a:solidFill>{font(heading=False)}'
        f"</a:defRPr></a:lvl{n}pPr>"
        for n in range(1, 10)
    )
    return (
        f'{HEAD}<p:presentation {NAMES} saveSubsetFonts="1"><p:sldMasterIdLst>'
        '<p:sldMasterId id="2147483648" r:id="rId1"/></p:sldMasterIdLst>'
        '<p:notesMasterIdLst><p:notesMasterId r:id="rId2"/></p:notesMasterIdLst>'
        f'<p:sldSz cx="{emu(WIDTH)}" cy="{emu(HEIGHT)}"/>'
        f'<p:notesSz cx="{PAGE[0]}" cy="{PAGE[1]}"/><p:defaultTextStyle><a:defPPr>'
        f'<a:defRPr lang="{tag(deck.language)}"/></a:defPPr>{levels}'
        "</p:defaultTextStyle></p:presentation>"
    )
