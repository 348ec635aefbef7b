"""Cuts text of any script into words, as far as that needs no dictionary. Pure.

Words are what stands between spaces and punctuation, with the marks on their letters.
Chinese, Japanese, Thai, Lao, Khmer and Burmese are written without spaces: there, each
character is a token of its own.
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import Final, NamedTuple

_KATAKANA: Final = r"\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff"
UNSPACED: Final = (
    r"\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3041-\u309f"
    rf"{_KATAKANA}\u3100-\u312f\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    r"\U00020000-\U0003ffff\u0e01-\u0e3a\u0e40-\u0e4e\u0e81-\u0ece\u0edc-\u0edf"
    r"\u1000-\u103f\u1050-\u108f\u1780-\u17d3\u17dc-\u17dd"
)
"""The inside of a character class: scripts without spaces between words."""
_MARKS: Final = (
    r"\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1-\u05c7\u0610-\u061a"
    r"\u064b-\u065f\u0670\u06d6-\u06ed\u0711\u0730-\u074a\u07a6-\u07b0\u0816-\u082d"
    r"\u08d3-\u0963\u0966-\u0df3\u0f71-\u0fbc\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20f0"
)
"""Marks and vowel signs of scripts with spaces, which belong to their letters."""
_TOKEN: Final = re.compile(rf"[{UNSPACED}]|(?:[^\W{UNSPACED}]|[{_MARKS}])+")
_ASCII_TOKEN: Final = re.compile(r"\w+")
_KATAKANA_WORD: Final = re.compile(f"[{_KATAKANA}]{{2}}")
_OF_UNSPACED: Final = re.compile(f"[{UNSPACED}]")
_GOES_ON: Final = re.compile(
    r"[\u0e30-\u0e3a\u0e45\u0e47-\u0e4e\u0eb0-\u0ebd\u0ec8-\u0ecd\u102b-\u103e"
    r"\u17b6-\u17d3\u3041\u3043\u3045\u3047\u3049\u3063\u3083\u3085\u3087\u308e\u30fc]"
)
"""What can only continue a syllable: vowel signs, tones, small kana."""
_LEADS: Final = re.compile(r"[\u0e40-\u0e44\u0ec0-\u0ec4]")
"""Vowels that are written before their consonant: the syllable begins with them."""
_SPACES: Final = re.compile(r"\s+")
_INVISIBLE: Final = re.compile(
    r"[\xad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]"
)


class Token(NamedTuple):
    """A word, or a character of a script without spaces.

    `said` is as it is written, `text` as it is compared. `gap` is what stands between
    it and the token before, with any spaces as one.
    """

    said: str
    text: str
    gap: str
    start: int
    end: int


def plainly(text: str) -> str:
    """The text in the form in which it is cut: width and composition make no
    difference, and nothing in it is invisible."""
    if text.isascii():
        return text
    return unicodedata.normalize("NFKC", _INVISIBLE.sub("", text))


def folded(text: str) -> str:
    """The text in the form in which it is compared."""
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFKC", text.casefold())


def distinct(text: str) -> set[str]:
    """The tokens of a text in its plain form, each once, as they are compared."""
    known = folded(text)
    return set((_ASCII_TOKEN if known.isascii() else _TOKEN).findall(known))


def tokens(text: str) -> Iterator[Token]:
    """The tokens of a text that is in its plain form."""
    pattern, before = _ASCII_TOKEN if text.isascii() else _TOKEN, 0
    for found in pattern.finditer(text):
        start, end = found.span()
        gap, said = text[before:start], found[0]
        if len(gap) > 1 or gap == "\n":
            gap = _SPACES.sub(" ", gap)
        yield Token(said, folded(said), gap, start, end)
        before = end


def stands_alone(text: str, start: int, end: int) -> bool:
    """Whether what stands there can be a word, where no spaces show it.

    Katakana is only a word where other characters surround it, and a single character
    only where none of such a script does. No syllable is cut in two.
    """
    first, last = text[start], text[end - 1]
    before, after = text[max(0, start - 1) : start], text[end : end + 1]
    if end - start == 1 and _is_unspaced(first):
        return not (_is_unspaced(before) or _is_unspaced(after))
    if _is_unspaced(first) and _LEADS.match(before):
        return False
    if _is_unspaced(last) and _GOES_ON.match(after):
        return False
    split = (first + before, last + after)
    return not any(_KATAKANA_WORD.fullmatch(each) for each in split)


def _is_unspaced(character: str) -> bool:
    return _OF_UNSPACED.match(character) is not None
