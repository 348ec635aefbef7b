"""An installation whose Slack and OpenAI are emulators."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.doctor.manifest import manifest_file
from bot.settings import Settings
from playground.openai import OpenAIEmulator
from playground.slack import SlackEmulator


@pytest.fixture
async def slack() -> AsyncIterator[SlackEmulator]:
    async with SlackEmulator(manifest_file()) as slack:
        yield slack


@pytest.fixture
async def model() -> AsyncIterator[OpenAIEmulator]:
    async with OpenAIEmulator() as model:
        yield model


@pytest.fixture
def environ(
    slack: SlackEmulator, model: OpenAIEmulator, tmp_path: Path
) -> dict[str, str]:
    return {
        "SLACK_BOT_TOKEN": slack.bot_token,
        "SLACK_APP_TOKEN": slack.app_token,
        "SLACK_API_URL": slack.api_url,
        "OPENAI_API_KEY": model.api_key,
        "OPENAI_BASE_URL": model.base_url,
        "DATABASE_URL": f"sqlite:///{tmp_path}/darkroom.db",
        "PORT": "0",
    }


@pytest.fixture
def settings(environ: dict[str, str]) -> Settings:
    return Settings.read(environ, None)
