"""Sends events to the app, in their envelopes.

The app only gets events that its manifest subscribes to and that its scopes allow, and
only from channels that the bot is in.
"""

from playground.slack.outbox import Delivery
from playground.slack.shapes import now
from playground.slack.sharing import team_of
from playground.slack.values import Json
from playground.slack.workspace import Channel, Kind, Team
from playground.slack.world import World

MESSAGES: dict[Kind, tuple[str, str]] = {
    "channel": ("message.channels", "channels:history"),
    "group": ("message.groups", "groups:history"),
    "im": ("message.im", "im:history"),
    "mpim": ("message.mpim", "mpim:history"),
}
SCOPES = {
    "app_mention": "app_mentions:read",
    "reaction_added": "reactions:read",
    "reaction_removed": "reactions:read",
    "file_shared": "files:read",
    "file_deleted": "files:read",
}


def announce(world: World, team: Team, event: Json) -> None:
    """An event that names itself; channels it happens in must have the bot."""
    name = event["type"]
    scope = SCOPES.get(name)
    if name in world.app.events and (not scope or scope in world.app.scopes):
        send(world, team, event)


def announce_member(world: World, team: Team, channel: Channel, event: Json) -> None:
    """Somebody came or went; private channels have a scope of their own."""
    kind = "channels" if channel.kind == "channel" else "groups"
    if event["type"] in world.app.events and f"{kind}:read" in world.app.scopes:
        send(world, team, event)


def announce_message(world: World, team: Team, channel: Channel, event: Json) -> None:
    """A message event, under the subscription of the channel's kind."""
    name, scope = MESSAGES[channel.kind]
    if team.bot.id not in channel.members:
        return
    if name in world.app.events and scope in world.app.scopes:
        kind = {"channel_type": channel.kind} if world.settings.channel_types else {}
        send(world, team, event | kind)


def announce_mention(world: World, team: Team, channel: Channel, event: Json) -> None:
    """A mention of the bot; direct messages have none, and no edits have."""
    if team.bot.id in channel.members and not channel.is_dm:
        keep = {"subtype", "upload"}
        mention = {key: event[key] for key in event if key not in keep}
        whose = _from_outside(team, event)
        announce(world, team, {**mention, **whose, "type": "app_mention"})


def _from_outside(team: Team, event: Json) -> Json:
    """A mention is told as of our team; whose the person is has fields of its own."""
    theirs = team_of(team, event["user"])
    if theirs == team.id:
        return {}
    profile = {"user_profile": {"team": theirs}}
    return {"team": team.id, "user_team": theirs, "source_team": theirs, **profile}


def send(world: World, team: Team, event: Json) -> None:
    if not team.installed:
        return
    world.outbox.send_event(Delivery("events_api", wrap(world, team, event)))


def wrap(world: World, team: Team, event: Json) -> Json:
    event_id = world.ids.new("Ev")
    org = world.org
    alone = {
        "enterprise_id": None,
        "team_id": team.id,
        "user_id": team.bot.id,
        "is_bot": True,
        "is_enterprise_install": False,
    }
    shared = _is_shared(team, event)
    whole: Json = {"enterprise_id": org.id} if org else {}
    return {
        "token": world.app.verification_token,
        "team_id": event.get("team", team.id) if shared else team.id,
        **whole,
        "context_team_id": team.id,
        "context_enterprise_id": org.id if org else None,
        "api_app_id": world.app.id,
        "event": event,
        "type": "event_callback",
        "event_id": event_id,
        "event_time": now(),
        "authorizations": [org.authorization(team) if org else alone],
        "is_ext_shared_channel": shared,
        "event_context": f"4-{event_id}",
    }


def _is_shared(team: Team, event: Json) -> bool:
    """Whether it happens in a channel that another company shares."""
    channel = team.channels.get(str(event.get("channel")))
    return channel is not None and bool(channel.shared_with)
