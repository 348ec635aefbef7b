"""The bot's own web server: Slack's requests, the pictures of the way `url`, status.

Whoever knows the address may send what they like: only what Slack signed gets past
Bolt, and what else comes is answered in few words and never logged.
"""

import asyncio
import logging
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.request.async_request import AsyncBoltRequest

from bot.adapters import status
from bot.adapters.hanging import AddressWay
from bot.adapters.hanging.address import content_type
from bot.adapters.health import Health

MOST_BODY = 1_000_000
READ_SECONDS = 10.0
UNREADABLE = (ValueError, LookupError, TypeError, AttributeError, RecursionError)
"""What comes of reading a body that is not what its headers or its start promise."""

_SIGNED = {
    "X-Slack-Request-Timestamp": re.compile(r"[0-9]{1,12}"),
    "X-Slack-Signature": re.compile(r"v0=[0-9a-f]{64}"),
}

log = logging.getLogger(__name__)


class Web:
    """Routes, put together as they are needed."""

    def __init__(self, read_seconds: float = READ_SECONDS) -> None:
        self._read_seconds = read_seconds
        self._app = web.Application(client_max_size=MOST_BODY)
        self._app.router.add_get("/healthz", status.alive)

    def serve_readiness(self, health: Health, *, in_full: bool = False) -> None:
        """Say whether the bot is ready; `in_full`, what is wrong, too."""
        handler = status.readiness(health, in_full=in_full)
        self._app.router.add_get("/readyz", handler)

    def serve_figures(self, read: status.Read | None) -> None:
        """Give out figures; never at an address that strangers know."""
        self._app.router.add_get("/metrics", status.figures(read))

    def serve_slack(self, bolt: AsyncApp) -> None:
        """Take Slack's requests; Bolt checks their signatures."""

        async def events(request: web.Request) -> web.Response:
            asked = await _asked(request, self._read_seconds)
            response = await bolt.async_dispatch(asked)
            if response.status == 401:
                log.warning("refused a request that Slack did not sign")
            return await to_aiohttp_response(response)

        self._app.router.add_post("/slack/events", events)

    def serve_pictures(self, way: AddressWay) -> None:
        """Give out the pictures whose address we made."""

        async def picture(request: web.Request) -> web.Response:
            data = await way.read(request.match_info["path"])
            if data is None:
                raise web.HTTPNotFound
            headers = {
                "Cache-Control": "public, max-age=31536000, immutable",
                "X-Content-Type-Options": "nosniff",
            }
            kind = content_type(data)
            return web.Response(body=data, content_type=kind, headers=headers)

        self._app.router.add_get("/p/{path}", picture)

    @asynccontextmanager
    async def listening(self, host: str, port: int) -> AsyncIterator[str]:
        """Listen, and yield the address."""
        runner = web.AppRunner(
            self._app,
            access_log=None,
            shutdown_timeout=5,
            auto_decompress=False,  # Slack compresses nothing, and bombs do not unpack
        )
        await runner.setup()
        try:
            await web.TCPSite(runner, host, port).start()
            name, number = runner.addresses[0][:2]
            yield (
                f"http://[{name}]:{number}"
                if ":" in name
                else f"http://{name}:{number}"
            )
        finally:
            await runner.cleanup()


async def _asked(request: web.Request, seconds: float) -> AsyncBoltRequest:
    """Bolt reads a body before it checks the signature, so anything may be in there."""
    if not _looks_signed(request):
        log.warning("refused a request that Slack did not sign")
        raise web.HTTPUnauthorized
    try:
        async with asyncio.timeout(seconds):
            return await to_bolt_request(request)
    except TimeoutError as error:
        raise web.HTTPRequestTimeout from error
    except (*UNREADABLE, web.RequestPayloadError) as error:
        log.warning("refused a request that cannot be read")
        raise web.HTTPBadRequest from error


def _looks_signed(request: web.Request) -> bool:
    """Whether there is something to check; Bolt stumbles over what has another form."""
    return all(
        form.fullmatch(value)
        for name, form in _SIGNED.items()
        for value in request.headers.getall(name, [""])
    )
