"""Pieces of the files' XML: lengths, and words of others made fit for it."""

import re
from typing import Final
from xml.sax.saxutils import escape

from bot.core.decks.laid import Box

NAMES: Final = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_POINT: Final = 12_700
_NEVER: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML does not take, however it is written: most control characters, and halves of
a surrogate pair."""
_QUOTES: Final = {'"': "&quot;", "\n": " ", "\t": " ", "\r": " "}


def clean(text: str) -> str:
    """The text without what XML does not take."""
    return _NEVER.sub("", text)


def words(text: str) -> str:
    """The text, to stand between two tags."""
    return escape(clean(text))


def quoted(text: str) -> str:
    """The text, to stand in an attribute's quotation marks."""
    return escape(clean(text), _QUOTES)


def emu(points: float) -> int:
    """A length as these files have it."""
    return round(points * _POINT)


def frame(box: Box, tag: str = "a:xfrm") -> str:
    """Where a box stands."""
    return (
        f'<{tag}><a:off x="{emu(box.x)}" y="{emu(box.y)}"/>'
        f'<a:ext cx="{emu(max(box.width, 0))}" cy="{emu(max(box.height, 0))}"/></{tag}>'
    )


def outline(box: Box) -> str:
    """The form of a box: a rectangle, with rounded corners if it has any."""
    if not box.radius:
        return '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
    share = box.radius / max(min(box.width, box.height), 1)
    bend = round(100_000 * min(share, 0.5))
    return (
        '<a:prstGeom prst="roundRect"><a:avLst>'
        f'<a:gd name="adj" fmla="val {bend}"/></a:avLst></a:prstGeom>'
    )
