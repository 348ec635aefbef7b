"""What a deck says by itself, it says in its own language."""

import pytest

from bot.core.decks.sayings import from_right, region_of, sources_word


@pytest.mark.parametrize(
    ("language", "word"),
    [
        ("en", "Sources"),
        ("de-AT", "Quellen"),
        ("el", "Πηγές"),
        ("bn", "সূত্র"),
        ("zh", "来源"),
        ("zh-TW", "來源"),
        ("zh-Hant", "來源"),
        ("iw", "מקורות"),
        ("tlh", "Sources"),
    ],
)
def test_sources_are_named_in_the_language_of_the_deck(
    language: str, word: str
) -> None:
    assert sources_word(language, 2) == word


@pytest.mark.parametrize(
    ("language", "region"),
    [
        ("zh-Hant", "TW"),
        ("zh-hant-hk", "HK"),
        ("zh", ""),
        ("pt-BR", "BR"),
        ("sr-Latn", ""),
    ],
)
def test_a_region_is_known_where_letters_look_different(
    language: str, region: str
) -> None:
    assert region_of(language) == region


def test_languages_of_arabic_and_hebrew_letters_are_read_from_the_right() -> None:
    assert all(map(from_right, ("ar", "he", "iw", "fa-IR", "ur", "ps", "ckb")))
    assert not any(map(from_right, ("en", "az", "ja")))
