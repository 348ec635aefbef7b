"""Recognises the names of characters and styles in an ask. Pure.

A name counts as a word, or words, of its own: in any letter case, with the ending of a
possessive, but not inside a longer word, a link, an address or code. Of two names that
begin at the same place, the longer one counts. `+name` counts wherever a word may
begin, with hyphens or in quotation marks where the name has spaces.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from typing import Any, Final

from bot.core.turn.addresses import without_addresses
from bot.core.turn.endings import (
    APOSTROPHES,
    elided,
    is_german,
    possessive,
    stems,
)
from bot.core.turn.scripts import (
    UNSPACED,
    Token,
    distinct,
    plainly,
    stands_alone,
    tokens,
)
from bot.core.turn.taught import Taught, reads_as

MOST_USED: Final = 16
"""The most names of one ask: a request takes so many pictures."""
_MOST_TOLD: Final = 40
_MOST_NAME: Final = 200
_CLOSE: Final = 0.6
_HYPHENS: Final = "-\u2010\u2011"
_HYPHEN: Final = re.compile(f"[{_HYPHENS}]")
_OPENING: Final = '"“„«”'
_CLOSING: Final = '"”“»'
_PLUS: Final = re.compile(
    rf"(?<![^\s(\[{{“\"„«‘¿¡—–,;:/{UNSPACED}])[+\uff0b](?:([{_OPENING}])|(?=[^\W_]))"
)
_QUOTED: Final = re.compile(rf" *([^{_CLOSING}\n]{{1,{_MOST_NAME}}})")
_WRITTEN: Final = re.compile(r"(\w[\w-]*)")
_END: Final = ""
"""The key of the name that ends at a node."""
Node = dict[str, Any]
Found = tuple[int, Taught]


@dataclass(frozen=True, slots=True)
class Naming:
    """The names in an ask, in the order in which they stand; `more` were left out.

    `unknown` was written as `+name`, though nothing is called so; `near` is a name that
    resembles it.
    """

    names: tuple[Taught, ...] = ()
    more: tuple[Taught, ...] = ()
    unknown: str = ""
    near: str = ""


def names_in(words: str, usable: Sequence[Taught]) -> Naming:
    """The names that these words use."""
    text = without_addresses(plainly(words))
    present = _present(distinct(text), usable)
    found: list[Found] = list(_spoken(text, present)) if present else []
    for place, said in _marked(text, present) if "+" in text else ():
        if isinstance(said, str):
            return Naming(unknown=said[:_MOST_TOLD], near=_near(said, usable))
        found.append((place, said))
    names = {taught.id: taught for _, taught in sorted(found, key=lambda each: each[0])}
    used = tuple(names.values())
    return Naming(used[:MOST_USED], used[MOST_USED : 2 * MOST_USED])


def _present(here: set[str], usable: Sequence[Taught]) -> Sequence[Taught]:
    """The names of which the first word is there, in any form."""
    forms = here | {stem for word in here for stem in stems(word)}
    return [each for each in usable if _first(each.name) in forms]


def without_marks(words: str, names: Iterable[str]) -> str:
    """The words as a model reads them: without the marks of `+name`."""
    known = tuple(_loosely(name) for name in names)
    longest = 2 * max(map(len, known), default=0)

    def plain(mark: re.Match[str]) -> str:
        rest = _loosely(words[mark.end() : mark.end() + longest])
        return mark[1] or "" if rest.startswith(known) else mark[0]

    return _PLUS.sub(plain, words) if known else words


def _spoken(text: str, usable: Sequence[Taught]) -> Iterator[Found]:
    """The names that stand in the text, with their places."""
    root, words, after = _tree(usable), list(tokens(text)), 0
    for at, word in enumerate(words):
        if at < after or not _may_begin(root, word.text):
            continue
        own = (e for e in _walk(root, words, at) if _is_own(text, words, at, e[0]))
        if found := max(own, key=lambda each: each[0], default=None):
            yield word.start, found[1]
            after = found[0] + 1


def _marked(text: str, usable: Sequence[Taught]) -> Iterator[tuple[int, Taught | str]]:
    """The names that are marked with a plus, and what is marked but is not a name."""
    root, words = _tree(usable, loosely=True), list(tokens(text))
    starts = {each.start: number for number, each in enumerate(words)}
    for mark in _PLUS.finditer(text):
        said = (_QUOTED if mark[1] else _WRITTEN).match(text, mark.end())
        if said is None:
            continue
        at = starts.get(said.start(1))
        ends = [] if at is None else list(_walk(root, words, at, loosely=True))
        if mark[1]:
            ends = [e for e in ends if _loosely(e[1].name) == _loosely(said[1])]
        if ends:
            yield mark.start(), ends[-1][1]
        elif not said[1][0].isdigit():
            yield mark.start(), said[1].strip()


def _may_begin(root: Node, word: str) -> bool:
    return word in root or any(stem in root for stem in stems(word))


def _walk(
    root: Node, words: Sequence[Token], at: int, *, loosely: bool = False
) -> Iterator[Found]:
    """The names that begin with a token, each with the number of its last one; the
    shorter names come first."""
    node, before = root, ""
    for number in range(at, len(words)):
        word = words[number]
        for stem in stems(word.text):
            there = node.get(before + stem)
            if there and _END in there and _may_end(words, number):
                yield number, there[_END]
        if (following := node.get(before + word.text)) is None:
            return
        if _END in following:
            yield number, following[_END]
        if number + 1 < len(words):
            node, before = following, _edge(words[number + 1].gap, loosely=loosely)


def _may_end(words: Sequence[Token], number: int) -> bool:
    """Whether the last letters of a token can be an ending."""
    if words[number].text[-1] != "s":
        return True
    following = words[number + 1 : number + 2]
    return bool(following) and (
        following[0].gap == " " and is_german(words[number].said, following[0].said)
    )


def _tree(usable: Sequence[Taught], *, loosely: bool = False) -> Node:
    """The names by their tokens. Loosely, hyphens are spaces."""
    root: Node = {}
    for taught in usable:
        node, before = root, ""
        for each in _tokens_of(taught.name):
            before = _edge(each.gap, loosely=loosely) if node is not root else ""
            node = node.setdefault(before + each.text, {})
        if node is not root:
            node.setdefault(_END, taught)
    return root


@lru_cache(4096)
def _tokens_of(name: str) -> tuple[Token, ...]:
    return tuple(tokens(plainly(reads_as(name))))


def _first(name: str) -> str:
    return next((each.text for each in _tokens_of(name)), "")


def _edge(gap: str, *, loosely: bool) -> str:
    return f"{_HYPHEN.sub(' ', gap) if loosely else gap}\0"


def _loosely(name: str) -> str:
    return " ".join(_HYPHEN.sub(" ", reads_as(name)).split())


def _near(said: str, usable: Sequence[Taught]) -> str:
    known = {_loosely(each.name): each.name for each in usable}
    close = get_close_matches(_loosely(said)[:_MOST_NAME], known, 1, _CLOSE)
    return known[close[0]] if close else ""


def _is_own(text: str, words: Sequence[Token], first: int, last: int) -> bool:
    """Whether what stands there is a word of its own, or words."""
    start, end = words[first].start, words[last].end
    before, after = text[max(0, start - 1) : start], text[end : end + 1]
    if before and before in "@#":
        return False
    if _is_joined(before, text[max(0, start - 2) : max(0, start - 1)]):
        return False
    if _is_joined(after, text[end + 1 : end + 2]):
        return False
    if _is_apostrophe(before) and _hangs(words, first):
        return elided(words[first - 1].text)
    if _is_apostrophe(after) and _hangs(words, last + 1):
        return possessive(words[last + 1].text)
    return stands_alone(text, start, end)


def _hangs(words: Sequence[Token], number: int) -> bool:
    """Whether an apostrophe alone stands between this token and the one before."""
    return 0 < number < len(words) and _is_apostrophe(words[number].gap)


def _is_joined(hyphen: str, beyond: str) -> bool:
    return bool(hyphen) and hyphen in _HYPHENS and beyond.isalnum()


def _is_apostrophe(character: str) -> bool:
    return bool(character) and character in APOSTROPHES
