"""Takes texts apart into the words by which they are found, for every database alike.

A text is found by its words in any letter case, with or without accents, and the last
word of a search by its beginning alone. Scripts that put no spaces between words are
taken apart into pairs of letters: a search finds what has all of its pairs. Nothing
else of a text is left, so a search has no operators and no quotes.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, groupby, islice
from typing import Final, NamedTuple

MOST_INDEXED: Final = 2_000
"""The most words by which one picture is found."""
MOST_WANTED: Final = 24
"""The most words of a search that count."""
MOST_READ: Final = 20_000
"""The most characters of one text that are read."""
MOST_LETTERS: Final = 40
"""The most letters of one word that count."""
_ASCII: Final = re.compile(r"[a-z0-9]+")
_LETTERS: Final = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "ـ": None}
)
"""Letters that people leave out or spell otherwise, and that no accent tells apart."""
_ACCENTS: Final = re.compile(
    "[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u064b-\u065f\u0670]"
)
"""The accents of European letters, the points of Hebrew and Arabic ones. In other
scripts, marks make other words."""
_UNSPACED: Final = (
    (0x0E00, 0x0EFF),  # Thai, Lao
    (0x1000, 0x109F),  # Myanmar
    (0x1100, 0x11FF),  # Hangul, in parts
    (0x1780, 0x17FF),  # Khmer
    (0x2E80, 0x2FDF),  # radicals of Han
    (0x3005, 0x3007),
    (0x3021, 0x3029),
    (0x3031, 0x318F),  # Kana, Bopomofo, Hangul
    (0x31A0, 0x31FF),
    (0x3400, 0x4DBF),  # Han
    (0x4E00, 0x9FFF),
    (0xA000, 0xA4CF),  # Yi
    (0xA960, 0xA97F),
    (0xAA60, 0xAA7F),
    (0xAC00, 0xD7FF),  # Hangul
    (0xF900, 0xFAFF),
    (0x1B000, 0x1B16F),
    (0x20000, 0x3FFFF),
)
"""Scripts without spaces between words, and Hangul, which adds to words what others
write beside them."""


class Word(NamedTuple):
    """One word, or a run of letters of a script that has no spaces between words."""

    letters: str
    spaced: bool = True

    @property
    def entries(self) -> Iterator[str]:
        """Everything by which it is found."""
        if self.spaced:
            yield self.letters
        else:
            yield from self.letters
            yield from _pairs(self.letters)

    @property
    def parts(self) -> tuple[str, ...]:
        """What something has to have in which it is looked for."""
        alone = self.spaced or len(self.letters) == 1
        return (self.letters,) if alone else tuple(_pairs(self.letters))


@dataclass(frozen=True, slots=True)
class WantedWords:
    """What a text has to have to be found: all of these entries, and one that begins
    so."""

    entries: tuple[str, ...] = ()
    beginning: str = ""

    def __bool__(self) -> bool:
        return bool(self.entries or self.beginning)

    def found_in(self, entries: Iterable[str]) -> bool:
        """Whether a text with these entries is found."""
        there = set(entries)
        begun = any(each.startswith(self.beginning) for each in there)
        return begun and there.issuperset(self.entries)


def indexed(texts: Iterable[str]) -> list[str]:
    """Everything by which these texts are found, each once, in a fixed order."""
    plain = (_plain(text[:MOST_READ]) for text in texts)
    entries = dict.fromkeys(chain.from_iterable(map(_entries, plain)))
    return sorted(islice(entries, MOST_INDEXED))


def wanted(search: str) -> WantedWords:
    """What has to be in a text that this search finds; false if that is nothing."""
    words = [*_words(_plain(search[:MOST_READ]))]
    beginning = words.pop().letters if words and words[-1].spaced else ""
    parts = dict.fromkeys(part for word in words for part in word.parts)
    return WantedWords(tuple(parts)[:MOST_WANTED], beginning)


def _pairs(letters: str) -> Iterator[str]:
    return (letters[at : at + 2] for at in range(len(letters) - 1))


def _entries(plain: str) -> Iterable[str]:
    """Everything by which a text is found. Most texts are as simple as can be."""
    if plain.isascii():
        return (each[:MOST_LETTERS] for each in _ASCII.findall(plain))
    words = dict.fromkeys(_words(plain))
    return (entry for word in words for entry in word.entries)


def _words(plain: str) -> Iterator[Word]:
    if plain.isascii():
        yield from (Word(each[:MOST_LETTERS]) for each in _ASCII.findall(plain))
        return
    for kind, run in groupby(plain, _kind):
        if kind is not None:
            letters = "".join(run)
            yield Word(letters[:MOST_LETTERS] if kind else letters, kind)


def _plain(text: str) -> str:
    """The text in small letters without accents, however it was composed."""
    if text.isascii():
        return text.lower()
    small = unicodedata.normalize("NFKC", text).casefold().translate(_LETTERS)
    bare = _ACCENTS.sub("", unicodedata.normalize("NFD", small))
    return unicodedata.normalize("NFKC", bare)


@lru_cache(10_000)
def _kind(letter: str) -> bool | None:
    """Whether the script has spaces between its words; None if it is not a letter."""
    category = unicodedata.category(letter)[0]
    if category not in "LMN":
        return None
    code = ord(letter)
    return not any(first <= code <= last for first, last in _UNSPACED)
