"""Events to the app: which ones it gets, and their envelopes.

Only what the manifest subscribes to, only with the scope that it needs, only
of channels that the bot is in.
"""

from playground.slack.outbox import Delivery
from playground.slack.shapes import now
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
    "member_joined_channel": "channels:read",
    "member_left_channel": "channels:read",
    "file_shared": "files:read",
    "file_deleted": "files:read",
}


def announce(world: World, team: Team, event: Json) -> None:
    """An event that names itself; channels it happens in must have the bot."""
    name = event["type"]
    scope = SCOPES.get(name)
    if name in world.app.events and (not scope or scope in world.app.scopes):
        send(world, team, event)


def announce_message(world: World, team: Team, channel: Channel, event: Json) -> None:
    """A message event, under the subscription of the channel's kind."""
    name, scope = MESSAGES[channel.kind]
    if team.bot.id not in channel.members:
        return
    if name in world.app.events and scope in world.app.scopes:
        send(world, team, {**event, "channel_type": channel.kind})


def announce_mention(world: World, team: Team, channel: Channel, event: Json) -> None:
    """A mention of the bot; direct messages have none, and no edits have."""
    if team.bot.id in channel.members and not channel.is_dm:
        keep = {"subtype", "upload"}
        mention = {key: event[key] for key in event if key not in keep}
        announce(world, team, {**mention, "type": "app_mention"})


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
    whole: Json = {"enterprise_id": org.id} if org else {}
    return {
        "token": world.app.verification_token,
        "team_id": team.id,
        **whole,
        "context_team_id": team.id,
        "context_enterprise_id": org.id if org else None,
        "api_app_id": world.app.id,
        "event": event,
        "type": "event_callback",
        "event_id": event_id,
        "event_time": now(),
        "authorizations": [org.authorization(team) if org else alone],
        "is_ext_shared_channel": False,
        "event_context": f"4-{event_id}",
    }
