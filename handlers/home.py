"""The app's home tab, and changes of its installation."""

import logging
from typing import Any

from slack_bolt.app.async_app import AsyncApp

from bot.core.messages.help import home
from handlers.desk import Desk

log = logging.getLogger(__name__)


def register(app: AsyncApp, desk: Desk) -> None:
    """Register the listeners."""

    @app.event("app_home_opened")
    async def on_home(event: dict[str, Any], body: dict[str, Any]) -> None:
        if event.get("tab") == "home":
            await desk.views.publish(body["team_id"], event["user"], home())

    @app.event("app_uninstalled")
    async def on_uninstalled(body: dict[str, Any]) -> None:
        log.warning("Darkroom was removed from workspace %s", body.get("team_id"))
        desk.connecting.removed(body.get("team_id", ""))

    @app.event("tokens_revoked")
    async def on_revoked(event: dict[str, Any], body: dict[str, Any]) -> None:
        log.warning("tokens of workspace %s were revoked", body.get("team_id"))
        if event.get("tokens", {}).get("bot"):
            desk.connecting.removed(body.get("team_id", ""))
