"""Where in a picture something is, as the model says it."""

import pytest

from bot.adapters.openai_finder import OpenAIFinder, _box
from bot.core.ports import Sought
from bot.core.turn.regions import grown
from bot.core.turn.request import InputImage
from playground.artist import imagine, paint
from tests.adapters.openai_side import side


def picture(words: str) -> InputImage:
    """A picture by the emulated artist."""
    data = paint(imagine(words, seed=1), (512, 512), "jpeg")
    return InputImage(data, "image/jpeg")


async def test_the_box_is_around_what_the_words_name() -> None:
    both = picture("a lighthouse and a boat")
    async with side() as here:
        finder = OpenAIFinder(here.client, "gpt-6.1-sol")
        found = await finder.find(Sought(both, "the boat", "ab12"))
        left, top, right, bottom = found
        assert 0 <= left < right <= 1
        assert 0 <= top < bottom <= 1
        [record] = here.there.responses.values()
        assert record.request["store"] is False


async def test_what_is_not_there_is_not_found() -> None:
    async with side() as here:
        finder = OpenAIFinder(here.client, "gpt-6.1-sol")
        assert await finder.find(Sought(picture("a lighthouse"), "the dog")) == ()


async def test_an_error_means_that_nothing_is_found() -> None:
    async with side() as here:
        finder = OpenAIFinder(here.client, "no-such-model")
        assert await finder.find(Sought(picture("a lighthouse"), "the dog")) == ()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "words",
        "[]",
        '{"found": true}',
        '{"found": "yes", "left": 1, "top": 1, "right": 500, "bottom": 500}',
        '{"found": true, "left": "a", "top": 1, "right": 500, "bottom": 500}',
        '{"found": true, "left": 500, "top": 1, "right": 500, "bottom": 500}',
        '{"found": true, "left": 900, "top": 1, "right": 100, "bottom": 500}',
        '{"found": true, "left": NaN, "top": NaN, "right": NaN, "bottom": NaN}',
    ],
)
def test_what_is_no_box_is_nothing_found(text: str) -> None:
    assert _box(text) == ()


def test_a_box_stays_within_the_picture() -> None:
    told = '{"found": true, "left": -5, "top": 0, "right": 5000, "bottom": 500}'
    assert _box(told) == (0.0, 0.0, 1.0, 0.5)
    assert grown((0.4, 0.4, 0.6, 0.6), 2) == pytest.approx((0.3, 0.3, 0.7, 0.7))
    assert grown((0.0, 0.0, 0.5, 1.0), 2) == pytest.approx((0.0, 0.0, 0.75, 1.0))
