"""Forms and the app's own tab. What Slack does not take is logged, and never raised."""

import asyncio
import logging
from collections.abc import Awaitable
from typing import Any, Final

from slack_sdk.web.async_client import AsyncWebClient

from bot.adapters.slack_errors import translated
from bot.core.errors import ChatError
from bot.core.rank import Rank, ranked

# Slack wants a click acknowledged within three seconds; so long do triggers live too.
LONGEST: Final = 2.5
log = logging.getLogger(__name__)


class SlackViews:
    """Implements the port `Views`."""

    def __init__(self, client: AsyncWebClient, longest: float = LONGEST) -> None:
        self._client, self._longest = client, longest

    async def open(self, trigger: str, view: dict[str, Any]) -> None:
        """Open a form for whoever clicked, while the trigger lives."""
        opening = self._client.views_open(trigger_id=trigger, view=view)
        await self._tried("views.open", opening)

    async def publish(self, user: str, view: dict[str, Any]) -> None:
        """Replace a person's view of the app's own tab."""
        publishing = self._client.views_publish(user_id=user, view=view)
        await self._tried("views.publish", publishing)

    async def _tried(self, call: str, work: Awaitable[object]) -> None:
        try:
            with translated(call), ranked(Rank.END):
                await asyncio.wait_for(work, self._longest)
        except ChatError as error:
            log.warning("a view was not shown: %s", error)
