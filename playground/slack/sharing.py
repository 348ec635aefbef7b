"""Slack Connect: a channel that another company shares, so that its people write there.

To us they are users of another team, whom we know by the channel alone. What they do
comes as what they do there: Slack names their team (python-slack-sdk's Bolt, which
tells them apart, has recorded payloads in tests/slack_bolt/request/test_internals.py).
Commands and shortcuts are of the workspaces that have installed the app.
"""

from collections.abc import Iterable

from playground.slack.workspace import Channel, Team, User
from playground.slack.world import World


def share(world: World, team: Team, channel: Channel, people: Iterable[str]) -> str:
    """Let these people of one more company in; return the id of their team."""
    theirs = world.ids.new("T")
    channel.shared_with.append(theirs)
    for name in people:
        user = User(world.ids.new("U"), theirs, name, name.title(), is_stranger=True)
        team.users[user.id] = user
        channel.members.append(user.id)
    world.changes.tell("channel_shared", team.id, channel=channel.id)
    return theirs


def is_stranger(team: Team, user: str) -> bool:
    """Whether this is somebody of another company."""
    return user in team.users and team.users[user].is_stranger


def team_of(team: Team, user: str) -> str:
    """The team of whoever did something here."""
    found = team.users.get(user)
    return found.team if found is not None and found.is_stranger else team.id
