"""Everything that a page needs to draw a workspace, which is more than the Web API
tells."""

from dataclasses import asdict

from playground.slack.messages import Message, Version
from playground.slack.pictures import look_in
from playground.slack.shapes import (
    channel_json,
    file_json,
    message_json,
    user_json,
    view_json,
)
from playground.slack.values import Json
from playground.slack.workspace import Channel, Team, View
from playground.slack.world import World


def state(world: World) -> Json:
    """All but the messages; `last_event` is where the event stream goes on."""
    manifest = world.app.manifest
    return {
        "app": {
            "id": world.app.id,
            "name": world.app.display_name,
            "description": manifest.description,
            "home_tab": manifest.home_tab,
            "messages_tab": manifest.messages_tab,
            "commands": [asdict(command) for command in manifest.commands],
            "shortcuts": [asdict(shortcut) for shortcut in manifest.shortcuts],
        },
        "teams": [team_shape(world, team) for team in world.teams.values()],
        "settings": asdict(world.settings),
        "faults": [asdict(fault) for fault in world.faults.armed],
        "sockets": sockets(world),
        "last_event": world.changes.told,
    }


def team_shape(world: World, team: Team) -> Json:
    return {
        "id": team.id,
        "name": team.name,
        "domain": team.domain,
        "bot": user_json(team.bot),
        "installed": team.installed,
        "users": [user_json(user) for user in team.users.values()],
        "channels": [channel_shape(team, one) for one in team.channels.values()],
        "modals": {
            user: [view_shape(world, view) for view in stack]
            for user, stack in team.modals.items()
        },
        "homes": {user: view_shape(world, view) for user, view in team.homes.items()},
    }


def view_shape(world: World, view: View) -> Json:
    """A modal or a home tab, and how its person sees the pictures in it now."""
    seen = [asdict(one) for one in look_in(world.teams[view.team], view)]
    return view_json(world, view) | {"seen": seen}


def channel_shape(team: Team, channel: Channel) -> Json:
    statuses = {ts: one["status"] for ts, one in channel.statuses.items()}
    return channel_json(team, channel) | {
        "kind": channel.kind,
        "name": channel.name,
        "members": channel.members,
        "statuses": statuses,
        "messages": len(channel.messages),
    }


def message_shape(world: World, message: Message) -> Json:
    """A message's newest state, and how each member sees its pictures now."""
    members = world.teams[message.team].channels[message.channel].members
    seen = {who: [asdict(one) for one in message.seen_by(who)] for who in members}
    return {
        "channel": message.channel,
        "ts": message.ts,
        "thread_ts": message.thread_ts,
        "broadcast": message.broadcast,
        "ephemeral_to": message.ephemeral_to,
        "deleted": message.deleted,
        "version": len(message.versions),
        "message": message_json(world, message),
        "seen": seen,
    }


def versions(world: World, message: Message) -> list[Json]:
    return [_version(world, message, one) for one in message.versions]


def _version(world: World, message: Message, version: Version) -> Json:
    files = world.teams[message.team].files
    return {
        "text": version.text,
        "blocks": version.blocks,
        "at": version.at,
        "files": [file_json(world, files[one]) for one in version.file_ids],
        "seen": {
            who: [asdict(one) for one in what] for who, what in version.seen.items()
        },
    }


def sockets(world: World) -> list[Json]:
    return [
        {"number": one.number, "leaving": one.leaving} for one in world.sockets.sockets
    ]
