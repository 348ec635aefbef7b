"""A Slack on a free port and a small bot of the official clients alone."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiohttp import web
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.app.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from playground.slack import SlackEmulator

MANIFEST = Path(__file__).with_name("manifest.yml")


@pytest.fixture
async def slack() -> AsyncIterator[SlackEmulator]:
    async with SlackEmulator(MANIFEST) as slack:
        yield slack


@pytest.fixture
def client(slack: SlackEmulator) -> AsyncWebClient:
    return AsyncWebClient(slack.bot_token, base_url=slack.api_url)


@pytest.fixture
async def bolt(slack: SlackEmulator, client: AsyncWebClient) -> AsyncIterator[AsyncApp]:
    """A Bolt app that is connected by Socket Mode; tests add their listeners."""
    app = AsyncApp(client=client)
    handler = AsyncSocketModeHandler(app, slack.app_token)
    handler.client.ping_interval = 0.1
    await handler.client.connect()  # type: ignore[no-untyped-call] # slack_sdk's
    await slack.until(lambda: slack.sockets)
    yield app
    await handler.client.close()  # type: ignore[no-untyped-call] # slack_sdk's


@pytest.fixture(params=["socket", "http"])
async def bot(
    request: pytest.FixtureRequest, slack: SlackEmulator, client: AsyncWebClient
) -> AsyncIterator[AsyncApp]:
    """The same bot, connected by a socket or reached by requests."""
    app = AsyncApp(client=client, signing_secret=slack.signing_secret)
    if request.param == "http":
        runner = web.AppRunner(app.server(port=0).web_app, shutdown_timeout=0.1)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        slack.deliver_to(f"http://127.0.0.1:{runner.addresses[0][1]}/slack/events")
        yield app
        await runner.cleanup()
        return
    socket = AsyncSocketModeHandler(app, slack.app_token).client
    await socket.connect()  # type: ignore[no-untyped-call] # slack_sdk's
    await slack.until(lambda: slack.sockets)
    yield app
    await socket.close()  # type: ignore[no-untyped-call] # slack_sdk's
