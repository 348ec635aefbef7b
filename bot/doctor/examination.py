"""All checks, in order. One that fails does not keep the next ones from running."""

import time
from collections.abc import AsyncIterator

from openai import AsyncOpenAI
from slack_sdk.web.async_client import AsyncWebClient

from bot.doctor.finding import Finding
from bot.doctor.home_side import check_database, check_pictures
from bot.doctor.manifest import wanted_scopes
from bot.doctor.model_side import check_model_side
from bot.doctor.public_side import check_public_url
from bot.doctor.slack_side import check_bot, check_signing_secret
from bot.doctor.socket import check_socket
from bot.settings import Settings


async def examine(settings: Settings) -> AsyncIterator[Finding]:
    """Yield what each check found, as soon as it is known."""
    slack = slack_client(settings)
    for finding in await check_bot(slack, wanted_scopes(), time.time()):
        yield finding
    for finding in await check_socket(slack, settings):
        yield finding
    yield check_signing_secret(settings)
    async with model_client(settings) as client:
        for finding in await check_model_side(client, settings):
            yield finding
    yield check_database(settings)
    yield check_pictures(settings)
    yield await check_public_url(settings)


def slack_client(settings: Settings) -> AsyncWebClient:
    """A client that gives up soon: a person waits for it."""
    token = settings.slack_bot_token.reveal()
    return AsyncWebClient(token, base_url=settings.slack_api_url, timeout=15)


def model_client(settings: Settings) -> AsyncOpenAI:
    """A client that tries once."""
    key = settings.openai_api_key.reveal()
    base_url = settings.openai_base_url
    return AsyncOpenAI(api_key=key, base_url=base_url, max_retries=0, timeout=15)
