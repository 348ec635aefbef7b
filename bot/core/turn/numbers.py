"""Which pictures of a set somebody means: "number 3, but at night". Pure.

The model that reads needs no help with this. The one that only draws has no idea of
numbers, so they are taken out of its words. Where several are meant, it gets all of
them, and knows them by their order.
"""

import re
from collections.abc import Sequence
from typing import Final

_WORDS: Final = {
    word: number
    for number, words in enumerate(
        (
            "one first",
            "two second",
            "three third",
            "four fourth",
            "five fifth",
            "six sixth",
            "seven seventh",
            "eight eighth",
            "nine ninth",
            "ten tenth",
        ),
        1,
    )
    for word in words.split()
}
_CARDINAL: Final = "|".join(word for word in _WORDS if not word.endswith(("th", "d")))
_ORDINAL: Final = "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth"
_KIND: Final = (
    r"number|no\.?|nr\.?|picture|image|version|variation|option|nummer|bild|variante|"
    r"numéro|número|imagen"
)
_KINDS: Final = (
    r"numbers|nos\.?|pictures|images|versions|variations|options|nummern|bilder|"
    r"varianten|variantes|numéros|números|imágenes"
)
_ONE: Final = r"one|of\s+them|picture|image|version|variation|option"
_DO: Final = (
    "make|change|turn|give|redraw|draw|put|show|combine|merge|mix|blend|join|unite"
)
_LEAD: Final = (
    rf"{_DO}|please|now|then|ok|okay|and|but|i|we|you|can|could|like|love|prefer|want|"
    r"take|use|choose|pick|keep|with|from|me|us|the"
)
_BEGIN: Final = rf"\W{{0,20}}(?P<lead>(?:(?:{_LEAD})\b[\s,]{{0,9}}){{0,20}}?)"
_NUMBER: Final = re.compile(
    rf"{_BEGIN}(?:(?:{_KIND})\s*\#?(?P<a>\d{{1,2}}|{_CARDINAL})\b(?!\.?\d)"
    rf"|\#(?P<b>\d{{1,2}})\b"
    rf"|(?P<c>{_ORDINAL})\s+(?:{_ONE})\b"
    r"|(?P<d>\d{1,2})(?=\s*(?:[,:;]|but\b|$)))",
    re.IGNORECASE,
)
_ITEM: Final = (
    rf"(?:the\s+)?(?:(?:(?:{_KINDS}|{_KIND})\s*)?\#?(?:\d{{1,2}}|{_CARDINAL})\b(?!\.?\d)"
    rf"|(?:{_ORDINAL})\b(?:\s+(?:{_ONE})s?\b)?)"
)
_AND: Final = r"\s*(?:,\s*(?:and|und)\b|,|&|\+|\b(?:and|und|et|y)\b)\s*"
_LIST: Final = re.compile(
    rf"{_BEGIN}(?P<list>{_ITEM}(?:{_AND}{_ITEM})+)", re.IGNORECASE
)
_MARK: Final = re.compile(rf"\b(?:{_KIND})\b|\#", re.IGNORECASE)
_MARKS: Final = re.compile(
    rf"\b(?:{_KINDS}|(?:{_ORDINAL})\s+(?:{_ONE})s?)\b", re.IGNORECASE
)
_SAID: Final = re.compile(
    rf"\d{{1,2}}|\b(?:{_ORDINAL})\b(?:\s+(?:{_ONE})s?\b)?|\b(?:{_CARDINAL})\b",
    re.IGNORECASE,
)
_AS_ONE: Final = re.compile(
    r"\s*(?:$|[,:;]|(?:but|together|side)\b|(?:in|into|as)\s+one\b)", re.IGNORECASE
)
_JOINS: Final = re.compile(r"\b(?:combine|merge|mix|blend|join|unite)\b", re.IGNORECASE)
_OTHER: Final = re.compile(
    r"\b(?:from|of|in|into|on|onto|to|like|under|behind|beside|von|vom|aus|auf|wie|de|du)"
    rf"\s+(?P<what>(?:the\s+)?(?:(?:{_KIND})\s*\#?(?P<a>\d{{1,2}}|{_CARDINAL})\b(?!\.?\d)"
    r"|\#(?P<b>\d{1,2})\b))",
    re.IGNORECASE,
)
_JOIN: Final = re.compile(
    r"^[\s,;:.–—-]*(?:(?:but|and|aber|und|mais|pero)\b[\s,]*)?", re.IGNORECASE
)
_DONE_TO_IT: Final = re.compile(rf"\b(?:{_DO})\b", re.IGNORECASE)
Named = tuple[tuple[int, ...], str]
"""The numbers, and the words without them."""


def named_numbers(words: str) -> Named | None:
    """The numbers that the words name, and the words for whoever sees no numbers.

    "number 3, but at night" is 3 and "at night"; "make the third one blue" is 3 and
    "make it blue"; "numbers 2 and 3 together" is 2 and 3 and "these pictures together".
    One that stands further on may be a part of what is to be drawn, unless the words
    tell where something comes from or goes: "put the fox from number 2 into number 3".
    """
    return _listed(words) or _in_their_places(words) or _first(words)


def _listed(words: str) -> Named | None:
    """Several at the beginning, all of them in one list."""
    found = _LIST.match(words)
    if found is None:
        return None
    numbers = _numbers(_SAID.findall(found["list"]))
    rest = words[found.end() :]
    if len(numbers) < 2 or not _means_pictures(found["lead"], found["list"], rest):
        return None
    if done := _DONE_TO_IT.findall(found["lead"]):
        return numbers, f"{done[-1]} them{rest}".strip()
    join = _JOIN.match(rest)
    if not rest or (join and join[0].strip()):
        return numbers, _JOIN.sub("", rest, count=1)
    return numbers, f"these pictures{rest}".strip()


def _means_pictures(lead: str, listed: str, rest: str) -> bool:
    """Whether a list names pictures: "2 and 3 boats" does not."""
    all_marked = len(_MARK.findall(listed)) >= len(_SAID.findall(listed))
    joined = _JOINS.search(lead) or _AS_ONE.match(rest)
    return bool(all_marked or joined or _MARKS.search(listed))


def _in_their_places(words: str) -> Named | None:
    """Several in different places, each of which becomes the picture in that order."""
    first = _NUMBER.match(words)
    spots: list[tuple[int, int, str]] = []
    if first and (said := first["a"] or first["b"]):
        spots.append((first.end("lead"), first.end(), said))
    others = _OTHER.finditer(words, first.end() if first else 0)
    spots += [(*each.span("what"), each["a"] or each["b"]) for each in others]
    numbers = _numbers([said for *_, said in spots])
    if len(numbers) < 2:
        return None
    for start, end, said in reversed(spots):
        place = 1 + numbers.index(_number(said))
        words = f"{words[:start]}picture {place}{words[end:]}"
    return numbers, words.strip()


def _first(words: str) -> Named | None:
    """One, with which the words begin."""
    found = _NUMBER.match(words)
    if found is None:
        return None
    number = _number(found["a"] or found["b"] or found["c"] or found["d"])
    rest = words[found.end() :]
    if done := _DONE_TO_IT.findall(found["lead"]):
        return (number,), f"{done[-1]} it{rest}".strip()
    return (number,), _JOIN.sub("", rest, count=1)


def _numbers(said: Sequence[str]) -> tuple[int, ...]:
    """Each of them once, in this order."""
    return tuple(dict.fromkeys(map(_number, said)))


def _number(said: str) -> int:
    return int(said) if said.isdecimal() else _WORDS[said.split(maxsplit=1)[0].lower()]
