"""People asking: a mention, a direct message, a reply in a thread of ours."""

from typing import Any

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.async_context import AsyncBoltContext

from handlers.desk import Desk
from handlers.identity import us_in
from handlers.payloads import (
    ask_from,
    deleted_from,
    is_direct,
    is_spoken,
    mentions,
    names_somebody,
    speaks_to_another,
)


def register(app: AsyncApp, desk: Desk) -> None:
    """Register the listeners. A message may come as both events; the intake takes it
    once."""

    @app.event("app_mention")
    async def on_mention(
        event: dict[str, Any], body: dict[str, Any], context: AsyncBoltContext
    ) -> None:
        us = us_in(context)
        if is_spoken(event, us):
            await _on_spoken(desk, event, body["team_id"], us)

    @app.event("message")
    async def on_message(
        event: dict[str, Any], body: dict[str, Any], context: AsyncBoltContext
    ) -> None:
        team, us = body["team_id"], us_in(context)
        if event.get("subtype") == "message_deleted":
            if ts := deleted_from(event):
                await desk.controls.deleted(team, event["channel"], ts)
        elif is_spoken(event, us):
            await _on_spoken(desk, event, team, us)


async def _on_spoken(desk: Desk, event: dict[str, Any], team: str, us: str) -> None:
    ask = ask_from(event, team, us)
    if is_direct(event):
        await desk.direct.take(ask)
    elif mentions(event, us):
        await desk.intake.take(ask)
    elif event.get("thread_ts") and not speaks_to_another(event, us):
        await desk.hearing.reply(ask, names_somebody(event))
