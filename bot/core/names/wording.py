"""Which names can be taught. Pure.

A name is recognised in asks wherever it stands as a word of its own. So it has to be
something that nobody writes without meaning it, and that reads as one thing: words of
any script, and no markup.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from typing import Final

from bot.core.messages.text import clean
from bot.core.names.ordinary_words import LINKING, THINGS
from bot.core.turn.options import FLAGS
from bot.core.turn.taught import NameKind, Taught, reads_as

MOST_LETTERS: Final = 40
MOST_WORDS: Final = 3
LEAST_LETTERS: Final = 2
NO_NAME: Final = "Give it a name."
NO_LETTERS: Final = "A name is made of letters, such as “Pixel” or “Winter style”."
TOO_SHORT: Final = "A name has at least two letters."
TOO_LONG: Final = (
    f"A name has at most {MOST_WORDS} words and {MOST_LETTERS} characters."
)
OTHER_SIGNS: Final = (
    "A name has letters, digits, spaces, hyphens and apostrophes, and nothing else."
)
MIXED: Final = "Each word of a name is written in one alphabet."
ORDINARY: Final = "“{name}” is an ordinary word, so I would recognize it too often."
OURS: Final = "“{name}” already means something to me."
TAKEN: Final = "There is already a character or a style that reads like “{name}”."
PROPOSED: Final = " How about “{proposal}”?"
_PROPOSALS: Final = 20
_ALLOWED: Final = frozenset("'’-·.&")
"""Besides letters, marks, digits and spaces."""
_ALIKE: Final = frozenset({"LATIN", "GREEK", "CYRILLIC"})
"""Alphabets with letters that look the same. No word is written in two of them."""
_JOINERS: Final = frozenset("\u200c\u200d")
"""Letters of some scripts are written differently with them."""
_COMMANDS: Final = (
    *("help", "connect", "disconnect", "names", "imagine", "darkroom", "photo booth"),
    *("stop", "redo", "variations", "go back", "details", "history", "larger"),
)
_RESERVED: Final = frozenset(
    reads_as(each)
    for each in (*_COMMANDS, *re.findall(r"--([a-z-]+)", FLAGS), "no-names")
)


def cleaned(name: str) -> str:
    """The name as it is kept: in one line and without anything invisible, quotation
    marks around it, or the sign that `+name` begins with."""
    seen = "".join(each for each in clean(name) if _visible(each))
    line = " ".join(unicodedata.normalize("NFC", seen).split())
    line = line.strip("\"'`“”„‚‘’«»‹›*_").removeprefix("+").strip()
    return line.strip("".join(_JOINERS))


def objection(name: str, kind: NameKind, taken: Collection[str] = ()) -> str:
    """Why this cannot be the name, with a proposal; empty if it can.

    `taken` are the names, as they are read, that can be used in the same place.
    """
    if wrong := _misspelt(name):
        return wrong
    if not (wrong := _unfit(name, taken)):
        return ""
    return wrong + _proposal(name, kind, taken)


def near(names: Iterable[Taught], channel: str, but: int = 0) -> set[str]:
    """How the names are read that can be used where one of this channel can, or
    anywhere if it has none; `but` the one with this id."""
    return {
        reads_as(each.name)
        for each in names
        if each.id != but and (not channel or each.channel in ("", channel))
    }


def proposals(name: str, kind: NameKind) -> Iterator[str]:
    """Other names for the same, the likeliest first."""
    bare = " ".join(_without_articles(name)) or name
    capital = bare[:1].upper() + bare[1:]
    if kind is NameKind.STYLE:
        yield f"{capital} style"
    else:
        yield f"Our {bare}"
    yield from (f"{capital} {number}" for number in range(2, _PROPOSALS))


def is_ordinary(name: str) -> bool:
    """Whether people write this without meaning anybody by it."""
    rest = _without_articles(name)
    known = LINKING | THINGS
    return not rest or (len(rest) == 1 and reads_as(rest[0]) in known)


def _proposal(name: str, kind: NameKind, taken: Collection[str]) -> str:
    for each in proposals(name, kind):
        if not (_misspelt(each) or _unfit(each, taken)):
            return PROPOSED.format(proposal=each)
    return ""


def _misspelt(name: str) -> str:
    """What is wrong with how it is written."""
    if not name:
        return NO_NAME
    letters = sum(_is_letter(each) for each in name)
    if not letters:
        return NO_LETTERS
    if len(name) > MOST_LETTERS or len(name.split()) > MOST_WORDS:
        return TOO_LONG
    if not all(map(_is_allowed, name)) or name.startswith("-"):
        return OTHER_SIGNS + _with_letters_alone(name)
    if any(len(_alphabets(word)) > 1 for word in name.split()):
        return MIXED
    return "" if letters >= LEAST_LETTERS else TOO_SHORT


def _alphabets(word: str) -> set[str]:
    """Which of the alphabets that look alike a word is written in."""
    return {unicodedata.name(sign, "").split(" ")[0] for sign in word} & _ALIKE


def _with_letters_alone(name: str) -> str:
    """The name without what it may not have, as a proposal."""
    kept = "".join(each if _is_allowed(each) else " " for each in name)
    found = " ".join(kept.split()).lstrip("-").strip()
    fits = found and not _misspelt(found) and not is_ordinary(found)
    return PROPOSED.format(proposal=found) if fits else ""


def _unfit(name: str, taken: Collection[str]) -> str:
    """Why this name would not do, however well it is written."""
    read = reads_as(name)
    if read in taken:
        return TAKEN.format(name=name)
    if read in _RESERVED:
        return OURS.format(name=name)
    return ORDINARY.format(name=name) if is_ordinary(name) else ""


def _without_articles(name: str) -> list[str]:
    return [word for word in name.split() if reads_as(word) not in LINKING]


def _is_letter(sign: str) -> bool:
    return unicodedata.category(sign).startswith("L")


def _is_allowed(sign: str) -> bool:
    kinds = ("L", "M", "N", "Zs")
    known = sign in _ALLOWED or sign in _JOINERS
    return known or unicodedata.category(sign).startswith(kinds)


def _visible(sign: str) -> bool:
    """Whether it is not of the invisible signs by which two names could look alike."""
    return sign in _JOINERS or unicodedata.category(sign) not in ("Cf", "Co", "Cn")
