"""The few words that the bot itself puts on slides, in the deck's language."""

from collections.abc import Mapping
from typing import Final

_SOURCES: Final[Mapping[str, tuple[str, str]]] = {
    "en": ("Source", "Sources"),
    "de": ("Quelle", "Quellen"),
    "fr": ("Source", "Sources"),
    "es": ("Fuente", "Fuentes"),
    "it": ("Fonte", "Fonti"),
    "pt": ("Fonte", "Fontes"),
    "nl": ("Bron", "Bronnen"),
    "sv": ("Källa", "Källor"),
    "da": ("Kilde", "Kilder"),
    "nb": ("Kilde", "Kilder"),
    "pl": ("Źródło", "Źródła"),
    "ru": ("Источник", "Источники"),
    "uk": ("Джерело", "Джерела"),
    "tr": ("Kaynak", "Kaynaklar"),
    "ja": ("出典", "出典"),
    "zh": ("来源", "来源"),
    "ko": ("출처", "출처"),
    "ar": ("المصدر", "المصادر"),
    "he": ("מקור", "מקורות"),
    "hi": ("स्रोत", "स्रोत"),
    "th": ("แหล่งที่มา", "แหล่งที่มา"),
}
_RIGHT_TO_LEFT: Final = frozenset(
    ("ar", "he", "iw", "fa", "ur", "ps", "yi", "sd", "ug")
)


def sources_word(language: str, count: int) -> str:
    """What stands before the names of so many sources."""
    one, several = _SOURCES.get(_code(language), _SOURCES["en"])
    return one if count == 1 else several


def from_right(language: str) -> bool:
    """Whether the language is read from right to left."""
    return _code(language) in _RIGHT_TO_LEFT


def _code(language: str) -> str:
    return language.lower().partition("-")[0]
