"""Answers that end badly, over HTTP: which of our errors they are, and what remains."""

from typing import Any

import pytest
from openai import AsyncOpenAI

from bot.adapters.openai_model import OpenAIModel
from bot.core.calls.retrying import RetryingModel
from bot.core.errors import (
    ModelBusy,
    ModelCut,
    ModelError,
    ModelQuota,
    ModelRefused,
    ModelSetup,
    ModelSlow,
    ModelUnverified,
    ParentGone,
)
from bot.core.turn.request import Request
from playground.openai import OpenAIEmulator
from tests.adapters.openai_side import ASK, TERMS, asking, listen, side


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("nested_error", ModelBusy),
        ("flat_error", ModelBusy),
        ("failed", ModelBusy),
        ("error_without_end", ModelBusy),
        ("no_terminal_event", ModelCut),
        ("cut_before_picture", ModelCut),
        ("reset", ModelCut),
        ("silence", ModelSlow),
        ("silence_at_once", ModelSlow),
        ("html_instead_of_stream", ModelCut),
        ("json_instead_of_stream", ModelCut),
        ("slow_down", ModelBusy),
        ("quota", ModelQuota),
        ("quota_in_stream", ModelQuota),
        ("moderation_before_stream", ModelRefused),
        ("moderation_in_stream", ModelRefused),
    ],
)
async def test_each_bad_end_is_one_of_our_errors(
    script: str, expected: type[ModelError]
) -> None:
    async with side() as here:
        patience = 0.5 if script.startswith("silence") else 30.0
        heard = await here.play(script, silence_seconds=patience)
    assert isinstance(heard.error, expected)
    assert len(here.there.requests) == 1


async def test_what_came_before_the_end_stays() -> None:
    async with side() as here:
        heard = await here.play("no_terminal_event")
    assert len(heard.progress.pictures) == 1
    assert heard.text == "Here is half of"
    assert not heard.progress.finished


async def test_moderation_before_the_stream_says_its_stage_and_category() -> None:
    async with side() as here:
        heard = await here.play("moderation_before_stream")
    assert heard.error is not None
    assert "declined this request" in heard.error.told
    assert "(violence)" in heard.error.told


async def test_a_rate_limit_says_how_long_to_wait() -> None:
    async with side() as here:
        heard = await here.play("slow_down")
    assert isinstance(heard.error, ModelBusy)
    assert heard.error.retry_after == 600


@pytest.mark.parametrize(
    ("script", "requests"),
    [("busy_then_fine", 2), ("overloaded_then_fine", 3)],
)
async def test_a_busy_model_is_asked_again(script: str, requests: int) -> None:
    async def at_once(seconds: float) -> None: ...

    async with side() as here:
        here.there.play(script)
        model = RetryingModel(here.model(), sleep=at_once)
        heard = await listen(model, ASK)
    assert heard.error is None
    assert len(here.there.requests) == requests


async def test_an_expired_parent_is_gone_and_a_rebuilt_ask_is_not() -> None:
    async with side() as here:
        first = await listen(here.model(), ASK)
        here.there.expire(first.progress.response)
        follows = first.progress.response
        heard = await listen(here.model(), Request("blue", TERMS, follows=follows))
    assert isinstance(heard.error, ParentGone)


@pytest.mark.parametrize(
    "terms",
    [
        {"model": "gpt-4o"},
        {"model": "gpt-unheard-of"},
        {"image_model": "dall-e-9"},
        {"size": "1000x1000"},
        {"quality": "perfect"},
        {"format": "bmp"},
        {"previews": 9},
    ],
)
async def test_settings_that_openai_refuses_are_the_owners(
    terms: dict[str, Any],
) -> None:
    async with side() as here:
        heard = await listen(here.model(), asking(**terms))
    assert isinstance(heard.error, ModelSetup)


async def test_an_unverified_organization_is_told_apart() -> None:
    async with side() as here:
        here.there.organization_verified = False
        heard = await listen(here.model(), ASK)
    assert isinstance(heard.error, ModelUnverified)


async def test_a_wrong_key_is_the_owners_and_stays_out_of_the_error() -> None:
    async with side() as here:
        wrong = here.client.with_options(api_key="sk-wrong-and-secret")
        heard = await listen(OpenAIModel(wrong), ASK)
    assert isinstance(heard.error, ModelSetup)
    assert "secret" not in str(heard.error)


async def test_nobody_there_is_worth_another_try() -> None:
    async with OpenAIEmulator() as gone:
        url = gone.base_url
    async with AsyncOpenAI(api_key="sk-x", base_url=url) as client:
        heard = await listen(OpenAIModel(client), ASK)
    assert isinstance(heard.error, ModelBusy)


async def test_the_whole_answer_has_its_time_even_if_bytes_keep_coming() -> None:
    async with side() as here:
        here.there.hold(before="response.image_generation_call.partial_image")
        heard = await listen(here.model(), asking(answer_seconds=1.5))
        [response] = here.there.responses.values()
        await here.there.until(lambda: response.closed_early)
    assert isinstance(heard.error, ModelSlow)
    assert heard.progress.response == response.id
