"""A Slack on a free port, and the bot's client of it."""

from collections.abc import AsyncIterator

import pytest
from aiohttp import ClientSession

from bot.adapters.slack_identity import InstalledClient
from playground.slack import SlackEmulator
from tests.adapters.slack_side import MANIFEST, client_of


@pytest.fixture
async def slack() -> AsyncIterator[SlackEmulator]:
    async with SlackEmulator(MANIFEST) as emulator:
        yield emulator


@pytest.fixture
async def http() -> AsyncIterator[ClientSession]:
    async with ClientSession() as session:
        yield session


@pytest.fixture
def client(slack: SlackEmulator, http: ClientSession) -> InstalledClient:
    return client_of(slack.api_url, slack.bot_token, http)
