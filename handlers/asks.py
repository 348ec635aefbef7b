"""People asking: a mention, a direct message, a reply in a thread of ours."""

from typing import Any

from slack_bolt.app.async_app import AsyncApp

from handlers.desk import Desk
from handlers.payloads import ask_from, is_spoken, mentions, speaks_to_another


def register(app: AsyncApp, desk: Desk) -> None:
    """Listen. One message may come as both events; the intake takes it once."""

    @app.event("app_mention")
    async def on_mention(event: dict[str, Any], body: dict[str, Any]) -> None:
        if is_spoken(event, desk.bot_user):
            await desk.intake.take(ask_from(event, body["team_id"], desk.bot_user))

    @app.event("message")
    async def on_message(event: dict[str, Any], body: dict[str, Any]) -> None:
        team = body["team_id"]
        if event.get("subtype") == "message_deleted":
            await desk.controls.deleted(team, event["channel"], event["deleted_ts"])
        elif is_spoken(event, desk.bot_user):
            await _on_spoken(desk, event, team)


async def _on_spoken(desk: Desk, event: dict[str, Any], team: str) -> None:
    ask = ask_from(event, team, desk.bot_user)
    if event.get("channel_type") == "im" or mentions(event, desk.bot_user):
        await desk.intake.take(ask)
    elif event.get("thread_ts") and not speaks_to_another(event, desk.bot_user):
        await desk.intake.take_reply(ask)
