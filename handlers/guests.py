"""Turns away people from other companies, unless they are welcome.

In a channel that is shared with another company (Slack Connect), we also receive what
its people do; such payloads name their workspace instead of ours.
"""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.async_context import AsyncBoltContext
from slack_bolt.response import BoltResponse

from bot.core.accepting.guests import NOT_OURS
from bot.core.turn.thread import ThreadKey
from handlers.desk import Desk
from handlers.identity import alone_in, us_in
from handlers.payloads import mentions

Body = Mapping[str, Any]


def register(app: AsyncApp, desk: Desk) -> None:
    """Register this before all listeners, so that no kind of payload is forgotten."""

    @app.middleware
    async def at_the_door(
        body: dict[str, Any],
        context: AsyncBoltContext,
        next: Callable[[], Awaitable[None]],  # noqa: A002 -- Bolt goes by this name
    ) -> BoltResponse | None:
        ours = {context.team_id, context.enterprise_id} - {None}
        if context.team_id:  # whoever speaks, the conversation is ours
            body["team_id"] = context.team_id
        if desk.guests.welcome or not is_strangers(body, ours, alone_in(context)):
            await next()
            return None
        return _turned_away(desk, body, us_in(context))


def is_strangers(body: Body, ours: set[str | None], team: str = "") -> bool:
    """Whether this was done by somebody outside the workspace where we are installed.

    `team` is that workspace, if there is only one. In an organisation, clicks by people
    of its other workspaces look like those of strangers; they are let in.
    """
    if "event" in body:
        return bool(body.get("is_ext_shared_channel")) and _spoken_by_other(body, ours)
    if "command" in body:
        return bool(team) and body["team_id"] != team
    theirs = (body.get("user") or {}).get("team_id")
    organisation = any(str(each).startswith("E") for each in ours)
    return bool(theirs) and theirs not in ours and not organisation


def _spoken_by_other(body: Body, ours: set[str | None]) -> bool:
    """Whether the event names another team. A mention names it in an extra field,
    besides ours.

    People of another workspace of our organisation are ours.
    """
    event = body["event"]
    theirs = event.get("user_team") or event.get("team")
    if not theirs or theirs in ours:
        return False
    return bool(event.get("user_team")) or body.get("enterprise_id") not in ours - {
        None
    }


def _turned_away(desk: Desk, body: Body, us: str) -> BoltResponse:
    """Acknowledge it, so that Slack does not send it again; tell the person if they
    asked for something."""
    if "command" in body:
        return BoltResponse(status=200, body=NOT_OURS)
    event = body.get("event") or {}
    if mentions(event, us) and event.get("user"):
        where = _where(body, event.get("channel"), event)
        desk.guests.tell(where, str(event["user"]))
    elif body.get("channel"):
        where = _where(body, body["channel"]["id"], body.get("message") or {})
        desk.guests.tell(where, str(body["user"]["id"]))
    return BoltResponse(status=200)


def _where(body: Body, channel: object, message: Body) -> ThreadKey:
    thread = str(message.get("thread_ts") or "")
    return ThreadKey(str(body.get("team_id", "")), str(channel), thread)
