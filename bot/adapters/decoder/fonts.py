"""The fonts of this installation: where they are, and which letters they have."""

import importlib.util
from functools import cache
from pathlib import Path
from typing import Final

from bot.adapters.decoder.glyphs import letters_of

_FONTS: Final = (
    "fontpkg_inter",
    "fontpkg_arimo",
    "font_caladea",
    "cvttf_NotoSansCJK_Regular",
    "cvttf_NotoSansCJK_Bold",
    "manimgx_fonts",
)
"""Packages that contain fonts. All but the first three are optional."""


@cache
def folders() -> tuple[Path, ...]:
    """The folders of those that are installed."""
    return tuple(each for each in map(_folder, _FONTS) if each is not None)


@cache
def letters() -> frozenset[str]:
    """Every character that at least one font has."""
    return frozenset().union(*(letters_in(file) for file in files()))


@cache
def letters_in(file: Path) -> frozenset[str]:
    """The characters that this font has."""
    return letters_of(file.read_bytes())


def files() -> list[Path]:
    """All font files."""
    return [file for folder in folders() for file in sorted(folder.rglob("*.[ot]tf"))]


def _folder(package: str) -> Path | None:
    spec = importlib.util.find_spec(package)
    where = spec.submodule_search_locations if spec is not None else None
    return Path(where[0]) if where else None
