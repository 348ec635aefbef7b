"""Makes the clients of Slack and OpenAI, as the settings say."""

from functools import cache
from ssl import SSLContext

from aiohttp import ClientSession
from httpx2 import create_ssl_context
from openai import AsyncOpenAI, DefaultAsyncHttpxClient
from slack_sdk.web.async_client import AsyncWebClient

from bot.adapters.proxies import proxy_to
from bot.adapters.slack_identity import InstalledClient
from bot.core.identity.installations import Installation, OneInstallation
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
        api_key=settings.openai_api_key.reveal(),
        base_url=settings.openai_base_url,
        http_client=DefaultAsyncHttpxClient(verify=_trusted()),
    )


@cache
def _trusted() -> SSLContext:
    """The authorities that the machine trusts. Reading their certificates takes longer
    than everything else that a client does before it is used."""
    return create_ssl_context()
