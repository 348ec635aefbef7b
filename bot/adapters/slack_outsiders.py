"""Who does not belong to a workspace, asked of Slack and remembered for minutes."""

import asyncio
import logging
from collections.abc import Callable, Mapping
from time import monotonic
from typing import Any

from bot.adapters.slack_errors import translated
from bot.adapters.slack_identity import InstalledClient
from bot.adapters.slack_memberships import LASTS, LONGEST, Remembered
from bot.core.caller import Caller, Priority
from bot.core.errors import ChatError

log = logging.getLogger(__name__)


class SlackOutsiders:
    """Implements the port `Outsiders`. Of whom Slack says nothing, is an outsider."""

    def __init__(
        self, client: InstalledClient, clock: Callable[[], float] = monotonic
    ) -> None:
        self._client = client
        self._known = Remembered[bool](clock, LASTS)

    async def __call__(self, team: str, user: str) -> bool:
        """Whether this person is not of the workspace."""
        try:
            return await self._known.of((team, user), lambda: self._ask(team, user))
        except (ChatError, TimeoutError) as error:
            log.warning("whether %s is an outsider is unknown: %s", user, error)
            return True

    async def _ask(self, team: str, user: str) -> bool:
        client = self._client.by(Caller(team, Priority.END))
        async with asyncio.timeout(LONGEST):
            with translated("users.info"):
                answer = await client.users_info(user=user)
        return not _is_of(answer.get("user") or {}, team)


def _is_of(person: Mapping[str, Any], team: str) -> bool:
    """Whether somebody is of the workspace. Slack's `is_stranger` does not say so: it
    is false of people from elsewhere with whom we share a channel."""
    teams = (person.get("enterprise_user") or {}).get("teams") or ()
    return person.get("team_id") == team or team in teams
