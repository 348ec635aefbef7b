"""conversations.*: what channels there are, who is in them, what was said."""

from playground.slack.joining import join
from playground.slack.messages import Message
from playground.slack.paging import page
from playground.slack.request import Ask
from playground.slack.shapes import channel_json, message_json, thread_json
from playground.slack.values import Json, Refused, truth
from playground.slack.workspace import Channel
from playground.slack.world import open_dm

READ = {"channel": "channels", "group": "groups", "im": "im", "mpim": "mpim"}
TYPES = {
    "public_channel": "channel",
    "private_channel": "group",
    "im": "im",
    "mpim": "mpim",
}


async def info(ask: Ask) -> Json:
    channel = ask.channel()
    scoped(ask, channel, "read")
    return {"channel": channel_json(ask.team, channel)}


async def channels(ask: Ask) -> Json:
    """Public ones, and those private ones that the app is in."""
    found = [
        channel
        for channel in of_types(ask)
        if channel.kind == "channel" or ask.team.bot.id in channel.members
    ]
    shown, more = page(ask, found, 100)
    return {"channels": [channel_json(ask.team, one) for one in shown], **more}


async def memberships(ask: Ask) -> Json:
    """Those that a person is in, or the app itself; of a person's private ones, only
    those that the app is in as well. The objects are shorter than elsewhere."""
    bot = ask.team.bot.id
    user = ask.text("user") or bot
    if user not in ask.team.users:
        raise Refused("user_not_found")
    if ask.world.org and ask.text("team_id") != ask.team.id:
        raise Refused("missing_argument")
    found = [
        channel
        for channel in of_types(ask)
        if user in channel.members
        if channel.kind == "channel" or bot in channel.members
    ]
    shown, more = page(ask, found, 100)
    return {"channels": [_short(channel_json(ask.team, one)) for one in shown], **more}


def _short(shape: Json) -> Json:
    return {
        key: value
        for key, value in shape.items()
        if key not in {"is_member", "num_members"}
    }


def of_types(ask: Ask) -> list[Channel]:
    """The channels of the wanted types; each type needs its own scope."""
    types = (ask.text("types") or "public_channel").split(",")
    if not set(types) <= set(TYPES):
        raise Refused("invalid_types")
    granted = ask.world.app.scopes
    for scope in (f"{READ[TYPES[one]]}:read" for one in types):
        if scope not in granted:
            raise Refused("missing_scope", needed=scope, provided=",".join(granted))
    kinds = {TYPES[one] for one in types}
    hide = truth(ask.args.get("exclude_archived"))
    return [
        channel
        for channel in ask.team.channels.values()
        if channel.kind in kinds and not (hide and channel.archived)
    ]


async def members(ask: Ask) -> Json:
    channel = ask.channel()
    scoped(ask, channel, "read")
    shown, more = page(ask, channel.members, 100)
    return {"members": list(shown), **more}


async def history(ask: Ask) -> Json:
    """Roots and broadcasts, newest first."""
    channel = _inside(ask)
    found = [
        message
        for message in reversed(channel.messages.values())
        if not message.deleted and (not message.is_reply or message.broadcast)
    ]
    shown, more = page(ask, _between(ask, found), 100)
    shapes = [_shape(ask, channel, message) for message in shown]
    has_more = bool(more["response_metadata"]["next_cursor"])
    return {"messages": shapes, "has_more": has_more, "pin_count": 0, **more}


async def replies(ask: Ask) -> Json:
    """The root first, then its replies, oldest first."""
    channel = _inside(ask)
    given = channel.messages.get(ask.need("ts"))
    found = channel.thread(given.root_ts) if given else []
    if not found:
        raise Refused("thread_not_found")
    shown, more = page(ask, _between(ask, found), 1000 - 1)
    shapes = [_shape(ask, channel, message) for message in shown]
    has_more = bool(more["response_metadata"]["next_cursor"])
    return {"messages": shapes, "has_more": has_more, **more}


async def open_(ask: Ask) -> Json:
    """With a user's id, or several; or an id of a conversation to open again."""
    if ask.text("channel"):
        channel = ask.channel()
    else:
        people = ask.need("users").split(",")
        if not set(people) <= set(ask.team.users):
            raise Refused("user_not_found")
        channel = open_dm(ask.world, ask.team, [*people, ask.team.bot.id])
    whole = truth(ask.args.get("return_im"))
    shape = channel_json(ask.team, channel) if whole else {"id": channel.id}
    return {"channel": shape}


async def join_(ask: Ask) -> Json:
    channel = ask.channel()
    if channel.archived:
        raise Refused("is_archived")
    if channel.kind != "channel":
        raise Refused("method_not_supported_for_channel_type")
    join(ask.world, ask.team, channel, ask.team.bot.id)
    return {"channel": channel_json(ask.team, channel)}


def scoped(ask: Ask, channel: Channel, what: str) -> None:
    """Each kind of conversation has a scope of its own."""
    scope = f"{READ[channel.kind]}:{what}"
    granted = ask.world.app.scopes
    if scope not in granted:
        raise Refused("missing_scope", needed=scope, provided=",".join(granted))


def _inside(ask: Ask) -> Channel:
    channel = ask.channel()
    scoped(ask, channel, "history")
    if ask.team.bot.id not in channel.members:
        raise Refused("not_in_channel")
    return channel


def _between(ask: Ask, found: list[Message]) -> list[Message]:
    oldest, latest = ask.text("oldest") or "0", ask.text("latest") or "9999999999"
    ends = truth(ask.args.get("inclusive"))
    try:
        low, high = float(oldest), float(latest)
    except ValueError:
        raise Refused("invalid_ts_oldest") from None
    return [
        message
        for message in found
        if low < float(message.ts) < high or (ends and message.ts in {oldest, latest})
    ]


def _shape(ask: Ask, channel: Channel, message: Message) -> Json:
    shape = message_json(ask.world, message)
    if not truth(ask.args.get("include_all_metadata")):
        shape.pop("metadata", None)
    return shape if message.is_reply else shape | thread_json(channel, message)


METHODS = {
    "conversations.history": history,
    "conversations.info": info,
    "conversations.join": join_,
    "conversations.list": channels,
    "conversations.members": members,
    "conversations.open": open_,
    "conversations.replies": replies,
    "users.conversations": memberships,
}
