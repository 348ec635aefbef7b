"""Decides when a function is called: several pictures are a set, drawn side by side."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from playground.openai.asks import Ask
from playground.openai.fitting import fitted
from playground.openai.functions import (
    chosen_function,
    functions_of,
    may_call,
    parameters_of,
)
from playground.openai.numbered import without_number
from playground.openai.steps import Call
from playground.openai.tongues import tongue_of

SET = "draw_set"
Wish = dict[str, Any]

_COUNTS = {
    word: count
    for count, words in (
        (2, "2 two zwei deux dos"), (3, "3 three drei trois tres"),
        (4, "4 four vier quatre cuatro"), (5, "5 five fünf cinq cinco"),
        (6, "6 six sechs seis"), (7, "7 seven sieben sept siete"),
        (8, "8 eight acht huit ocho"), (9, "9 nine neun neuf nueve"),
        (10, "10 ten zehn dix diez"),
    )
    for word in words.split()
}  # fmt: skip
_COUNT = rf"({'|'.join(_COUNTS)})"
_KIND = (
    r"pictures|images|logos?|posters?|icons|stickers|versions?|variations?|options|"
    r"ideas|designs|sketches|drawings|illustrations|banners|covers|wallpapers|scenes|"
    r"panels|frames|takes|bilder|varianten|versionen|entwürfe|skizzen|plakate|"
    r"variantes|affiches|dessins|variaciones|versiones|imágenes|carteles|dibujos"
)
_ASKING = (
    r"please|can|could|you|i|i'd|we|want|need|like|would|draw|paint|make|create|show|"
    r"give|generate|design|sketch|me|us|zeichne|male|mach|zeig|mir|bitte|dessine|fais|"
    r"moi|dibuja|haz|hazme"
)
_FIRST = re.compile(
    rf"^\W*(?:(?:{_ASKING})\W+)*{_COUNT}\s+(?!more\b|weitere\b|new\b)", re.IGNORECASE
)
_PLURAL = re.compile(rf"\b{_COUNT}\s+(?:\w+\s+){{0,2}}?(?:{_KIND})\b", re.IGNORECASE)
_STYLES = re.compile(
    rf"\bin\s+{_COUNT}\s+(?:\w+\s+)?(?:styles|looks|stilen|stile|estilos)\b",
    re.IGNORECASE,
)
_STORY = re.compile(r"\b(?:a\s+|ein\s+|un\s+)?story\s?board\b(?:\s+(?:of|von|de))?",
                    re.IGNORECASE)  # fmt: skip
_SERIES = re.compile(
    r"\b(?:a\s+(?:series|set)\s+of|variations|varianten|variaciones)\b", re.IGNORECASE
)
_SAME = re.compile(
    r"\b(this|that|it|photo|same|varia\w+|variante\w*|dies\w*|foto|cette|esta)\b",
    re.IGNORECASE,
)
_LOOKS = (
    ("Watercolour", "as a watercolour"),
    ("Line drawing", "as a line drawing"),
    ("Neon", "in neon"),
    ("Pixel art", "as pixel art"),
    ("Sepia", "in sepia"),
    ("Blueprint", "as a blueprint"),
    ("Black and white", "in black and white"),
    ("At night", "at night"),
    ("At sunset", "at sunset"),
    ("In the fog", "in fog"),
)
_BEATS = ("it begins", "at dawn", "by day", "in the rain", "a storm", "at sunset",
          "at dusk", "at night", "in fog", "it ends")  # fmt: skip


def call_for(ask: Ask, request: Mapping[str, Any]) -> Call | None:
    """The function that is called for this ask, if one is."""
    chosen = chosen_function(request)
    if chosen and chosen != SET:
        return _fitting(chosen, None, request)
    if chosen is None and (ask.answers or not may_call(request, SET)):
        return None
    kind = _kind_of(ask)
    if kind is None and chosen is None:
        return None
    knows = "`character " in str(functions_of(request)[SET].get("description"))
    named = dict.fromkeys(f"{e.kind} {e.name}" for e in ask.meant if knows)
    pictures = _pictures(ask, kind or "plural", _count_in(ask.text), named)
    return _fitting(SET, {"pictures": pictures}, request)


def returned_words(ask: Ask) -> str:
    """The text about the pictures that a function has returned."""
    tongue = tongue_of(ask.text)
    if not ask.returned:
        return tongue.none_came
    named = "\n".join(f"{one.number}. {one.title}" for one in ask.returned)
    return f"{tongue.several}\n{named}"


def _fitting(name: str, wish: Wish | None, request: Mapping[str, Any]) -> Call:
    """The call for this wish, with arguments that fit the function's schema."""
    schema = parameters_of(functions_of(request)[name])
    return Call(name, fitted(schema, wish, schema))


def _kind_of(ask: Ask) -> str | None:
    """Whether several pictures are wanted, and of what kind they are."""
    text = without_number(ask.text) if ask.about else ask.text
    fresh = ask.canvas is None or bool(ask.attached)
    if _STORY.search(text):
        return "story"
    if _STYLES.search(text):
        return "styles"
    if _PLURAL.search(text) or _SERIES.search(text) or (fresh and _FIRST.search(text)):
        return "plural"
    return None


def _count_in(text: str) -> int:
    for pattern in (_STYLES, _PLURAL, _FIRST):
        if found := pattern.search(text):
            return _COUNTS[found[1].lower()]
    return 4


def _pictures(ask: Ask, kind: str, count: int, known: Iterable[str]) -> list[Wish]:
    """One wish a picture: its title, its words, what it starts from, and which
    characters and styles are on it."""
    words, uses = _matter(ask.text), _uses(ask, kind)
    match kind:
        case "story":
            beats = [_BEATS[i * (len(_BEATS) - 1) // (count - 1)] for i in range(count)]
            told = [(f"Scene {n}", f"{words}, {b}") for n, b in enumerate(beats, 1)]
        case "plural" if uses:
            named = [f"Variation {n}" for n in range(1, count + 1)]
            told = [(one, f"{words}: {one} of {count}") for one in named]
        case _:
            told = [(title, f"{words}, {look}") for title, look in _LOOKS[:count]]
    return [{"title": t, "prompt": p, "uses": [*uses, *known]} for t, p in told]


def _matter(text: str) -> str:
    """The subject of each picture: the words without their number."""
    words = without_number(text)
    for pattern in (_STYLES, _STORY):
        words = pattern.sub("", words)
    if found := _FIRST.search(words):
        return _single(words[found.end() :].strip())
    words = re.sub(rf"\b{_COUNT}\s+(?=(?:\w+\s+){{0,2}}?(?:{_KIND})\b)", "", words)
    return words.strip(" ,.!?:") or "a picture"


def _single(words: str) -> str:
    """ "logos for a bakery" is "logo for a bakery" on each of them."""
    first, space, rest = words.strip(" ,.!?:").partition(" ")
    plural = len(first) > 3 and first.endswith("s") and not first.endswith("ss")
    return f"{first[:-1] if plural else first}{space}{rest}"


def _uses(ask: Ask, kind: str) -> tuple[str, ...]:
    if ask.attached:
        return tuple(f"attached {n}" for n in range(1, len(ask.attached) + 1))
    if ask.about:
        return (f"picture {ask.about.number}",)
    again = kind == "styles" or _SAME.search(ask.text)
    return ("current",) if ask.canvas is not None and again else ()
