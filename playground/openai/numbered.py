"""Pictures that a function returned: their numbers and titles, and which one is
meant."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

_LINE = re.compile(
    r"^\W*(?:[^\W\d]+\W+){0,2}(\d{1,2})\b[^\w\n]*(.*)$", re.IGNORECASE | re.MULTILINE
)
_CAPTION = re.compile(r"\d{1,2}\. .{0,200}")
_WORDS = {
    word: number
    for number, words in enumerate(
        ("one first eins un uno", "two second zwei deux dos", "three third drei trois "
         "tres", "four fourth vier quatre cuatro", "five fifth fünf cinq cinco",
         "six sixth sechs seis", "seven seventh sieben sept siete",
         "eight eighth acht huit ocho", "nine ninth neun neuf nueve",
         "ten tenth zehn dix diez"), 1,
    )
    for word in words.split()
}  # fmt: skip
_ANY = "|".join(_WORDS)
_NUMBER = re.compile(
    rf"\b(?:number|no\.|nr\.?|nummer|numéro|número|picture|bild)\s*#?(\d{{1,2}}|{_ANY})\b"
    rf"|#(\d{{1,2}})\b|\bthe\s+({_ANY})\s+(?:one|picture|of them)\b",
    re.IGNORECASE,
)
_JOIN = re.compile(
    r"^[\s,;:–-]*(?:but|and|aber|und|mais|pero|y)?\b[\s,]*", re.IGNORECASE
)
_LEAST_TITLE = 4


@dataclass(frozen=True, slots=True)
class Numbered:
    """One picture of an output."""

    number: int
    title: str
    data: bytes


def numbered(
    output: Sequence[Mapping[str, Any]],
    fetch: Callable[[Mapping[str, Any], int], bytes],
) -> tuple[Numbered, ...]:
    """The pictures of one output, each with the line of text that is about it.

    The line stands right before its picture, or all lines stand before all pictures.
    """
    lines: list[tuple[int, str]] = []
    found: list[Numbered] = []
    listed = not _each_has_its_own(output)
    for place, part in enumerate(output):
        if part["type"] == "input_text":
            lines += [(int(n), t.strip()) for n, t in _LINE.findall(part["text"])]
        elif part["type"] == "input_image":
            said = lines.pop(0 if listed else -1) if lines else (len(found) + 1, "")
            lines = lines if listed else []
            found.append(Numbered(*said, fetch(part, place)))
    return tuple(found)


def is_caption(part: Mapping[str, Any]) -> bool:
    """Whether a part is the line right before a picture that gives it a number."""
    return part.get("type") == "input_text" and bool(_CAPTION.fullmatch(part["text"]))


def _each_has_its_own(output: Sequence[Mapping[str, Any]]) -> bool:
    """Whether text stands right before each picture."""
    kinds = [part["type"] for part in output]
    before = [
        kinds[i - 1] if i else "" for i, k in enumerate(kinds) if k == "input_image"
    ]
    return all(kind == "input_text" for kind in before)


def meant(words: str, shown: Sequence[Numbered]) -> Numbered | None:
    """The picture that the words mean; the latest one with that number comes first."""
    number = _number_in(words)
    if number is not None:
        return next((one for one in shown if one.number == number), None)
    return next((one for one in shown if _titled(one.title, words)), None)


def without_number(words: str) -> str:
    """The wish without the number: "number 3, but at night" becomes "at night"."""
    found = _NUMBER.search(words)
    if found is None:
        return words
    rest = words[: found.start()] + _JOIN.sub(" ", words[found.end() :])
    return " ".join(rest.split())


def _number_in(words: str) -> int | None:
    found = _NUMBER.search(words)
    if found is None:
        return None
    said = next(group for group in found.groups() if group)
    return int(said) if said.isdecimal() else _WORDS[said.lower()]


def _titled(title: str, words: str) -> bool:
    known = len(title) >= _LEAST_TITLE
    return known and bool(re.search(rf"\b{re.escape(title)}\b", words, re.IGNORECASE))
