"""The workspaces where the app is installed, and the bot's identity in each.

Each workspace has its own token and bot user. An organization that installed the app as
a whole has one of each for all of its workspaces. Nobody keeps a token: before each
call, the caller asks for the token of the workspace that the call is for.
"""

from dataclasses import dataclass
from typing import Protocol

from bot.core.identity.secret import Secret


@dataclass(frozen=True, slots=True)
class Installation:
    """One installation of the app, as far as Slack has described it.

    `scopes` is what the app may do there; None if Slack did not say.
    """

    team: str
    token: Secret
    bot_user: str = ""
    bot_id: str = ""
    scopes: frozenset[str] | None = None
    enterprise: str = ""

    @property
    def alone(self) -> str:
        """The workspace that it is for; empty if it may be for several."""
        return "" if self.enterprise else self.team


class Installations(Protocol):
    """Every installation of the app, by workspace."""

    async def of(self, team: str) -> Installation | None:
        """The installation that serves this workspace; None if there is none.

        The team is empty for calls that are for no workspace.
        """

    def where(self) -> str:
        """Where the app is installed, in two words for the log."""


class OneInstallation:
    """A store with a single row: the token from the settings.

    It serves every workspace, because with one token, only that token's events arrive.
    """

    def __init__(self, installation: Installation) -> None:
        self._installation = installation

    async def of(self, team: str) -> Installation | None:
        """The only installation."""
        return self._installation

    def where(self) -> str:
        """The workspace that Slack named when the bot started."""
        return f"workspace {self._installation.team}"
