"""The bot's own tab, and what happens to its installation."""

import logging
from typing import Any

from slack_bolt.app.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.core.help import home

log = logging.getLogger(__name__)


def register(app: AsyncApp) -> None:
    """Listen."""

    @app.event("app_home_opened")
    async def on_home(event: dict[str, Any], client: AsyncWebClient) -> None:
        if event.get("tab") == "home":
            await client.views_publish(user_id=event["user"], view=home())

    @app.event("app_uninstalled")
    async def on_uninstalled(body: dict[str, Any]) -> None:
        log.warning("Darkroom was removed from workspace %s", body.get("team_id"))

    @app.event("tokens_revoked")
    async def on_revoked(body: dict[str, Any]) -> None:
        log.warning("tokens of workspace %s were revoked", body.get("team_id"))
