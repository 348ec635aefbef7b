"""Fonts and languages as PowerPoint knows them. No font goes along in the file: all are
named, and have to be on the machine that opens it."""

import re
from typing import Final

from bot.core.decks.sayings import base_of, is_traditional, region_of

_TAGS: Final = {
    "ar": "ar-SA", "bg": "bg-BG", "bn": "bn-IN", "cs": "cs-CZ", "da": "da-DK",
    "de": "de-DE", "el": "el-GR", "en": "en-US", "es": "es-ES", "et": "et-EE",
    "fa": "fa-IR", "fi": "fi-FI", "fr": "fr-FR", "he": "he-IL", "hi": "hi-IN",
    "hr": "hr-HR", "hu": "hu-HU", "id": "id-ID", "it": "it-IT", "ja": "ja-JP",
    "ko": "ko-KR", "lt": "lt-LT", "lv": "lv-LV", "mr": "mr-IN", "ms": "ms-MY",
    "nb": "nb-NO", "ne": "ne-NP", "nl": "nl-NL", "nn": "nn-NO", "no": "nb-NO",
    "pl": "pl-PL", "pt": "pt-BR", "ro": "ro-RO", "ru": "ru-RU", "sk": "sk-SK",
    "sl": "sl-SI", "sr": "sr-Latn-RS", "sv": "sv-SE", "sw": "sw-KE", "ta": "ta-IN",
    "te": "te-IN", "th": "th-TH", "tr": "tr-TR", "uk": "uk-UA", "ur": "ur-PK",
    "vi": "vi-VN", "zh": "zh-CN",
}  # fmt: skip
"""Where a language is written, if nothing else is known: spelling is checked by it."""
_EAST_ASIAN: Final = {"ja": "Yu Gothic", "ko": "Malgun Gothic"}
_COMPLEX: Final = {
    "hi": "Nirmala UI", "mr": "Nirmala UI", "ne": "Nirmala UI", "bn": "Nirmala UI",
    "ta": "Nirmala UI", "te": "Nirmala UI", "th": "Leelawadee UI",
}  # fmt: skip
SCRIPTS: Final = {
    "Jpan": "Yu Gothic",
    "Hang": "Malgun Gothic",
    "Hans": "Microsoft YaHei",
    "Hant": "Microsoft JhengHei",
    "Arab": "Arial",
    "Hebr": "Arial",
    "Thai": "Leelawadee UI",
    "Deva": "Nirmala UI",
    "Beng": "Nirmala UI",
    "Taml": "Nirmala UI",
}
"""The fonts that stand in where the theme's own lacks a script."""
SINGLE: Final = 1.2
"""How far lines of single spacing are apart, in sizes of their letters: so it is in
PowerPoint and in LibreOffice, whatever the font is."""
_PLAIN: Final = re.compile("[\u0000-\u052f\u1e00-\u218f\u2190-\u21ff\u2200-\u22ff]*")
"""Scripts that every one of these fonts has."""
_SCRIPT: Final = (
    ("ja", re.compile("[\u3040-\u30ff]")),
    ("ko", re.compile("[\u1100-\u11ff\uac00-\ud7af]")),
    ("ar", re.compile("[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc]")),
    ("he", re.compile("[\u0590-\u05ff]")),
    ("hi", re.compile("[\u0900-\u097f]")),
    ("bn", re.compile("[\u0980-\u09ff]")),
    ("ta", re.compile("[\u0b80-\u0bff]")),
    ("te", re.compile("[\u0c00-\u0c7f]")),
    ("th", re.compile("[\u0e00-\u0e7f]")),
    ("zh", re.compile("[\u3400-\u9fff]")),
    ("el", re.compile("[\u0370-\u03ff\u1f00-\u1fff]{3}")),
    ("ru", re.compile("[\u0400-\u04ff]{3}")),
)
_KIN: Final = {
    "zh": ("ja", "ko"),
    "ar": ("fa", "ur", "ps", "sd", "ug", "ckb"),
    "hi": ("mr", "ne", "sa"),
    "he": ("yi",),
    "bn": ("as",),
    "ru": ("uk", "bg", "sr", "mk", "be", "kk", "ky", "mn", "tg", "tt"),
}
"""Languages that are written with the letters of another one."""


def tag(language: str) -> str:
    """A language as PowerPoint names it, with a country where one is known."""
    base, region = base_of(language), region_of(language)
    return f"{base}-{region}" if region else _TAGS.get(base, base)


def tag_of(text: str, language: str) -> str:
    """The language of a text: the deck's, unless its letters belong to another one."""
    base = base_of(language)
    for each, letters in _SCRIPT:
        if letters.search(text):
            same = base == each or base in _KIN.get(each, ())
            return tag(language) if same else _TAGS[each]
    return tag(language)


def is_plain(text: str) -> bool:
    """Whether every font has these letters, so that none other stands in."""
    return _PLAIN.fullmatch(text) is not None


def east_asian(language: str) -> str:
    """The font for Chinese, Japanese and Korean letters."""
    plain = SCRIPTS["Hant" if is_traditional(language) else "Hans"]
    return _EAST_ASIAN.get(base_of(language), plain)


def complex_script(language: str) -> str:
    """The font for scripts such as Arabic, Hebrew, Devanagari or Thai."""
    return _COMPLEX.get(base_of(language), "Arial")
