"""The endings that a name has in a sentence: a bounded list for each script. Pure.

After an apostrophe, those of English and Turkish. Without one, the German "s" before a
noun ("Pixels Schal"), Korean particles, and the Russian and Ukrainian genitive. Any
other form needs a `+name`.
"""

import re
from collections.abc import Iterator
from typing import Final

APOSTROPHES: Final = "'\u2019\u02bc\u2018`\u00b4"
_AFTER: Final = re.compile(
    "s|[nsy]?[ıiuü]n|[yn]?[aeıiuü]|[dt][ae]n?|y?l[ae]", re.IGNORECASE
)
"""After an apostrophe: the English possessive, and the cases of Turkish."""
_BEFORE: Final = re.compile("[cdjlmnst]|qu|un|quest|(?:d|n|s)?[aeu]ll")
"""What is cut short before a word in French and Italian."""
_PARTICLES: Final = re.compile(
    "[은는이가을를의와과도로에께만랑야아]|으로|에서|에게|한테|처럼|보다|까지|부터|이랑|하고|"
    "에게서|한테서|으로부터"
)
_LONGEST: Final = 4
_GENITIVE: Final = {
    "а": ("", "о"),
    "я": ("ь", "й"),
    "ы": ("а",),
    "и": ("а", "я", "ь"),
    "і": ("а", "я", "ь"),
}
_ENDS: Final = frozenset("s은는이가을를의와과도로에께만랑야아서게테럼다지터고") | {
    *_GENITIVE
}


def elided(word: str) -> bool:
    """Whether a word that ends in an apostrophe is another one, as in "l'ours"."""
    return _BEFORE.fullmatch(word) is not None


def possessive(word: str) -> bool:
    """Whether this is an ending after an apostrophe."""
    return _AFTER.fullmatch(word) is not None


def stems(word: str) -> Iterator[str]:
    """What a word may be without its ending, or with another one."""
    last = word[-1:]
    if last not in _ENDS:
        return
    if last == "s":
        yield word[:-1]
    elif last in _GENITIVE:
        yield from (word[:-1] + each for each in _GENITIVE[last])
    else:
        for length in range(1, min(_LONGEST, len(word) - 1) + 1):
            if _PARTICLES.fullmatch(word[-length:]):
                yield word[:-length]


def is_german(word: str, following: str) -> bool:
    """Whether an "s" at a word's end is that of a possessive: both the word and the one
    after it are written with a capital letter."""
    return word[:1].isupper() and following[:1].isupper()
