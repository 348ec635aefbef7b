"""The real bot between two emulators."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from bot.app import Darkroom, open_app
from bot.settings import Settings
from playground.openai import OpenAIEmulator
from playground.slack import SlackEmulator

MANIFEST = Path(__file__).parents[2] / "manifest.yml"
Start = Callable[..., Awaitable[Darkroom]]


@pytest.fixture
async def slack() -> AsyncIterator[SlackEmulator]:
    """A Slack of our own."""
    async with SlackEmulator(manifest=MANIFEST) as emulator:
        yield emulator


@pytest.fixture
async def model() -> AsyncIterator[OpenAIEmulator]:
    """An OpenAI of our own, that answers in milliseconds."""
    async with OpenAIEmulator(profile="instant") as emulator:
        yield emulator


def settings_for(
    slack: SlackEmulator, model: OpenAIEmulator, folder: Path, **given: str
) -> Settings:
    """What a person would write into `.env` to use these two."""
    base = {
        "slack_bot_token": slack.bot_token,
        "slack_app_token": slack.app_token,
        "slack_signing_secret": slack.signing_secret,
        "slack_api_url": slack.api_url,
        "openai_api_key": model.api_key,
        "openai_base_url": model.base_url,
        "database_url": f"sqlite:///{folder}/darkroom.db",
        "port": "0",
        "edit_seconds": "0",
        "settle_seconds": "0",
        "grace_seconds": "0.1",
    }
    return Settings.read({}, None, **(base | given))


@pytest.fixture
async def start(
    slack: SlackEmulator, model: OpenAIEmulator, tmp_path: Path
) -> AsyncIterator[Start]:
    """Starts the bot, with settings of one's own if wanted."""
    async with AsyncExitStack() as stack:

        async def run(**given: str) -> Darkroom:
            settings = settings_for(slack, model, tmp_path, **given)
            bot = await stack.enter_async_context(open_app(settings))
            if settings.transport == "http":
                slack.deliver_to(f"{bot.url}/slack/events")
            return bot

        yield run
