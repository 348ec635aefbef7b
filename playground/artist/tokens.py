"""Words in their order, each with the part that it plays in a picture."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from playground.artist.lexicon import qualities, things, verbs

MOST_CHARACTERS = 4000
_LONGEST = 5
_QUOTES = re.compile(
    r"[\"“„]([^\"“”„]{1,300})[\"”“]|«([^«»]{1,300})»|(?<!\w)['‘]([^'‘’]{1,300})['’](?!\w)"
)
_WORD = re.compile(r"[\w’'&]+|[,.;:!?]")


@dataclass(frozen=True, slots=True)
class Token:
    """One word or phrase: its role, what it stands for, and how it was said."""

    role: str
    value: str
    said: str
    plural: bool = False


Lexicon = dict[tuple[str, ...], list[Token]]


def quoted(text: str) -> tuple[str, tuple[str, ...]]:
    """Return the words without what is in quotes, and what was in them."""
    text = text[:MOST_CHARACTERS]
    found = [next(filter(None, m.groups()), "") for m in _QUOTES.finditer(text)]
    said = tuple(" ".join(line.split())[:200] for line in found if line.strip())
    return _QUOTES.sub(" ⟨quote⟩ ", text), said[:6]


def words_of(text: str) -> list[str]:
    """Return lower-case words and stops; hyphens count as spaces."""
    flat = unicodedata.normalize("NFC", text[:MOST_CHARACTERS]).lower()
    flat = flat.replace("’", "'").replace("-", " ").replace("_", " ")
    return [re.sub(r"'s$", "", word) for word in _WORD.findall(flat)]


def tokens_of(text: str) -> list[Token]:
    """Return the tokens of a text, longest phrases first."""
    words = words_of(text)
    known = lexicon()
    foreign = len(verbs.FOREIGN_HINTS.intersection(words)) > 0
    found, at = [], 0
    while at < len(words):
        size, token = _longest(words, at, known, foreign)
        found.append(token)
        at += size
    return found


def _longest(
    words: list[str], at: int, known: Lexicon, foreign: bool
) -> tuple[int, Token]:
    for size in range(min(_LONGEST, len(words) - at), 0, -1):
        phrase = tuple(words[at : at + size])
        if (
            size == 1
            and not foreign
            and phrase[0] in verbs.FOREIGN_ONLY - {"on", "six"}
        ):
            continue
        if phrase in known:
            return size, known[phrase][0]
    word = words[at]
    if word in ",.;:!?":
        return 1, Token("stop", word, word)
    return 1, Token("word", word, word)


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """Return every known phrase; what was entered first wins."""
    book: Lexicon = {}
    for token, phrase in _entries():
        book.setdefault(tuple(words_of(phrase)), []).append(token)
    return book


def _entries() -> Iterator[tuple[Token, str]]:
    groups: tuple[tuple[str, dict[str, str]], ...] = (
        ("relation", qualities.RELATIONS),
        ("background", qualities.BACKGROUNDS),
        ("time", qualities.TIMES),
        ("weather", qualities.WEATHERS),
        ("style", qualities.STYLES),
        ("place", qualities.PLACES),
        ("verb", verbs.VERBS),
        ("number", {str(n): said for n, said in qualities.NUMBERS.items()}),
        ("size", {str(n): said for n, said in qualities.SIZES.items()}),
    )
    yield from _named("colour", qualities.COLOURS)
    yield from _named("relation", groups[0][1])
    yield Token("background", "mountains", "mountains"), "mountains"
    for kind, names in things.NAMES.items():
        for name in _split(names):
            yield Token("thing", kind, name, name in _PLURALS), name
            for many in _plurals(name):
                yield Token("thing", kind, many, plural=True), many
    for role, book in groups[1:]:
        yield from _named(role, book)


_PLURALS = {
    "people",
    "fans",
    "men",
    "women",
    "children",
    "fishes",
    "snowmen",
    "leute",
    "gens",
    "gente",
    "kinder",
    "boote",
    "bäume",
    "häuser",
    "sterne",
    "wolken",
    "vögel",
    "blumen",
    "möwen",
    "schiffe",
    "katzen",
    "hunde",
    "berge",
    "tannen",
    "palmen",
    "fische",
}


def _named(role: str, book: dict[str, str]) -> Iterator[tuple[Token, str]]:
    for value, names in book.items():
        for name in _split(names):
            yield Token(role, value, name), name


def _split(names: str) -> list[str]:
    return [name.strip() for name in names.split(",") if name.strip()]


def _plurals(name: str) -> list[str]:
    if name.endswith(("s", "x", "ch", "sh")):
        return [name + "es"]
    if name.endswith("y") and name[-2:-1] not in "aeou":
        return [name[:-1] + "ies", name + "s"]
    if name.endswith(("l", "r", "n", "d")):
        return [name + "s", name + "es"]
    return [name + "s"]
