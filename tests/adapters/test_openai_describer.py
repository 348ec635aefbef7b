"""A sentence on a picture, as the model proposes it."""

import pytest

from bot.adapters.openai_describer import OpenAIDescriber, _said
from bot.core.turn.request import InputImage
from bot.core.turn.taught import NameKind
from playground.artist import imagine, paint
from tests.adapters.openai_side import side


def picture(words: str) -> InputImage:
    """A picture by the emulated artist."""
    data = paint(imagine(words, seed=1), (512, 512), "jpeg")
    return InputImage(data, "image/jpeg")


async def test_a_character_is_what_is_on_the_picture() -> None:
    async with side() as here:
        describer = OpenAIDescriber(here.client, "gpt-6.1-sol")
        fox = picture("a red fox in a forest")
        said = await describer.describe(fox, NameKind.CHARACTER, "ab12")
        assert said == "A red fox."
        [record] = here.there.responses.values()
        assert record.request["store"] is False
        assert record.request["safety_identifier"] == "ab12"
        assert not record.request.get("tools")


async def test_a_style_is_how_it_is_done() -> None:
    async with side() as here:
        describer = OpenAIDescriber(here.client, "gpt-6.1-sol")
        night = picture("a fox at night")
        said = await describer.describe(night, NameKind.STYLE, "ab12")
        assert "night" in said
        assert "fox" not in said


async def test_an_error_means_that_there_is_no_sentence() -> None:
    async with side() as here:
        describer = OpenAIDescriber(here.client, "no-such-model")
        assert not await describer.describe(picture("a fox"), NameKind.STYLE, "")


@pytest.mark.parametrize(
    "text", ["", "words", "[]", "null", '{"sentence": 7}', '{"said": "a"}', "[" * 9999]
)
def test_what_is_no_sentence_is_none(text: str) -> None:
    assert not _said(text, "sentence")


async def test_all_that_is_on_a_picture_is_told_with_what_it_cost() -> None:
    async with side() as here:
        describer = OpenAIDescriber(here.client, "gpt-6.1-sol")
        told = await describer.tell(picture("a red fox in a forest"), "ab12")
        assert "fox" in told.words
        assert told.model.startswith("gpt-6.1-sol")
        assert told.usage.input_tokens > 0
        [record] = here.there.responses.values()
        assert record.request["store"] is False
        assert not record.request.get("tools")
        broken = OpenAIDescriber(here.client, "no-such-model")
        assert not (await broken.tell(picture("a fox"), "")).words
