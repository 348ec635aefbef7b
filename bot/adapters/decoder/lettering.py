"""Letters on a sheet, in Pillow's own font, which only has those of English."""

from collections.abc import Iterator
from functools import cache
from typing import Final
from unicodedata import normalize

from PIL import ImageFont

from bot.adapters.decoder.wire import Outcome, UnreadableError

_KNOWN: Final = frozenset({*map(chr, range(0x20, 0x7F)), *"·’“”…"})
_OTHERWISE: Final = {"—": "-", "–": "-", "×": "x", "‘": "’"}


@cache
def font(size: int) -> ImageFont.FreeTypeFont:
    """The font; it comes with Pillow and is read from its memory."""
    found = ImageFont.load_default(size)
    if not isinstance(found, ImageFont.FreeTypeFont):
        raise UnreadableError(Outcome.LARGE)  # a Pillow without its font library
    return found


def legible(text: str) -> str:
    """The text without accents and letters that the font lacks."""
    text = " ".join(text.split())
    plain = normalize("NFKD", "".join(_OTHERWISE.get(each, each) for each in text))
    return "".join(each for each in plain if each in _KNOWN).strip()


def lines(text: str, size: int, width: float, most: int) -> list[str]:
    """The text in lines of this width; if it is cut, the last line ends in dots."""
    done: list[str] = []
    for word in _words(text, size, width):
        longer = f"{done[-1]} {word}" if done else ""
        if longer and _fits(longer, size, width):
            done[-1] = longer
        else:
            done.append(word)
    if len(done) <= most:
        return done
    return [*done[: most - 1], _cut(done[most - 1], size, width)]


def _words(text: str, size: int, width: float) -> Iterator[str]:
    """Its words; one that is wider than a line is cut into pieces."""
    for word in text.split():
        rest = word
        while not _fits(rest, size, width) and len(rest) > 1:
            fits = (n for n in range(len(rest) - 1, 0, -1))
            piece = next((n for n in fits if _fits(rest[:n], size, width)), 1)
            yield rest[:piece]
            rest = rest[piece:]
        yield rest


def _cut(line: str, size: int, width: float) -> str:
    while line and not _fits(f"{line}…", size, width):
        line = line[:-1]
    return f"{line.rstrip()}…"


def _fits(text: str, size: int, width: float) -> bool:
    return font(size).getlength(text) <= width
