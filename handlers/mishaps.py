"""Logs errors that happen while Slack waits, before there is a turn: one line, without
anybody's words.

Slack learns that the payload was not handled, and sends it again.
"""

import logging
from typing import Any

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.error import BoltUnhandledRequestError
from slack_bolt.response import BoltResponse

from bot.core.reporting.counters import Counters
from bot.core.reporting.log_context import pairs
from handlers.payloads.shape import whence

log = logging.getLogger(__name__)


def register(app: AsyncApp, counters: Counters) -> None:
    """Register this in place of Bolt's own error handler."""

    @app.error
    async def on_error(error: Exception, body: dict[str, Any]) -> BoltResponse | None:
        if isinstance(error, BoltUnhandledRequestError):
            log.info("nothing handles it", extra=pairs(**whence(body)))
            return BoltResponse(status=200)
        counters.missed()
        log.error("not handled", exc_info=error, extra=pairs(**whence(body)))
        return None
