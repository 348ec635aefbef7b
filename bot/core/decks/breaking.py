"""Breaks words into lines, in any script. Pure.

Nothing is left out, and nothing is longer than its line: a word that would be is broken
between what readers see as letters.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final, Protocol

_AFTER: Final = frozenset("-‐–—/|·&=?")
"""Signs within a word, after which it may be broken."""
_NEVER_FIRST: Final = frozenset(
    "、。，．・：；？！）」』】〉》］｝〕”’ー〜…ぁぃぅぇぉっゃゅょァィゥェォッャュョ々,.:;!?)]}%°"
)
_NEVER_LAST: Final = frozenset("（「『【〈《［｛〔“‘([{$£€#@")
_LEADING: Final = frozenset("เแโใไເແໂໃໄ")
"""Thai and Lao vowels that belong to the letter that follows: a syllable begins with
them. These scripts have no spaces between words."""
_BETWEEN: Final = 0.25
"""What some programs leave free between Chinese, Japanese or Korean letters and
others."""
_JOINER: Final = "\u200d"
BOUND: Final = "\u00a0"
"""A space at which no program breaks a line."""
_SPACE: Final = re.compile(r"[^\S\u00a0]+")
_TOGETHER: Final = re.compile(
    r"(?<=\d) (?=[%‰°€$£¥₹₩]|(?:[kMGT]?(?:W|Wh|Hz|B)|[kcm]?m|k?g)\b)"
    r"| (?=[:;!?»%](?:\s|$))|(?<=«) "
)
_NARROW: Final = 1e-6


@dataclass(frozen=True, slots=True)
class Face:
    """A font, as a PPTX names it, and whether it is bold."""

    font: str
    bold: bool = False


class Measure(Protocol):
    """Says how wide words are at most, in whichever font stands in on the machine on
    which they are read."""

    def __call__(self, text: str, face: Face) -> float:
        """The width in sizes of its letters."""

    def __hash__(self) -> int:
        """What was measured is remembered."""


@dataclass(frozen=True, slots=True)
class Atom:
    """Letters that stay together, if they fit on a line, and the space after them."""

    text: str
    width: float
    space: float = 0.0


@lru_cache(4096)
def atoms(text: str, face: Face, measure: Measure) -> tuple[Atom, ...]:
    """The text in pieces between which it may be broken."""
    space = measure(" ", face)
    found: list[Atom] = []
    for word in _words(text):
        *parts, last = _parts(word)
        follows = (each[0] for each in [*parts[1:], last])
        found.extend(
            Atom(part, measure(part, face) + _free(part + after))
            for part, after in zip(parts, follows, strict=False)
        )
        found.append(Atom(last, measure(last, face) + _free(last), space))
    return tuple(found)


def length(text: str, face: Face, measure: Measure) -> float:
    """How long the text is on one line, in multiples of its size."""
    pieces = atoms(text, face, measure)
    return sum(each.width + each.space for each in pieces[:-1]) + sum(
        each.width for each in pieces[-1:]
    )


def lines(
    pieces: Sequence[Atom], width: float, face: Face, measure: Measure
) -> tuple[str, ...]:
    """The pieces in lines of at most this width, in sizes of the letters."""
    done: list[str] = []
    now, used = "", 0.0
    for atom in pieces:
        if used + atom.width > width + _NARROW and now:
            done.append(now.rstrip())
            now, used = "", 0.0
        if atom.width > width + _NARROW:
            *whole, (text, wide) = _pieces(atom.text, width, face, measure)
            done.extend(each for each, _ in whole)
            atom = Atom(text, wide, atom.space)  # noqa: PLW2901 -- its end goes on
        now += atom.text + (" " if atom.space else "")
        used += atom.width + atom.space
    return (*done, now.rstrip()) if now else tuple(done)


def in_one_line(text: str) -> str:
    """The text with one space between its words."""
    return " ".join(_words(text))


def bound(text: str) -> str:
    """The text with numbers bound to their units, and signs to their words, so that no
    line break parts them."""
    return _TOGETHER.sub(BOUND, text)


def rest_after(words: str, taken: Sequence[str]) -> str:
    """What of bound words is left after these lines of them."""
    at = 0
    for line in taken:
        at = words.index(line, at) + len(line)
    return words[at:].lstrip()


def clusters(text: str) -> Iterator[str]:
    """What readers see as letters."""
    now = ""
    for char in text:
        if now and not _belongs(now, char):
            yield now
            now = ""
        now += char
    if now:
        yield now


def _words(text: str) -> list[str]:
    return [each for each in _SPACE.split(text) if each]


def _pieces(
    word: str, width: float, face: Face, measure: Measure
) -> list[tuple[str, float]]:
    """A word that is longer than a line, in pieces that are not."""
    found, now, used = [], "", 0.0
    for each in clusters(word):
        wide = measure(each, face)
        if now and used + wide > width + _NARROW:
            found.append((now, used))
            now, used = "", 0.0
        now, used = now + each, used + wide
    return [*found, (now, used)]


def _free(text: str) -> float:
    """What some programs leave free within the text."""
    if text.isascii():
        return 0.0
    mixed = (
        (one + other).isalnum() and _is_full(one) is not _is_full(other)
        for one, other in pairwise(text)
    )
    return _BETWEEN * sum(mixed)


def _parts(word: str) -> Iterator[str]:
    """A word between whose parts lines may be broken without a hyphen."""
    now = ""
    for each in clusters(word):
        if now and _may_break(now[-1], each[0]):
            yield now
            now = ""
        now += each
    yield now


def _may_break(before: str, after: str) -> bool:
    if after in _NEVER_FIRST or before in _NEVER_LAST:
        return False
    if before in _AFTER:
        return after not in _AFTER and not after.isdigit()
    if after in _LEADING:
        return True
    return _is_wide(before) or _is_wide(after)


def _is_wide(char: str) -> bool:
    """Whether lines may be broken at this letter: Chinese and Japanese know no
    spaces."""
    return _is_full(char) and not "\uac00" <= char <= "\ud7a3"


def _is_full(char: str) -> bool:
    return unicodedata.east_asian_width(char) in "WF"


def _belongs(now: str, char: str) -> bool:
    last = now[-1]
    if unicodedata.category(char)[0] == "M" or char in (_JOINER, "\u200c"):
        return True
    if last == _JOINER or last in _LEADING or unicodedata.combining(last) == 9:
        return True
    if "\U0001f3fb" <= char <= "\U0001f3ff":
        return True
    return _is_flag(char) and _is_flag(last) and len(now) % 2 == 1


def _is_flag(char: str) -> bool:
    return "\U0001f1e6" <= char <= "\U0001f1ff"
