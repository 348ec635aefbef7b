"""How wide words are at most on the machines on which a deck may be read.

A PPTX names its fonts and does not contain them. Where Arial or Cambria are missing,
others stand in: Arimo and Caladea have their widths; others are wider.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from PIL import ImageFont

from bot.adapters.decoder.fonts import files, letters, letters_in
from bot.core.decks.breaking import Face
from bot.core.decks.themes import SANS, SERIF

STAND_INS: Final[Mapping[str, str]] = {SANS: "Arimo", SERIF: "Caladea"}
"""Free fonts with the same widths, which the PDF contains."""
_WIDER: Final[Mapping[str, float]] = {SANS: 1.01, SERIF: 1.22}
"""How much wider the widest stand-in is: of Cambria, that is DejaVu Serif, which Linux
takes where Caladea is missing."""
_UNITS: Final = 1000
_UNKNOWN: Final = 1.3
"""The width of what no font here has, such as emoji, which are a square and a bit."""
_NO_WIDTH: Final = frozenset("\u200b\u200c\u200d\ufe0e\ufe0f")


@dataclass(frozen=True, slots=True)
class Font:
    """A font that is open, and the letters that it has."""

    drawn: ImageFont.FreeTypeFont
    letters: frozenset[str]


def widths(text: str, face: Face) -> float:
    """The width of the text in sizes of its letters; implements `Measure`."""
    return sum(_width(char, face) for char in text)


def missing_in(text: str) -> str:
    """The characters that no font here has, each once."""
    seen = dict.fromkeys(c for c in text if not c.isspace() and c not in _NO_WIDTH)
    return "".join(char for char in seen if char not in letters())


@cache
def _width(char: str, face: Face) -> float:
    if char in _NO_WIDTH:
        return 0.0
    own, *others = _fonts(face)
    if char in own.letters:
        return own.drawn.getlength(char) / _UNITS * _WIDER.get(face.font, 1.0)
    having = (each for each in others if char in each.letters)
    found = [each.drawn.getlength(char) / _UNITS for each in having]
    return max(found) * 1.02 if found else _UNKNOWN


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
def _open(file: Path, *, bold: bool) -> Font:
    font = ImageFont.truetype(file, _UNITS, layout_engine=ImageFont.Layout.BASIC)
    if "[" in file.name:
        axes = font.get_variation_axes()
        font.set_variation_by_axes([_at(each, bold=bold) for each in axes])
    return Font(font, letters_in(file))


def _at(axis: Mapping[str, object], *, bold: bool) -> float:
    """The place on an axis of a variable font."""
    name = axis["name"]
    weighs = name in (b"Weight", "Weight")
    wanted = 700 if bold and weighs else axis["default"]
    return float(wanted) if isinstance(wanted, int | float) else 0.0
