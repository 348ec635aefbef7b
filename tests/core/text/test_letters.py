"""Invisible and invalid characters are neither shown nor stored."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.messages.text import clean, storable


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a fox", "a fox"),
        ("a\nfox\tand a hen", "a\nfox\tand a hen"),
        ("a\r\nfox\rhen", "a\nfox\nhen"),
        ("\ud83e\udd8a", "🦊"),
        ("a\ud83e fox \udd8a", "a\ufffd fox \ufffd"),
        ("evil\u202egpj.exe", "evilgpj.exe"),
        ("a\x00b\x1b[31mc\x7f\x9bd", "ab[31mcd"),
        ("\u2067שלום\u2069 \u061c\u200f", "שלום "),
        ("👩‍👩‍👧 नमस्ते é", "👩‍👩‍👧 नमस्ते é"),
    ],
)
def test_only_what_can_be_read_is_shown(text: str, shown: str) -> None:
    assert clean(text) == shown


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("a\x00b", "a\ufffdb"),
        ("\ud83e\udd8a and \udd8a", "🦊 and \ufffd"),
        ("left \u2067as\u2069 it\x1b is", "left \u2067as\u2069 it\x1b is"),
    ],
)
def test_what_is_kept_is_changed_where_no_database_would_take_it(
    text: str, kept: str
) -> None:
    assert storable(text) == kept


@given(st.text(st.characters(codec=None, exclude_categories=()), max_size=80))
def test_whatever_comes_is_text_afterwards(text: str) -> None:
    """It can be encoded, and doing it twice is doing it once."""
    for made in (clean(text), storable(text)):
        assert made.encode().decode() == made
        assert "\x00" not in made
    assert clean(clean(text)) == clean(text)
    assert storable(storable(text)) == storable(text)
