"""Texts and searches are taken apart alike, whatever the script."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.gallery.words import MOST_INDEXED, MOST_WANTED, indexed, wanted


def finds(search: str, text: str) -> bool:
    words = wanted(search)
    return bool(words) and words.found_in(indexed([text]))


@pytest.mark.parametrize(
    ("search", "text"),
    [
        ("FOX", "a red fox"),
        ("fox red", "A Red FOX"),
        ("lighth", "the lighthouse"),
        ("cafe", "Café"),
        ("CAFÉ", "cafe"),
        ("lodz", "Łódź"),
        ("strasse", "STRAẞE"),
        ("straße", "Strasse"),
        ("ελλαδα", "Ελλάδα"),
        ("ежик", "Ёжик в тумане"),
        ("ｆｏｘ", "fox"),
        ("file", "a ﬁle"),
        ("pixel", "Pixel's birthday"),
        ("pixel's", "Pixel’s birthday"),
        ("סלון", "סָלוֹן"),
        ("محمد", "مُحَمَّد"),
        ("हिन्दी", "हिन्दी में"),
        ("京都", "東京都の狐"),
        ("東京都", "東京都の狐"),
        ("狐", "東京都の狐"),
        ("狐 fox", "fox狐"),
        ("여우", "눈 속의 여우가"),
        ("キツネ", "赤いキツネ"),
        ("จิ้งจอก", "สุนัขจิ้งจอกแดง"),
        ("ຫມາ", "ຫມາຈອກ"),
        ("កញ្ជ្រោង", "រូបកញ្ជ្រោងក្រហម"),
        ("2026", "poster for 2026!"),
        ("fox-hare", "a fox, a hare"),
    ],
)
def test_a_word_is_found_however_it_is_written(search: str, text: str) -> None:
    assert finds(search, text)


@pytest.mark.parametrize(
    ("search", "text"),
    [
        ("ox", "a fox"),
        ("fox hare", "a fox"),
        ("light house", "the lighthouse"),
        ("京東", "東京"),
        ("犬", "東京都の狐"),
        ("が", "か"),
        ("हिन", "पहिन"),
    ],
)
def test_what_is_not_there_is_not_found(search: str, text: str) -> None:
    assert not finds(search, text)


@pytest.mark.parametrize("search", ["", " ", "🦊", "\0", "'\"*()", "^:", "…", "_"])
def test_a_search_without_any_word_wants_nothing(search: str) -> None:
    assert not wanted(search)


def test_long_texts_and_long_searches_have_an_end() -> None:
    text = " ".join(f"word{number}" for number in range(50_000))
    assert len(indexed([text, text])) <= MOST_INDEXED
    assert len(wanted(text).entries) == MOST_WANTED
    assert len(indexed(["狐" * 50_000, "x" * 50_000])) == 3
    assert finds("x" * 500, "x" * 600)


@given(st.text(max_size=60), st.text(max_size=60))
def test_every_text_is_found_by_itself_among_others(text: str, other: str) -> None:
    words = wanted(text)
    assert not words or words.found_in(indexed([other, text]))


@given(st.text(max_size=60))
def test_entries_have_letters_and_digits_alone(text: str) -> None:
    """Nothing is taken for an operator of a database, a quote or a mark."""
    found = "".join(indexed([text]))
    assert not set(found) & set("\0 \t\n'\"\\:*&|!()<>^-+%_")
    assert found.isascii() is False or found == found.lower()
