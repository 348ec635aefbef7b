"""Checks Socket Mode: the app-level token, and a connection up to Slack's hello."""

import asyncio
from typing import Any, Final

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from bot.doctor.finding import Finding, bad, good, unsure
from bot.doctor.slack_side import CONNECTION_ERRORS, told, unreachable
from bot.settings import Settings

APP: Final = "app token"
SOCKET: Final = "Socket Mode"
_PAGE: Final = "api.slack.com/apps → your app → "
_REASONS: Final = {
    "invalid_auth": f"Slack does not know it: see {_PAGE}Basic Information",
    "missing_scope": f"give it connections:write under {_PAGE}Basic Information",
    "not_allowed_token_type": "Slack wants an app-level token here, xapp-…",
}


async def check_socket(
    slack: AsyncWebClient, settings: Settings, wait: float = 10.0
) -> list[Finding]:
    """Connect like the bot. Slack will send again whatever arrives here in the
    meantime."""
    token = settings.slack_app_token.reveal()
    if not token:
        return [good(SOCKET, "not set up, and not needed over HTTP")]
    try:
        opened = await slack.apps_connections_open(app_token=token)
    except SlackApiError as error:
        code = str(error.response.get("error"))
        return [bad(APP, _REASONS.get(code) or told(error))]
    except (*CONNECTION_ERRORS, SlackClientError) as error:
        return [bad(APP, unreachable("Slack", error))]
    return [good(APP, "Slack accepts it"), await _connect(str(opened["url"]), wait)]


async def _connect(url: str, wait: float) -> Finding:
    try:
        async with asyncio.timeout(wait):
            hello = await _hello(url)
    except TimeoutError:
        return bad(SOCKET, f"connected, but Slack did not say hello within {wait:g} s")
    except (*CONNECTION_ERRORS, TypeError, ValueError) as error:
        where = "Slack's WebSocket server"
        return bad(SOCKET, unreachable(where, error))
    return _judge(hello)


async def _hello(url: str) -> dict[str, Any]:
    async with (
        aiohttp.ClientSession(trust_env=True) as session,
        session.ws_connect(url) as socket,
    ):
        hello: dict[str, Any] = await socket.receive_json()
        return hello


def _judge(hello: dict[str, Any]) -> Finding:
    if hello.get("type") != "hello":
        reason = hello.get("reason", hello.get("type"))
        return bad(
            SOCKET,
            f"Slack closes the connection ({reason}): is Socket Mode on under "
            f"{_PAGE}Socket Mode?",
        )
    others = int(hello.get("num_connections") or 1) - 1
    if others:
        return unsure(
            SOCKET,
            f"works, and {others} more connected with this app token: that is "
            "fine if the bot is already running, but another "
            "installation would take half of the events",
        )
    return good(SOCKET, "connected, and Slack said hello")
