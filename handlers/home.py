"""The app's home tab, and changes of its installation and of who is where."""

import logging
from typing import Any

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck

from bot.core.messages.gallery import OPEN
from bot.core.messages.home import NAMES
from bot.core.messages.home_fields import NEWER, OLDER
from bot.core.turn.keeping import ListPlace
from handlers.desk import Desk
from handlers.name_lists import open_names
from handlers.payloads.home import FIELDS, search_in, searched

log = logging.getLogger(__name__)


def register(app: AsyncApp, desk: Desk) -> None:
    """Register the listeners."""
    _register_tab(app, desk)
    for event in ("member_joined_channel", "member_left_channel"):
        _listen_to_moves(app, desk, event)

    @app.event("app_uninstalled")
    async def on_uninstalled(body: dict[str, Any]) -> None:
        log.warning("Darkroom was removed from workspace %s", body.get("team_id"))
        desk.connecting.removed(body.get("team_id", ""))

    @app.event("tokens_revoked")
    async def on_revoked(event: dict[str, Any], body: dict[str, Any]) -> None:
        log.warning("tokens of workspace %s were revoked", body.get("team_id"))
        if event.get("tokens", {}).get("bot"):
            desk.connecting.removed(body.get("team_id", ""))


def _register_tab(app: AsyncApp, desk: Desk) -> None:
    @app.event("app_home_opened")
    async def on_home(event: dict[str, Any], body: dict[str, Any]) -> None:
        if event.get("tab") == "home":
            search = search_in(event.get("view", {}))
            desk.home.begin(body["team_id"], event["user"], search)

    for action in FIELDS:
        _listen_to_field(app, desk, action)

    @app.action(NEWER)
    async def on_newer(ack: AsyncAck, body: dict[str, Any]) -> None:
        search = search_in(body.get("view", {})).newer
        desk.home.begin(body["team_id"], body["user"]["id"], search)
        await ack()

    @app.action(OLDER)
    async def on_older(ack: AsyncAck, body: dict[str, Any]) -> None:
        search = search_in(body.get("view", {}))
        desk.home.begin_older(body["team_id"], body["user"]["id"], search)
        await ack()

    @app.action(NAMES)
    async def on_names(ack: AsyncAck, body: dict[str, Any]) -> None:
        user, place = body["user"]["id"], ListPlace(body["team_id"], "")
        await open_names(desk, body.get("trigger_id", ""), place, user)
        await ack()

    @app.action(OPEN)
    async def on_link(ack: AsyncAck) -> None:
        await ack()  # Slack follows the link by itself


def _listen_to_field(app: AsyncApp, desk: Desk, action: str) -> None:
    @app.action(action)
    async def on_field(ack: AsyncAck, body: dict[str, Any]) -> None:
        desk.home.begin(body["team_id"], body["user"]["id"], searched(body))
        await ack()


def _listen_to_moves(app: AsyncApp, desk: Desk, kind: str) -> None:
    @app.event(kind)
    async def on_move(event: dict[str, Any], body: dict[str, Any]) -> None:
        desk.home.moved(body["team_id"], event["user"])
