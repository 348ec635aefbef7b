"""Fonts and languages as PowerPoint knows them. No font goes along in the file: all are
named, and have to be on the machine that opens it."""

import re
from typing import Final

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
_EAST_ASIAN: Final = {"ja": "Yu Gothic", "ko": "Malgun Gothic", "zh": "Microsoft YaHei"}
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
    ("th", re.compile("[\u0e00-\u0e7f]")),
    ("zh", re.compile("[\u3400-\u9fff]")),
)
_KIN: Final = {
    "zh": ("ja", "ko"),
    "ar": ("fa", "ur"),
    "hi": ("mr", "ne"),
    "he": ("yi",),
}
"""Languages that are written with the letters of another one."""


def tag(language: str) -> str:
    """A language as PowerPoint names it, with a country."""
    base, _, rest = language.partition("-")
    known = _TAGS.get(base.lower(), _TAGS["en"])
    fits = rest.isascii() and rest.isalpha() and len(rest) == 2
    return f"{base.lower()}-{rest.upper()}" if fits and base.lower() in _TAGS else known


def tag_of(text: str, language: str) -> str:
    """The language of a text: the deck's, unless its letters belong to another one."""
    base = language.partition("-")[0].lower()
    for each, letters in _SCRIPT:
        if letters.search(text):
            same = base == each or base in _KIN.get(each, ())
            return tag(language) if same else _TAGS[each]
    return tag(language)


def is_mirrored(language: str) -> bool:
    """Whether it is read from right to left."""
    return language.partition("-")[0].lower() in ("ar", "fa", "he", "ur", "yi")


def is_plain(text: str) -> bool:
    """Whether every font has these letters, so that none other stands in."""
    return _PLAIN.fullmatch(text) is not None


def east_asian(language: str) -> str:
    """The font for Chinese, Japanese and Korean letters."""
    return _EAST_ASIAN.get(language.partition("-")[0].lower(), "Microsoft YaHei")


def complex_script(language: str) -> str:
    """The font for scripts such as Arabic, Hebrew, Devanagari or Thai."""
    return _COMPLEX.get(language.partition("-")[0].lower(), "Arial")
