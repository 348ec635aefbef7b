"""Estimates of what a turn costs, which are rough but never wrong."""

import pytest

from bot.core.messages.prices import IMAGE, TEXT, estimate
from bot.core.turn.events import Usage

DREW = Usage(
    input_tokens=1_000_000,
    output_tokens=100_000,
    image_text_tokens=1_000_000,
    image_input_tokens=1_000_000,
    image_output_tokens=1_000_000,
    searches=3,
)


def test_every_kind_of_token_has_its_price() -> None:
    """2 + 1 of words, 5 + 8 + 30 of pictures, three searches."""
    assert estimate("gpt-6.1-sol", "gpt-image-2.6", DREW) == pytest.approx(46.03)


def test_words_alone_need_no_image_model() -> None:
    usage = Usage(input_tokens=1_000_000, output_tokens=1_000_000)
    assert estimate("gpt-6.1-sol", "", usage) == pytest.approx(12)
    assert estimate("gpt-6.1-sol", "who-knows", usage) == pytest.approx(12)


@pytest.mark.parametrize(
    ("model", "known"),
    [
        ("gpt-6-sol", "gpt-6-sol"),
        ("gpt-6-sol-2026-10-01", "gpt-6-sol"),
        ("gpt-5.6-luna-fast", "gpt-5.6-luna"),
    ],
)
def test_a_dated_model_costs_what_its_name_says(model: str, known: str) -> None:
    usage = Usage(input_tokens=1000, output_tokens=1000)
    assert estimate(model, "", usage) == estimate(known, "", usage) is not None


@pytest.mark.parametrize("model", ["", "gpt-6", "gpt-6-solo", "gpt-9", "my-gateway/x"])
def test_a_model_that_is_not_known_has_no_price(model: str) -> None:
    assert estimate(model, "gpt-image-2.6", DREW) is None


def test_a_picture_of_a_model_that_is_not_known_has_no_price() -> None:
    assert estimate("gpt-6.1-sol", "gpt-image-9", DREW) is None


def test_the_models_that_are_set_by_default_have_a_price() -> None:
    assert estimate("gpt-6.1-sol", "gpt-image-2.6-sunburst", DREW)
    assert min(each.input for each in TEXT.values()) > 0
    assert min(each.image_output for each in IMAGE.values()) > 0
