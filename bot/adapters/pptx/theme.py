"""A deck's theme and the style of its tables, as parts of the file."""

from typing import Final

from bot.adapters.pptx.colors import ACCENTS, Palette
from bot.adapters.pptx.fonts import SCRIPTS, complex_script, east_asian
from bot.adapters.pptx.xml import HEAD, quoted
from bot.core.decks.laid import LaidDeck

TABLE_STYLE: Final = "{7A0F5E3C-52B1-4C1B-9C0A-3D2B6C8E9F10}"
_A: Final = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
_SLOTS: Final = ("dk1", "lt1", "dk2", "lt2")
_PLAIN_FILLS: Final = "".join(
    '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>' for _ in range(3)
)
_LINES: Final = "".join(
    f'<a:ln w="{width}"><a:solidFill><a:schemeClr val="phClr"/></a:solidFill></a:ln>'
    for width in (6350, 12700, 19050)
)
_FORMATS: Final = (
    f'<a:fmtScheme name="Plain"><a:fillStyleLst>{_PLAIN_FILLS}</a:fillStyleLst>'
    f"<a:lnStyleLst>{_LINES}</a:lnStyleLst><a:effectStyleLst>"
    f"{'<a:effectStyle><a:effectLst/></a:effectStyle>' * 3}</a:effectStyleLst>"
    f"<a:bgFillStyleLst>{_PLAIN_FILLS}</a:bgFillStyleLst></a:fmtScheme>"
)


def theme_part(deck: LaidDeck, palette: Palette, name: str) -> str:
    """The theme: whoever changes a color or a font in it changes all slides."""
    return (
        f'{HEAD}<a:theme {_A} name="{quoted(name)}"><a:themeElements>'
        f'<a:clrScheme name="{quoted(name)}">{_colors(palette)}</a:clrScheme>'
        f'<a:fontScheme name="{quoted(name)}">'
        f"{_fonts('major', deck.heading_font, deck.language)}"
        f"{_fonts('minor', deck.body_font, deck.language)}</a:fontScheme>"
        f"{_FORMATS}</a:themeElements><a:objectDefaults/><a:extraClrSchemeLst/>"
        "</a:theme>"
    )


def table_styles() -> str:
    """The one style of tables: a strong first row, and lines between the others."""
    return (
        f'{HEAD}<a:tblStyleLst {_A} def="{TABLE_STYLE}">'
        f'<a:tblStyle styleId="{TABLE_STYLE}" styleName="Lines">'
        '<a:wholeTbl><a:tcTxStyle><a:fontRef idx="minor"/><a:schemeClr val="tx1"/>'
        f"</a:tcTxStyle><a:tcStyle><a:tcBdr>{_border('bottom', 'bg2', 9525)}"
        f"{_border('insideH', 'bg2', 9525)}</a:tcBdr><a:fill><a:noFill/></a:fill>"
        "</a:tcStyle></a:wholeTbl>"
        '<a:firstRow><a:tcTxStyle b="on"><a:fontRef idx="minor"/>'
        '<a:schemeClr val="tx1"/></a:tcTxStyle><a:tcStyle><a:tcBdr>'
        f"{_border('bottom', 'accent1', 19050)}</a:tcBdr></a:tcStyle></a:firstRow>"
        "</a:tblStyle></a:tblStyleLst>"
    )


def color_map(palette: Palette) -> str:
    """Which entries of the theme are ground and letters, as attributes."""
    accents = {f"accent{n}": f"accent{n}" for n in range(1, ACCENTS + 1)}
    whole = {**palette.mapped, **accents, "hlink": "hlink", "folHlink": "folHlink"}
    return " ".join(f'{name}="{entry}"' for name, entry in whole.items())


def _border(side: str, color: str, width: int) -> str:
    return (
        f'<a:{side}><a:ln w="{width}" cmpd="sng"><a:solidFill><a:schemeClr '
        f'val="{color}"/></a:solidFill></a:ln></a:{side}>'
    )


def _colors(palette: Palette) -> str:
    used = {entry: name for name, entry in palette.mapped.items()}
    entries = {slot: palette[used[slot]] for slot in _SLOTS}
    entries |= {f"accent{n}": palette[f"accent{n}"] for n in range(1, ACCENTS + 1)}
    entries |= {"hlink": palette["tx2"], "folHlink": palette["tx2"]}
    return "".join(
        f'<a:{slot}><a:srgbClr val="{color}"/></a:{slot}>'
        for slot, color in entries.items()
    )


def _fonts(kind: str, latin: str, language: str) -> str:
    others = "".join(
        f'<a:font script="{script}" typeface="{font}"/>'
        for script, font in SCRIPTS.items()
    )
    return (
        f'<a:{kind}Font><a:latin typeface="{quoted(latin)}"/>'
        f'<a:ea typeface="{east_asian(language)}"/>'
        f'<a:cs typeface="{complex_script(language)}"/>{others}</a:{kind}Font>'
    )
