"""The place where everything from Slack comes in, over either transport.

A payload is read once, here: it becomes one that Bolt and the handlers can rely on, or
nothing. If it becomes nothing, it is acknowledged, so that Slack does not send it
again, and leaves one line in the log.
"""

import logging

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient

from bot.core.reporting.log_context import pairs
from handlers.payloads.fields import Malformed
from handlers.payloads.shape import shaped, whence

log = logging.getLogger(__name__)


class Edge:
    """Takes payloads whose sender has been checked already."""

    def __init__(self, bolt: AsyncApp) -> None:
        self._bolt = bolt

    @property
    def client(self) -> AsyncWebClient:
        """Bolt's own client, without a token of the bot."""
        return self._bolt.client

    async def take(self, body: object) -> BoltResponse:
        """Hand the payload to its handlers, and return the answer for Slack."""
        try:
            payload = shaped(body)
        except Malformed:
            log.info("nothing for us", extra=pairs(**whence(body)))
            return BoltResponse(status=200)
        # Bolt's own check of signatures is for requests of the mode "http" alone.
        request = AsyncBoltRequest(mode="socket_mode", body=payload)
        return await self._bolt.async_dispatch(request)
