"""An Enterprise organization: several workspaces in which one app has one token.

Installed for a whole org, an app has one bot user and one token for every workspace;
an event says whose it is, and a call is about the workspace of what it names
(docs.slack.dev/enterprise/organization-ready-apps). What the bot uploads is the org's
until it is shared.
"""

from dataclasses import dataclass, field

from playground.slack.stored import StoredFile
from playground.slack.values import Json
from playground.slack.workspace import Team, User


@dataclass
class Org:
    """Everything that an organization's workspaces share."""

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
        """The field of an event that says that it is for the installation of the whole
        org."""
        return {
            "enterprise_id": self.id,
            "team_id": team.id,
            "user_id": self.bot.id,
            "is_bot": True,
            "is_enterprise_install": True,
        }
