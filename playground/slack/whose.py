"""Decides which workspace a call is about, and whose limits it uses."""

from playground.slack.values import Json
from playground.slack.workspace import Team
from playground.slack.world import World

_NAMED = ("channel", "channel_id")
_PEOPLE = ("user", "user_id")


def team_of_call(world: World, token: str, args: Json) -> Team | None:
    """The workspace of what a call names; the first with this token, if of none."""
    teams = [team for team in world.teams.values() if team.bot_token == token]
    return next((team for team in teams if names(world, team, args)), None) or next(
        iter(teams), None
    )


def names(world: World, team: Team, args: Json) -> bool:
    """Whether a call names something that is this workspace's alone."""
    if str(args.get("team_id", "")) == team.id:
        return True
    if any(str(args.get(name, "")) in team.channels for name in _NAMED):
        return True
    if any(_is_person(team, str(args.get(name, ""))) for name in _PEOPLE):
        return True
    trigger = world.interactions.triggers.get(str(args.get("trigger_id", "")))
    return trigger is not None and trigger.team == team.id


def counted_for(world: World, team: Team, args: Json) -> str:
    """The owner of the limits that a call counts for: its workspace or, without one,
    the org.

    The documentation says "per method, per workspace, per app", and nothing about the
    tokens of orgs. So the org's limit is the sum of those of its workspaces.
    """
    if world.org is None or names(world, team, args):
        return team.id
    return world.org.id


def _is_person(team: Team, user: str) -> bool:
    return user in team.users and not team.users[user].is_bot
