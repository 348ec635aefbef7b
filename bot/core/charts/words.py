"""The few words of ours on a chart, in its language; and words of others made fit to
stand there."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

_JOINERS: Final = "\u200c\u200d"
"""Invisible, but some scripts are misspelled without them."""
_FORMATS: Final = "Cf"
"""The other invisible ones: direction marks, soft hyphens and the like. They stand
within words, so no space takes their place."""


@dataclass(frozen=True, slots=True)
class Words:
    """How the small print begins: the source, and what was found in none."""

    source: str
    unfound: str
    and_more: str


_ENGLISH: Final = Words("Source", "Not found in a source", "and {} more")
_IN: Final[Mapping[str, Words]] = {
    "en": _ENGLISH,
    "de": Words("Quelle", "In keiner Quelle gefunden", "und {} weitere"),
    "fr": Words("Source", "Introuvable dans une source", "et {} de plus"),
    "es": Words("Fuente", "No está en ninguna fuente", "y {} más"),
    "it": Words("Fonte", "Non trovato in alcuna fonte", "e altri {}"),
    "pt": Words("Fonte", "Não encontrado em nenhuma fonte", "e mais {}"),
    "nl": Words("Bron", "In geen bron gevonden", "en nog {}"),
    "ja": Words("出典", "出典に見当たらない値", "ほか{}件"),
}


def words_in(language: str) -> Words:
    """The words in this language, or in English."""
    return _IN.get(language.lower().partition("-")[0], _ENGLISH)


def fitting(text: str, most: int) -> str:
    """The text in one line, without what cannot be seen, and cut to so many letters."""
    seen = "".join(map(_seen, text))
    line = " ".join(seen.split())
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"


def _seen(char: str) -> str:
    if char.isprintable() or char in _JOINERS:
        return char
    return "" if unicodedata.category(char) == _FORMATS else " "


def unfound_line(unfound: tuple[str, ...], language: str, most: int = 8) -> str:
    """What the small print says of numbers that were in no source; empty if there are
    none."""
    if not unfound:
        return ""
    words = words_in(language)
    named = "; ".join(unfound[:most])
    more = len(unfound) - most
    rest = f" {words.and_more.format(more)}" if more > 0 else ""
    return f"{words.unfound}: {named}{rest}"


def date_in(day: date, language: str) -> str:
    """The date as the language writes it; as in ISO 8601 if we do not know how."""
    match language.lower().partition("-")[0]:
        case "en":
            return f"{day.day} {day:%b %Y}"
        case "de" | "pl" | "ru" | "cs" | "fi" | "nb" | "da" | "tr":
            return f"{day.day}.{day.month}.{day.year}"
        case "fr" | "es" | "it" | "pt":
            return f"{day:%d/%m/%Y}"
        case "ja" | "zh":
            return f"{day.year}年{day.month}月{day.day}日"
    return day.isoformat()
