"""Invisible and invalid characters: removed from texts that are shown, replaced in
texts that are stored.

A lone surrogate is not text: no database, address or JSON document in UTF-8 accepts it.
Direction marks can make an address read as another one, and control characters hide
parts of it; nothing that we show needs either.
"""

import re
from typing import Final

STAND_IN: Final = "\ufffd"
_LINE_END = re.compile(r"\r\n?")
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f\ufff9-\ufffb]"
)


def storable(text: str) -> str:
    """The text in a form that every database accepts: valid, without NUL, otherwise the
    same.

    Two halves of a character side by side become that character; a lone half, or a NUL,
    becomes the replacement character.
    """
    return _joined(text.replace("\x00", STAND_IN))


def clean(text: str) -> str:
    """The text fit to be shown: without control characters, direction marks and lone
    surrogates."""
    return _UNSEEN.sub("", _LINE_END.sub("\n", _joined(text)))


def _joined(text: str) -> str:
    try:
        text.encode()
    except UnicodeEncodeError:
        units = text.encode("utf-16-le", "surrogatepass")
        return units.decode("utf-16-le", "replace")
    return text
