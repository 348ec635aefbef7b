"""A Slack on a free port, and the bot's client of it."""

from collections.abc import AsyncIterator

import pytest
from aiohttp import ClientSession
from slack_sdk.web.async_client import AsyncWebClient

from playground.slack import SlackEmulator
from tests.adapters.slack_side import MANIFEST


@pytest.fixture
async def slack() -> AsyncIterator[SlackEmulator]:
    async with SlackEmulator(MANIFEST) as emulator:
        yield emulator


@pytest.fixture
async def http() -> AsyncIterator[ClientSession]:
    async with ClientSession() as session:
        yield session


@pytest.fixture
def client(slack: SlackEmulator, http: ClientSession) -> AsyncWebClient:
    """As the program makes it: no retries of its own."""
    return AsyncWebClient(
        slack.bot_token, base_url=slack.api_url, session=http, retry_handlers=[]
    )
