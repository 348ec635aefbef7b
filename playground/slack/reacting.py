"""Reactions, by people and by the app."""

from playground.slack import events
from playground.slack.messages import Message
from playground.slack.values import Refused
from playground.slack.workspace import Team
from playground.slack.world import World


def react(world: World, team: Team, message: Message, user: str, name: str) -> None:
    users = message.reactions.setdefault(name, [])
    if user in users:
        raise Refused("already_reacted")
    users.append(user)
    _tell(world, team, message, user, ("reaction_added", name))


def unreact(world: World, team: Team, message: Message, user: str, name: str) -> None:
    users = message.reactions.get(name, [])
    if user not in users:
        raise Refused("no_reaction")
    users.remove(user)
    if not users:
        del message.reactions[name]
    _tell(world, team, message, user, ("reaction_removed", name))


def _tell(
    world: World, team: Team, message: Message, user: str, what: tuple[str, str]
) -> None:
    kind, name = what
    world.changes.tell(
        kind,
        team.id,
        channel=message.channel,
        ts=message.ts,
        user=user,
        reactions=dict(message.reactions),
    )
    event = {
        "type": kind,
        "user": user,
        "reaction": name,
        "item": {"type": "message", "channel": message.channel, "ts": message.ts},
        "item_user": message.user,
        "event_ts": world.clock.ts(),
    }
    if team.bot.id in team.channels[message.channel].members:
        events.announce(world, team, event)
