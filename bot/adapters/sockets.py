"""Socket Mode: connects, watches the connection, and closes it in an orderly way."""

import asyncio
import json
import logging
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from slack_bolt.adapter.socket_mode.async_internals import send_async_response
from slack_bolt.response import BoltResponse
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.web.async_client import AsyncWebClient

from bot.adapters.slack_errors import translated
from bot.core.errors import ChatError

PING_EVERY = 10.0
WATCH_EVERY = 0.5
LONGEST_PAUSE = 10.0
STALE_AFTER = 60.0
Take = Callable[[object], Awaitable[BoltResponse]]
log = logging.getLogger(__name__)


class ReadingClient(SocketModeClient):
    """Slack's client, which here never sees a frame that would make it log a
    traceback."""

    async def enqueue_message(self, message: str) -> None:
        """Keep only frames that are envelopes, or Slack's messages about the
        connection."""
        if frame := _readable(message):
            await super().enqueue_message(frame)
        else:
            log.warning("ignored a frame that cannot be read")


class Socket:
    """One connection to Slack.

    In most cases the client reconnects by itself. The watchdog covers the others: a
    lost session, which the client only notices with its next ping, and pongs that no
    longer come.
    """

    def __init__(
        self,
        take: Take,
        slack: AsyncWebClient,
        app_token: str,
        watch_every: float = WATCH_EVERY,
        stale_after: float = STALE_AFTER,
    ) -> None:
        self._watch_every, self._stale_after = watch_every, stale_after
        self._take = take
        self._client = ReadingClient(
            app_token,
            logging.getLogger("slack_sdk.socket_mode"),
            slack,
            ping_interval=PING_EVERY,
        )
        self._client.socket_mode_request_listeners.append(self._hear)

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
        """Take in nothing more; fine to call twice."""
        if not self._client.closed:
            await self._client.close()  # type: ignore[no-untyped-call] # nor here
            await _tasks_done(self._client)

    async def trouble(self) -> str:
        """What is wrong with the connection, in a few words."""
        if self._stale():
            return "no pong for too long"
        live = await self._client.is_connected()
        return "" if live else "not connected"

    async def _hear(
        self, client: AsyncBaseSocketModeClient, request: SocketModeRequest
    ) -> None:
        """Pass the payload on, and acknowledge it if it was taken."""
        begun = time.time()
        answer = await self._take(request.payload)
        await send_async_response(client, request, answer, begun)

    async def _watch(self) -> None:
        pause = self._watch_every
        while True:
            await asyncio.sleep(pause)
            there = True
            if self._stale():
                log.warning("no pong from Slack for too long; reconnecting")
                there = await self._reconnect(force=True)
            elif self._cut():
                there = await self._reconnect(force=False)
            pause = self._watch_every if there else min(2 * pause, LONGEST_PAUSE)

    async def _reconnect(self, *, force: bool) -> bool:
        """Reconnect; if that fails, leave the connection as it is and try again
        later."""
        try:
            with translated("apps.connections.open"):
                await self._client.connect_to_new_endpoint(force=force)
        except ChatError as error:
            log.warning("Slack cannot be reached: %s", error)
            return False
        self._client.last_ping_pong_time = None
        return True

    def _cut(self) -> bool:
        session = self._client.current_session
        return session is not None and session.closed and not self._client.closed

    def _stale(self) -> bool:
        last = self._client.last_ping_pong_time
        return last is not None and time.time() - last > self._stale_after


def _readable(frame: str) -> str:
    """The frame as the client can read it, empty if it cannot.

    An envelope whose payload is no object gets an empty one: it is still acknowledged.
    """
    try:
        envelope = json.loads(frame)
    except (ValueError, RecursionError):
        return ""
    if not isinstance(envelope, dict) or not isinstance(envelope.get("type"), str):
        return ""
    if not isinstance(envelope.get("envelope_id", ""), str):
        return ""
    if isinstance(envelope.get("payload", {}), dict):
        return frame
    return json.dumps(envelope | {"payload": {}})


async def _tasks_done(client: object) -> None:
    """Wait for the client's tasks: it cancels them without waiting."""
    names = ("message_processor", "current_session_monitor", "message_receiver")
    tasks = [task for name in names if (task := getattr(client, name, None))]
    await asyncio.gather(*tasks, return_exceptions=True)
