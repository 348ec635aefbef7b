"""Which picture of a set somebody means: "number 3, but at night". Pure.

The model that reads needs no help with this. The one that only draws has no idea of
numbers, so they are taken out of its words.
"""

import re
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
_DO: Final = "make|change|turn|give|redraw|draw|put|show"
_LEAD: Final = (
    rf"{_DO}|please|now|then|ok|okay|and|but|i|we|you|can|could|like|love|prefer|want|"
    r"take|use|choose|pick|keep|with|from|me|us|the"
)
_NUMBER: Final = re.compile(
    rf"\W*(?P<lead>(?:(?:{_LEAD})\b[\s,]*)*?)"
    rf"(?:(?:{_KIND})\s*\#?(?P<a>\d{{1,2}}|{_CARDINAL})\b(?!\.?\d)"
    rf"|\#(?P<b>\d{{1,2}})\b"
    rf"|(?P<c>{_ORDINAL})\s+(?:one|of\s+them|picture|image|version|variation|option)\b"
    r"|(?P<d>\d{1,2})(?=\s*(?:[,:;]|but\b|$)))",
    re.IGNORECASE,
)
_JOIN: Final = re.compile(
    r"^[\s,;:.–—-]*(?:(?:but|and|aber|und|mais|pero)\b[\s,]*)?", re.IGNORECASE
)
_DONE_TO_IT: Final = re.compile(rf"\b(?:{_DO})\b", re.IGNORECASE)


def named_number(words: str) -> tuple[int, str] | None:
    """The number with which the words begin, and the words without it.

    "number 3, but at night" is 3 and "at night"; "make the third one blue" is 3 and
    "make it blue". A number further on may be a part of what is to be drawn.
    """
    found = _NUMBER.match(words)
    if found is None:
        return None
    said = found["a"] or found["b"] or found["c"] or found["d"]
    number = int(said) if said.isdecimal() else _WORDS[said.lower()]
    rest = words[found.end() :]
    if done := _DONE_TO_IT.findall(found["lead"]):
        return number, f"{done[-1]} it{rest}".strip()
    return number, _JOIN.sub("", rest, count=1)
