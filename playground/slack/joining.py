"""Coming into a channel, leaving it, and the events that say so."""

from playground.slack import events
from playground.slack.values import Json
from playground.slack.workspace import Channel, Team
from playground.slack.world import World


def join(
    world: World, team: Team, channel: Channel, user: str, inviter: str = ""
) -> None:
    if user in channel.members:
        return
    channel.members.append(user)
    world.changes.tell("member_joined", team.id, channel=channel.id, user=user)
    event = _moved(world, team, channel, user, "member_joined_channel")
    if inviter:
        event["inviter"] = inviter
    if team.bot.id in channel.members:
        events.announce_member(world, team, channel, event)


def leave(world: World, team: Team, channel: Channel, user: str) -> None:
    """Go, or be removed. Nobody leaves a direct message."""
    if user not in channel.members or channel.is_dm:
        return
    channel.members.remove(user)
    world.changes.tell("member_left", team.id, channel=channel.id, user=user)
    event = _moved(world, team, channel, user, "member_left_channel")
    if team.bot.id in channel.members:
        events.announce_member(world, team, channel, event)


def deactivate(world: World, team: Team, user: str) -> None:
    """An admin ends somebody's account: they are in no channel any more."""
    team.users[user].deleted = True
    for channel in team.channels.values():
        leave(world, team, channel, user)


def _moved(world: World, team: Team, channel: Channel, user: str, kind: str) -> Json:
    return {
        "type": kind,
        "user": user,
        "channel": channel.id,
        "channel_type": "C" if channel.kind == "channel" else "G",
        "team": team.id,
        "event_ts": world.clock.ts(),
    }


def uninstall(world: World, team: Team) -> None:
    """The app leaves a workspace: two last events, then its token is dead."""
    revoked = {"oauth": [], "bot": [team.bot.id]}
    events.announce(world, team, {"type": "tokens_revoked", "tokens": revoked})
    events.announce(world, team, {"type": "app_uninstalled"})
    team.installed = False
    world.changes.tell("app_uninstalled", team.id)
