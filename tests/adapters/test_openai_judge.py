"""The small model that tells asks from talk, against the emulator."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from openai import AsyncOpenAI

from bot.adapters.openai_judge import OpenAIJudge
from bot.core.ports import Overheard
from playground.openai import OpenAIEmulator

REPLY = Overheard("no way, really", "a fox", "(a picture)", False, "0" * 64)


@pytest.fixture
async def api() -> AsyncIterator[OpenAIEmulator]:
    async with OpenAIEmulator() as emulator:
        yield emulator


@pytest.fixture
async def client(api: OpenAIEmulator) -> AsyncIterator[AsyncOpenAI]:
    async with AsyncOpenAI(api_key=api.api_key, base_url=api.base_url) as one:
        yield one


@pytest.mark.parametrize(
    ("likely", "meant"), [(0.05, False), (0.25, True), (0.9, True)]
)
async def test_only_a_clear_no_is_a_no(
    api: OpenAIEmulator, client: AsyncOpenAI, likely: float, meant: bool
) -> None:
    api.decide(likely)
    assert await OpenAIJudge(client, "gpt-6-luna").for_us(REPLY) is meant
    [request] = api.requests
    assert request.body["safety_identifier"] == "0" * 64


async def test_where_there_is_no_such_endpoint_it_is_asked_once(
    api: OpenAIEmulator, client: AsyncOpenAI, caplog: pytest.LogCaptureFixture
) -> None:
    """A gateway may not have it."""
    judge = OpenAIJudge(client.with_options(base_url=f"{api.url}/v0"), "gpt-6-luna")
    assert await judge.for_us(REPLY)
    assert await judge.for_us(REPLY)
    assert caplog.messages == ["no judgement of a reply: 404"]


async def test_a_model_that_is_not_taken_there_is_no_judge(
    api: OpenAIEmulator, client: AsyncOpenAI
) -> None:
    assert await OpenAIJudge(client, "gpt-6-astra").for_us(REPLY)
    assert api.requests[0].status == 400


async def test_a_judge_that_cannot_be_reached_has_no_say() -> None:
    async with AsyncOpenAI(api_key="sk-1", base_url="http://127.0.0.1:9/v1") as client:
        assert await OpenAIJudge(client, "gpt-6-luna").for_us(REPLY)


async def test_a_judge_that_takes_too_long_has_no_say(
    monkeypatch: pytest.MonkeyPatch, client: AsyncOpenAI
) -> None:
    monkeypatch.setattr("bot.adapters.openai_judge.IN_TIME", 0.01)
    judge = OpenAIJudge(client, "gpt-6-luna")
    judge._room = asyncio.Semaphore(0)  # nobody comes to speak
    assert await judge.for_us(REPLY)
