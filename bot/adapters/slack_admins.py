"""Who may decide in place of the person who asked: admins of the workspace, and people
whom the owner has named."""

import asyncio
import logging
from collections.abc import Collection, Mapping
from typing import Any, Final

from bot.adapters.slack_errors import translated
from bot.adapters.slack_identity import InstalledClient
from bot.core.caller import Caller, Priority
from bot.core.errors import ChatError

LONGEST: Final = 2.0
"""Seconds to find out; Slack waits three for the acknowledgement of a click."""
log = logging.getLogger(__name__)


class SlackAdmins:
    """Implements the port `Admins`. Whoever is not certainly an admin is none."""

    def __init__(self, client: InstalledClient, named: Collection[str] = ()) -> None:
        self._client, self._named = client, frozenset(named)

    async def __call__(self, team: str, user: str) -> bool:
        """Whether this person is an admin of the workspace."""
        if user in self._named:
            return True
        client = self._client.by(Caller(team, Priority.END))
        try:
            async with asyncio.timeout(LONGEST):
                with translated("users.info"):
                    answer = await client.users_info(user=user)
        except (ChatError, TimeoutError) as error:
            log.warning("whether %s is an admin is unknown: %s", user, error)
            return False
        return _is_admin(answer.get("user") or {}, team)


def _is_admin(person: Mapping[str, Any], team: str) -> bool:
    """Somebody from elsewhere may be an admin there, which does not count here."""
    elsewhere = person.get("is_stranger") or person.get("deleted")
    teams = (person.get("enterprise_user") or {}).get("teams") or ()
    here = person.get("team_id") == team or team in teams
    return person.get("is_admin") is True and here and not elsewhere
