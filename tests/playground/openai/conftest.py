"""An emulator and the official client, for every test here."""

from collections.abc import AsyncIterator

import pytest
from openai import AsyncOpenAI

from playground.openai import OpenAIEmulator
from tests.mcp_servers import TOKEN, Shop, shop
from tests.playground.openai.asking import Asking


@pytest.fixture
async def model() -> AsyncIterator[OpenAIEmulator]:
    async with OpenAIEmulator() as emulator:
        yield emulator


@pytest.fixture
async def client(model: OpenAIEmulator) -> AsyncIterator[AsyncOpenAI]:
    async with AsyncOpenAI(
        api_key=model.api_key, base_url=model.base_url, max_retries=0, timeout=20
    ) as client:
        yield client


@pytest.fixture
async def there() -> AsyncIterator[Shop]:
    """A server with tools, which wants its token."""
    async with shop(token=TOKEN) as found:
        yield found


@pytest.fixture
def ann(client: AsyncOpenAI, there: Shop) -> Asking:
    return Asking(client, there)
