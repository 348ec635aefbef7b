"""A real Bolt app whose desk stands on fakes, and a Slack that notes what it hears."""

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from aiohttp import web
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient

from bot.adapters.slack_views import SlackViews
from handlers import Desk, register_all
from tests.studio import Studio, studio

BOT = "UBOT00001"


@dataclass
class Noted:
    """What Slack was told, by method or path."""

    url: str = ""
    status: int = 200
    silent: bool = False
    calls: list[tuple[str, dict[str, Any]]] = field(default_factory=list)

    async def take(self, request: web.Request) -> web.Response:
        body = await request.text()
        told = json.loads(body) if body.startswith("{") else dict(await request.post())
        self.calls.append((request.path.rpartition("/")[2], told))
        if self.silent:
            await asyncio.sleep(30)
        return web.json_response({"ok": self.status == 200}, status=self.status)


@pytest.fixture
async def noted() -> AsyncIterator[Noted]:
    one = Noted()
    app = web.Application()
    app.router.add_post("/{path:.*}", one.take)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    one.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    yield one
    await runner.cleanup()


@dataclass
class Front:
    """Hands payloads to Bolt as Slack would, and shows what the core made of them."""

    app: AsyncApp
    studio: Studio

    async def send(self, payload: dict[str, Any]) -> BoltResponse:
        request = AsyncBoltRequest(mode="socket_mode", body=payload)
        return await self.app.async_dispatch(request)

    async def event(self, event: dict[str, Any]) -> int:
        """Deliver one event; return the status that Slack reads."""
        body = {
            "type": "event_callback",
            "team_id": "T1",
            "api_app_id": "A1",
            "event_id": f"Ev{len(self.asked)}",
            "event": event,
        }
        return (await self.send(body)).status

    @property
    def asked(self) -> list[str]:
        """The words of every turn, in the order of asking."""
        turns = self.studio.turns._turns  # type: ignore[attr-defined] # the fake's own
        return [turn.ask.words for turn in turns.values()]


@pytest.fixture
async def front(noted: Noted) -> AsyncIterator[Front]:
    one = studio(*[[]] * 20)

    async def authorize() -> AuthorizeResult:
        return AuthorizeResult(
            enterprise_id=None, team_id="T1", bot_user_id=BOT, bot_token="xoxb-1"
        )

    app = AsyncApp(
        client=AsyncWebClient(base_url=f"{noted.url}/api/"),
        signing_secret="s",
        authorize=authorize,
        process_before_response=True,
        ignoring_self_events_enabled=False,
    )
    slack = AsyncWebClient("xoxb-1", base_url=f"{noted.url}/api/", retry_handlers=[])
    views = SlackViews(slack, longest=0.3)
    register_all(app, Desk(one.intake, one.controls, views, BOT))
    yield Front(app, one)
    await one.idle()
