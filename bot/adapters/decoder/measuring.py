"""How wide words are at most on the machines on which a deck may be read.

A PPTX names its fonts and does not contain them. Where Arial or Cambria are missing,
others stand in: Arimo and Caladea have their widths; others are wider.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

from PIL import ImageFont, features

from bot.adapters.decoder.fonts import files, letters, letters_in
from bot.core.decks.breaking import Face
from bot.core.decks.themes import SANS, SERIF

STAND_INS: Final[Mapping[str, str]] = {SANS: "Arimo", SERIF: "Caladea"}
"""Free fonts with the same widths, which the PDF contains."""
_WIDER: Final[Mapping[str, float]] = {SANS: 1.01, SERIF: 1.22}
"""How much wider the widest stand-in is: of Cambria, that is DejaVu Serif, which Linux
takes where Caladea is missing."""
_SAFE: Final = 1.02
_UNITS: Final = 1000
_UNKNOWN: Final = 1.3
"""The width of what no font here has, such as emoji, which are a square and a bit."""
_NO_WIDTH: Final = frozenset("\u200b\u200c\u200d\ufe0e\ufe0f")


_ARABIC: Final = re.compile(
    "[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufeff]+"
)
"""Letters whose shapes, and so their widths, depend on those beside them."""
_JOINED: Final = 1.15
"""How much wider than alone they are at most."""
_ARABIC_WIDER: Final[Mapping[bool, float]] = {False: 1.15, True: 1.24}
"""How much wider the widest stand-in is, plain and bold: DejaVu Sans, which Linux takes
where Arial is missing."""
_FEW: Final = 2


@dataclass(frozen=True, slots=True)
class Font:
    """A font that is open, and the letters that it has."""

    file: Path
    drawn: ImageFont.FreeTypeFont
    letters: frozenset[str]


@lru_cache(16384)
def widths(text: str, face: Face) -> float:
    """The width of the text in sizes of its letters; implements `Measure`."""
    found, at = 0.0, 0
    for run in _ARABIC.finditer(text):
        found += _apart(text[at : run.start()], face) + _joined(run[0], face)
        at = run.end()
    return found + _apart(text[at:], face)


def missing_in(text: str) -> str:
    """The characters that no font here has, each once."""
    seen = dict.fromkeys(c for c in text if not c.isspace() and c not in _NO_WIDTH)
    return "".join(char for char in seen if char not in letters())


def _apart(text: str, face: Face) -> float:
    return sum(_width(char, face) for char in text)


@lru_cache(4096)
def _joined(text: str, face: Face) -> float:
    """The width of letters that are joined, where that can be computed."""
    wider = _ARABIC_WIDER[face.bold]
    most = _apart(text, face) * max(_JOINED, wider)
    having = [each for each in _fonts(face) if {*text} <= each.letters]
    if len(text) <= _FEW or not having or not features.check("raqm"):
        return most
    shaped = _open(having[0].file, bold=face.bold, layout=ImageFont.Layout.RAQM)
    return min(most, shaped.drawn.getlength(text, direction="rtl") / _UNITS * wider)


@cache
def _width(char: str, face: Face) -> float:
    if char in _NO_WIDTH:
        return 0.0
    own, *others = _fonts(face)
    if char in own.letters:
        return own.drawn.getlength(char) / _UNITS * _WIDER.get(face.font, 1.0)
    having = (each for each in others if char in each.letters)
    found = [each.drawn.getlength(char) / _UNITS for each in having]
    return max(found) * _SAFE if found else _UNKNOWN


@cache
def _fonts(face: Face) -> tuple[Font, ...]:
    """The stand-in of the font, and the others that have letters for it."""
    name = STAND_INS.get(face.font, STAND_INS[SANS])
    plain = [file for file in files() if "Italic" not in file.name]
    own = [file for file in plain if file.name.startswith(name)]
    right = [f for f in own if "[" in f.name or ("Bold" in f.name) is face.bold]
    rest = [file for file in plain if file not in own]
    return tuple(_open(file, bold=face.bold) for file in (*right[:1], *rest))


@cache
def _open(
    file: Path,
    *,
    bold: bool,
    layout: ImageFont.Layout = ImageFont.Layout.BASIC,
) -> Font:
    font = ImageFont.truetype(file, _UNITS, layout_engine=layout)
    if "[" in file.name:
        axes = font.get_variation_axes()
        font.set_variation_by_axes([_at(each, bold=bold) for each in axes])
    return Font(file, font, letters_in(file))


def _at(axis: Mapping[str, object], *, bold: bool) -> float:
    """The place on an axis of a variable font."""
    name = axis["name"]
    weighs = name in (b"Weight", "Weight")
    wanted = 700 if bold and weighs else axis["default"]
    return float(wanted) if isinstance(wanted, int | float) else 0.0
