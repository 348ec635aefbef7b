"""The bot's own web server. Its routes are given to it.

Anybody who knows the address may send anything. So connections, headers and bodies are
limited, and malformed requests get a short answer and are hardly logged.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Final

from aiohttp import web
from aiohttp.typedefs import Middleware

from bot.adapters import status
from bot.adapters.refusals import Refusals, ServerLog
from bot.adapters.visits import HEADER_SECONDS, Visits

MOST_BODY: Final = 1_000_000
MOST_HEADERS: Final = 64
MOST_OF_A_HEADER: Final = 4096
READ_AHEAD: Final = 262144
KEPT: Final = web.RequestKey("KEPT", bool)
"""Set by a route that knows where a request comes from: its connection may stay."""

_Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Web:
    """The routes of the server, collected before it starts."""

    def __init__(
        self, *, most: int | None = None, header_seconds: float = HEADER_SECONDS
    ) -> None:
        self.refused = Refusals()
        self._visits = Visits(self.refused, most, header_seconds)
        self._app = web.Application(
            client_max_size=MOST_BODY, middlewares=[self._attended()]
        )
        self.serve(web.get("/healthz", status.alive))

    def serve(self, *routes: web.RouteDef) -> None:
        """Serve these, too."""
        self._app.router.add_routes(routes)

    @property
    def connected(self) -> int:
        """The number of connections now."""
        return self._visits.count

    @asynccontextmanager
    async def listening(self, host: str, port: int) -> AsyncIterator[str]:
        """Listen, and yield the address."""
        runner = web.AppRunner(
            self._app,
            access_log=None,
            logger=ServerLog(self.refused),
            shutdown_timeout=5,
            auto_decompress=False,  # Slack compresses nothing; bombs stay shut
            max_headers=MOST_HEADERS,
            max_field_size=MOST_OF_A_HEADER,
            read_bufsize=READ_AHEAD,
            lingering_time=2,
        )
        await runner.setup()
        try:
            async with self._bound(runner, host, port) as url:
                yield url
        finally:
            await runner.cleanup()

    @asynccontextmanager
    async def _bound(
        self, runner: web.AppRunner, host: str, port: int
    ) -> AsyncIterator[str]:
        protocols = runner.server
        assert protocols is not None  # noqa: S101 -- it is set up
        loop = asyncio.get_running_loop()
        server = await loop.create_server(self._visits.before(protocols), host, port)
        try:
            name, number = server.sockets[0].getsockname()[:2]
            yield (
                f"http://[{name}]:{number}"
                if ":" in name
                else f"http://{name}:{number}"
            )
        finally:
            server.close()

    def _attended(self) -> Middleware:
        @web.middleware
        async def attended(
            request: web.Request, handler: _Handler
        ) -> web.StreamResponse:
            """Close a stranger's connection after one answer, so that nothing of theirs
            stays."""
            with self._visits.attending(request.transport) as visit:
                try:
                    response = await handler(request)
                except web.HTTPException as error:
                    visit.trusted = False
                    error.force_close()
                    raise
                visit.trusted = request.get(KEPT, False)
                if not visit.trusted:
                    response.force_close()
                return response

        return attended
