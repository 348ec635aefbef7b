"""Coming into a channel, and the event that says so."""

from playground.slack import events
from playground.slack.workspace import Channel, Team
from playground.slack.world import World


def join(
    world: World, team: Team, channel: Channel, user: str, inviter: str = ""
) -> None:
    if user in channel.members:
        return
    channel.members.append(user)
    world.changes.tell("member_joined", team.id, channel=channel.id, user=user)
    event = {
        "type": "member_joined_channel",
        "user": user,
        "channel": channel.id,
        "channel_type": "C" if channel.kind == "channel" else "G",
        "team": team.id,
        "event_ts": world.clock.ts(),
    }
    if inviter:
        event["inviter"] = inviter
    if team.bot.id in channel.members:
        events.announce(world, team, event)


def uninstall(world: World, team: Team) -> None:
    """The app leaves a workspace: two last events, then its token is dead."""
    revoked = {"oauth": [], "bot": [team.bot.id]}
    events.announce(world, team, {"type": "tokens_revoked", "tokens": revoked})
    events.announce(world, team, {"type": "app_uninstalled"})
    team.installed = False
    world.changes.tell("app_uninstalled", team.id)
