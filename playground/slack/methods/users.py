"""users.* and the status line of a thread (assistant.threads.setStatus)."""

import time

from playground.slack import posting
from playground.slack.paging import page
from playground.slack.request import Ask
from playground.slack.shapes import user_json
from playground.slack.values import Json, Refused
from playground.slack.workspace import Channel


async def info(ask: Ask) -> Json:
    user = ask.team.users.get(ask.need("user"))
    if user is None:
        raise Refused("user_not_found")
    return {"user": user_json(user)}


async def users(ask: Ask) -> Json:
    shown, more = page(ask, list(ask.team.users.values()), 100)
    return {"members": [user_json(user) for user in shown], "cache_ts": 0, **more}


async def set_status(ask: Ask) -> Json:
    """Shown under a thread for two minutes, or until the app posts in it."""
    channel, thread_ts = _where_it_writes(ask), ask.need("thread_ts")
    root = channel.live(thread_ts)
    if root is None or root.is_reply:
        raise Refused("invalid_thread_ts")
    status, loading = _status(ask), _loading(ask)
    if not status:
        posting.clear_status(ask.world, ask.team, channel, thread_ts)
        return {}
    shown = {"status": status, "loading_messages": loading, "at": time.time()}
    channel.statuses[thread_ts] = shown
    ask.world.changes.tell(
        "status", ask.team.id, channel=channel.id, thread_ts=thread_ts, **shown
    )
    ask.world.later(ask.world.settings.status_seconds, lambda: _expire(ask, shown))
    return {}


def _expire(ask: Ask, shown: Json) -> None:
    """A status set again in the meantime stays."""
    channel, thread_ts = ask.channel("channel_id"), ask.text("thread_ts")
    if channel.statuses.get(thread_ts) is shown:
        posting.clear_status(ask.world, ask.team, channel, thread_ts)


def _where_it_writes(ask: Ask) -> Channel:
    """Of its own documented refusals, which are fewer than those of a post."""
    try:
        return ask.room("channel_id")
    except Refused as refused:
        if refused.error == "channel_not_found":
            raise Refused("channel_not_found", detail="Invalid channel_id") from None
        if refused.error in {"not_in_channel", "is_archived"}:
            raise Refused("no_permission") from None
        raise


def _status(ask: Ask) -> str:
    """It is required; an empty one takes the line away."""
    if ask.args.get("status") is None:
        ask.need("status")
    return ask.text("status")


def _loading(ask: Ask) -> list[str]:
    loading = ask.value("loading_messages") or []
    if not isinstance(loading, list) or len(loading) > 10:
        raise Refused("invalid_arguments")
    if any(len(str(one)) > 50 for one in loading):
        raise Refused("invalid_arguments")
    return loading


METHODS = {
    "assistant.threads.setStatus": set_status,
    "users.info": info,
    "users.list": users,
}
