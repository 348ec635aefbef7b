"""Runs all checks in order, even if one of them fails."""

import time
from collections.abc import AsyncIterator
from typing import Final

from openai import AsyncOpenAI

from bot.adapters.slack_identity import InstalledClient
from bot.clients import openai_client, slack_client, untried_client
from bot.doctor.finding import Finding
from bot.doctor.home_side import check_database, check_env_file, check_pictures
from bot.doctor.manifest import wanted_scopes
from bot.doctor.model_side import check_model_side
from bot.doctor.public_side import check_pages_url, check_public_url
from bot.doctor.server_side import check_servers
from bot.doctor.sign_ins import check_sign_ins
from bot.doctor.slack_side import check_bot, check_signing_secret
from bot.doctor.socket import check_socket
from bot.settings import Settings

PATIENCE: Final = 15
"""Seconds for each call."""


async def examine(settings: Settings) -> AsyncIterator[Finding]:
    """Yield what each check found, as soon as it is known."""
    slack = bot_client(settings)
    for finding in await check_bot(slack, wanted_scopes(), time.time()):
        yield finding
    nobody = slack_client(settings, timeout=PATIENCE)
    for finding in await check_socket(nobody, settings):
        yield finding
    yield check_signing_secret(settings)
    async with model_client(settings) as client:
        for finding in await check_model_side(client, settings):
            yield finding
    for finding in await check_servers(settings):
        yield finding
    yield check_env_file()
    yield check_database(settings)
    yield check_pictures(settings)
    yield await check_public_url(settings)
    for finding in await check_pages_url(settings):
        yield finding
    for finding in check_sign_ins(settings):
        yield finding


def bot_client(settings: Settings) -> InstalledClient:
    """A client that gives up soon, because a person is waiting."""
    return untried_client(settings, timeout=PATIENCE)


def model_client(settings: Settings) -> AsyncOpenAI:
    """A client that makes each call only once."""
    return openai_client(settings).with_options(max_retries=0, timeout=PATIENCE)
