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
from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient

from bot.adapters.slack_identity import InstalledClient
from bot.adapters.slack_views import SlackViews
from bot.core.identity.installations import (
    Installation,
    Installations,
    OneInstallation,
)
from bot.core.identity.secret import Secret
from bot.core.reporting.counters import Counters
from handlers import Edge, mishaps, register_all
from handlers.identity import authorized
from tests.desks import desk_of
from tests.fakes import ManyInstallations
from tests.studio import Studio, studio

BOT = "UBOT00001"


@dataclass
class Noted:
    """The calls to Slack, by method or path."""

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
        return await Edge(self.app).take(payload)

    async def event(self, event: dict[str, Any], team: str = "T1") -> int:
        """Deliver one event; return the status that Slack reads."""
        body = {
            "type": "event_callback",
            "team_id": team,
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
def installations() -> Installations:
    """One, whoever asks."""
    return OneInstallation(Installation("T1", Secret("xoxb-1"), BOT))


@pytest.fixture
async def front(noted: Noted, installations: Installations) -> AsyncIterator[Front]:
    one = studio(*[[]] * 20)

    async def authorize(team_id: str) -> AuthorizeResult:
        us = await installations.of(team_id)
        assert us is not None
        return authorized(us)

    app = AsyncApp(
        client=AsyncWebClient(base_url=f"{noted.url}/api/"),
        signing_secret="s",
        authorize=authorize,
        raise_error_for_unhandled_request=True,
        process_before_response=True,
        ignoring_self_events_enabled=False,
    )
    slack = AsyncWebClient(base_url=f"{noted.url}/api/", retry_handlers=[])
    only = ManyInstallations(Installation("T1", Secret("xoxb-1")))
    views = SlackViews(InstalledClient(slack, only), longest=2)
    mishaps.register(app, Counters())
    register_all(app, desk_of(one, views))
    yield Front(app, one)
    await one.idle()
