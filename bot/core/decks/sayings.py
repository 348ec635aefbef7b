"""The few words that the bot itself puts on slides, in the deck's language."""

from collections.abc import Mapping
from typing import Final

_SOURCES: Final[Mapping[str, tuple[str, str]]] = {
    "en": ("Source", "Sources"),
    "ar": ("المصدر", "المصادر"),
    "bg": ("Източник", "Източници"),
    "bn": ("সূত্র", "সূত্র"),
    "cs": ("Zdroj", "Zdroje"),
    "da": ("Kilde", "Kilder"),
    "de": ("Quelle", "Quellen"),
    "el": ("Πηγή", "Πηγές"),
    "es": ("Fuente", "Fuentes"),
    "et": ("Allikas", "Allikad"),
    "fa": ("منبع", "منابع"),
    "fi": ("Lähde", "Lähteet"),
    "fr": ("Source", "Sources"),
    "he": ("מקור", "מקורות"),
    "hi": ("स्रोत", "स्रोत"),
    "hr": ("Izvor", "Izvori"),
    "hu": ("Forrás", "Források"),
    "id": ("Sumber", "Sumber"),
    "it": ("Fonte", "Fonti"),
    "ja": ("出典", "出典"),
    "ko": ("출처", "출처"),
    "lt": ("Šaltinis", "Šaltiniai"),
    "lv": ("Avots", "Avoti"),
    "mr": ("स्रोत", "स्रोत"),
    "ms": ("Sumber", "Sumber"),
    "nb": ("Kilde", "Kilder"),
    "ne": ("स्रोत", "स्रोत"),
    "nl": ("Bron", "Bronnen"),
    "nn": ("Kjelde", "Kjelder"),
    "no": ("Kilde", "Kilder"),
    "pl": ("Źródło", "Źródła"),
    "pt": ("Fonte", "Fontes"),
    "ro": ("Sursă", "Surse"),
    "ru": ("Источник", "Источники"),
    "sk": ("Zdroj", "Zdroje"),
    "sl": ("Vir", "Viri"),
    "sv": ("Källa", "Källor"),
    "ta": ("ஆதாரம்", "ஆதாரங்கள்"),
    "th": ("แหล่งที่มา", "แหล่งที่มา"),
    "tr": ("Kaynak", "Kaynaklar"),
    "uk": ("Джерело", "Джерела"),
    "ur": ("ماخذ", "ماخذ"),
    "vi": ("Nguồn", "Nguồn"),
    "zh": ("来源", "来源"),
    "zh-hant": ("來源", "來源"),
}
_OTHER_NAMES: Final = {"in": "id", "iw": "he", "ji": "yi"}
"""Languages by codes that they had earlier."""
_RIGHT_TO_LEFT: Final = frozenset(
    ("ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi")
)
_TRADITIONAL: Final = frozenset(("hant", "tw", "hk", "mo"))


def sources_word(language: str, count: int) -> str:
    """What stands before the names of so many sources."""
    base = base_of(language)
    named = "zh-hant" if base == "zh" and is_traditional(language) else base
    one, several = _SOURCES.get(named, _SOURCES["en"])
    return one if count == 1 else several


def from_right(language: str) -> bool:
    """Whether the language is read from right to left."""
    return base_of(language) in _RIGHT_TO_LEFT


def base_of(language: str) -> str:
    """The language itself, without where or how it is written."""
    base = language.lower().partition("-")[0]
    return _OTHER_NAMES.get(base, base)


def region_of(language: str) -> str:
    """Where the language is written, if its code says it: the same
    characters look different in Taipei and in Beijing."""
    parts = language.split("-")[1:]
    named = (each.upper() for each in parts if len(each) == 2 and each.isalpha())
    implied = "TW" if base_of(language) == "zh" and is_traditional(language) else ""
    return next(named, implied)


def is_traditional(language: str) -> bool:
    """Whether Chinese is written in traditional characters."""
    return not _TRADITIONAL.isdisjoint(language.lower().split("-")[1:])
