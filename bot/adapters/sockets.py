"""Socket Mode: connected, watched, and closed in order."""

import asyncio
import logging
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.app.async_app import AsyncApp

from bot.adapters.slack_errors import translated
from bot.core.errors import ChatError

PING_EVERY = 10.0
WATCH_EVERY = 5.0
STALE_AFTER = 60.0
log = logging.getLogger(__name__)


class Socket:
    """One connection to Slack.

    The client reconnects by itself in most cases; the watchdog covers those in which
    it does not: a session that is closed for good, or pongs that no longer come.
    """

    def __init__(
        self,
        bolt: AsyncApp,
        app_token: str,
        watch_every: float = WATCH_EVERY,
        stale_after: float = STALE_AFTER,
    ) -> None:
        self._watch_every, self._stale_after = watch_every, stale_after
        self._handler = AsyncSocketModeHandler(
            bolt, app_token, ping_interval=PING_EVERY
        )
        self._client = self._handler.client

    @asynccontextmanager
    async def connected(self) -> AsyncIterator[None]:
        """Connect, keep connected, and close."""
        await self._client.connect()  # type: ignore[no-untyped-call] # the SDK has no types here
        watchdog = asyncio.create_task(self._watch())
        try:
            yield
        finally:
            watchdog.cancel()
            await asyncio.gather(watchdog, return_exceptions=True)
            await self.close()

    async def close(self) -> None:
        """Take nothing more in; fine to call twice."""
        if not self._client.closed:
            await self._client.close()  # type: ignore[no-untyped-call] # nor here
            await _ended(self._client)

    async def trouble(self) -> str:
        """What is wrong with the connection, in a few words."""
        if self._stale():
            return "no pong for too long"
        live = await self._client.is_connected()
        return "" if live else "not connected"

    async def _watch(self) -> None:
        while True:
            await asyncio.sleep(self._watch_every)
            if self._stale():
                log.warning("no pong from Slack for too long; connecting anew")
                await self._reconnect()

    async def _reconnect(self) -> None:
        """Until it succeeds the connection stays stale, and is tried again."""
        try:
            with translated("apps.connections.open"):
                await self._client.connect_to_new_endpoint(force=True)
        except ChatError as error:
            log.warning("Slack cannot be reached: %s", error)
        else:
            self._client.last_ping_pong_time = None

    def _stale(self) -> bool:
        last = self._client.last_ping_pong_time
        return last is not None and time.time() - last > self._stale_after


async def _ended(client: object) -> None:
    """The client cancels its tasks without waiting for them."""
    names = ("message_processor", "current_session_monitor", "message_receiver")
    tasks = [task for name in names if (task := getattr(client, name, None))]
    await asyncio.gather(*tasks, return_exceptions=True)
