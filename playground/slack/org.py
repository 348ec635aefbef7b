"""An Enterprise organization: several workspaces in which one app has one token.

Installed for a whole org, an app has one bot user and one token for every workspace;
an event says whose it is, and a call is about the workspace of what it names
(docs.slack.dev/enterprise/organization-ready-apps). What the bot uploads is the org's
until it is shared.
"""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from playground.slack.stored import StoredFile
from playground.slack.values import Json
from playground.slack.workspace import Team, User

if TYPE_CHECKING:
    from playground.slack.world import World

_NAMED = ("channel", "channel_id")
_PEOPLE = ("user", "user_id")


@dataclass
class Org:
    """What its workspaces share."""

    id: str
    name: str
    bot: User
    bot_id: str
    bot_token: str = field(repr=False)
    files: dict[str, StoredFile] = field(default_factory=dict, repr=False)

    @property
    def domain(self) -> str:
        return self.name.lower().replace(" ", "-")

    def authorization(self, team: Team) -> Json:
        """How an event says that it is for the installation of the whole org."""
        return {
            "enterprise_id": self.id,
            "team_id": team.id,
            "user_id": self.bot.id,
            "is_bot": True,
            "is_enterprise_install": True,
        }


def team_of_call(world: "World", token: str, args: Json) -> Team | None:
    """The workspace of what a call names; the first with this token, if of none."""
    teams = [team for team in world.teams.values() if team.bot_token == token]
    return next((team for team in teams if names(world, team, args)), None) or next(
        iter(teams), None
    )


def names(world: "World", team: Team, args: Json) -> bool:
    """Whether a call names something that is this workspace's alone."""
    if str(args.get("team_id", "")) == team.id:
        return True
    if any(str(args.get(name, "")) in team.channels for name in _NAMED):
        return True
    if any(_is_person(team, str(args.get(name, ""))) for name in _PEOPLE):
        return True
    trigger = world.interactions.triggers.get(str(args.get("trigger_id", "")))
    return trigger is not None and trigger.team == team.id


def counted_for(world: "World", team: Team, args: Json) -> str:
    """Whose limits a call counts for: its workspace's, or, if it has none, the org's.

    Documented is "per method, per workspace, per app", and nothing of the tokens of
    orgs. So the org's limit is the sum of those of its workspaces.
    """
    if world.org is None or names(world, team, args):
        return team.id
    return world.org.id


def _is_person(team: Team, user: str) -> bool:
    return user in team.users and not team.users[user].is_bot
