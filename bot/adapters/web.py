"""The bot's own web server: Slack's requests, the pictures of the way `url`, health."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.app.async_app import AsyncApp

from bot.adapters.hanging import AddressWay
from bot.adapters.hanging.address import content_type

MOST_BODY = 1_000_000


class Web:
    """Routes, put together as they are needed."""

    def __init__(self) -> None:
        self._app = web.Application(client_max_size=MOST_BODY)
        self._app.router.add_get("/healthz", _healthz)

    def serve_slack(self, bolt: AsyncApp) -> None:
        """Take Slack's requests; Bolt checks their signatures."""

        async def events(request: web.Request) -> web.Response:
            response = await bolt.async_dispatch(await to_bolt_request(request))
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
        runner = web.AppRunner(self._app, access_log=None, shutdown_timeout=5)
        await runner.setup()
        try:
            await web.TCPSite(runner, host, port).start()
            bound = runner.addresses[0]
            yield f"http://{bound[0]}:{bound[1]}"
        finally:
            await runner.cleanup()


async def _healthz(_: web.Request) -> web.Response:
    return web.Response(text="ok")
