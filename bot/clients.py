"""Makes the clients of Slack, OpenAI and MCP servers, as the settings say."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import ClientSession
from openai import AsyncOpenAI
from slack_sdk.web.async_client import AsyncWebClient

from bot.adapters.mcp import HttpLister
from bot.adapters.proxies import proxy_to
from bot.adapters.slack_identity import InstalledClient
from bot.core.identity.installations import Installation, OneInstallation
from bot.core.servers.known_servers import KnownServers
from bot.core.servers.tools import AcceptedTools
from bot.settings import Settings


def slack_session(settings: Settings) -> ClientSession:
    """The connections to Slack, through a proxy if there is one."""
    return ClientSession(proxy=proxy_to(settings.slack_api_url))


def slack_client(
    settings: Settings, http: ClientSession | None = None, timeout: int = 30
) -> AsyncWebClient:
    """A client without a token that makes each call once."""
    return AsyncWebClient(
        base_url=settings.slack_api_url,
        session=http,
        timeout=timeout,
        retry_handlers=[],
    )


def untried(settings: Settings, team: str = "") -> OneInstallation:
    """The installation according to the settings, before Slack is asked."""
    return OneInstallation(Installation(team, settings.slack_bot_token))


def untried_client(
    settings: Settings, http: ClientSession | None = None, timeout: int = 30
) -> InstalledClient:
    """A client with the token of the settings, whether or not Slack accepts it."""
    return InstalledClient(slack_client(settings, http, timeout), untried(settings))


def openai_client(settings: Settings) -> AsyncOpenAI:
    """A client of OpenAI, or of a gateway to it."""
    return AsyncOpenAI(
        api_key=settings.openai_api_key.reveal(), base_url=settings.openai_base_url
    )


def known_servers(settings: Settings, accepted: AcceptedTools) -> KnownServers:
    """The servers of the settings, none of which has been asked yet."""
    lister = HttpLister(local=settings.mcp_local)
    return KnownServers(settings.mcp_config.servers, lister, accepted)


@asynccontextmanager
async def asking_servers(
    settings: Settings, accepted: AcceptedTools
) -> AsyncIterator[KnownServers]:
    """The same servers, asked again and again while the context lasts."""
    known = known_servers(settings, accepted)
    known.begin()
    try:
        yield known
    finally:
        await known.close()
