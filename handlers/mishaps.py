"""What fails while Slack waits, before there is a turn: one line, and no words.

Slack hears that it was not taken, and sends it again.
"""

import logging
from collections.abc import Mapping
from typing import Any

from slack_bolt.app.async_app import AsyncApp

from bot.core.about import pairs
from bot.core.tally import Tally

log = logging.getLogger(__name__)


def register(app: AsyncApp, tally: Tally) -> None:
    """Listen, in the place of Bolt's own handler."""

    @app.error
    async def on_error(error: Exception, body: dict[str, Any]) -> None:
        tally.missed()
        log.error("not taken in", exc_info=error, extra=pairs(**whence(body)))


def whence(body: Mapping[str, Any]) -> dict[str, object]:
    """Where a payload came from, whatever kind it is of."""
    event, message = _part(body, "event"), _part(body, "message")
    return {
        "kind": event.get("type") or body.get("type") or body.get("command") or "-",
        "team": body.get("team_id") or _part(body, "team").get("id") or "-",
        "channel": event.get("channel")
        or body.get("channel_id")
        or _part(body, "channel").get("id")
        or "-",
        "ts": event.get("ts") or message.get("ts") or "-",
        "event": body.get("event_id") or "-",
    }


def _part(body: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    part = body.get(name)
    return part if isinstance(part, Mapping) else {}
