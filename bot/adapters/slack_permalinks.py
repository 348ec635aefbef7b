"""Where messages are found in a browser: Slack is asked once for each workspace."""

import asyncio
import logging
from typing import Final
from urllib.parse import urlsplit

from bot.adapters.slack_errors import translated
from bot.adapters.slack_identity import InstalledClient
from bot.core.caller import Caller, Priority
from bot.core.errors import ChatError

LONGEST: Final = 2.0
MOST: Final = 2_000
log = logging.getLogger(__name__)


class SlackPermalinks:
    """Implements the port `Permalinks`."""

    def __init__(self, client: InstalledClient) -> None:
        self._client = client
        self._bases: dict[str, str] = {}

    async def base(self, team: str, channel: str, ts: str) -> str:
        """The address of a workspace, without a slash at its end."""
        if team not in self._bases:
            found = await self._ask(team, channel, ts)
            if not found or len(self._bases) >= MOST:
                return found
            self._bases[team] = found
        return self._bases[team]

    async def _ask(self, team: str, channel: str, ts: str) -> str:
        client = self._client.by(Caller(team, Priority.END))
        try:
            async with asyncio.timeout(LONGEST):
                with translated("chat.getPermalink"):
                    answer = await client.chat_getPermalink(
                        channel=channel, message_ts=ts
                    )
        except (ChatError, TimeoutError) as error:
            log.warning("where messages are found in a browser is unknown: %s", error)
            return ""
        parts = urlsplit(str(answer.get("permalink") or ""))
        return f"{parts.scheme}://{parts.netloc}" if parts.scheme == "https" else ""
