"""Serves the playground's MCP servers with uvicorn, within the playground's own
process."""

import asyncio
import socket
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import uvicorn
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from playground.mcp.arrivals import Arrivals
from playground.mcp.shop import shop
from playground.mcp.status import status


class Running:
    """Both servers. Whoever calls the shop needs its token; the status page is open."""

    def __init__(self, arrivals: Arrivals, token: str) -> None:
        apps: dict[str, ASGIApp] = {
            "shop": _Locked(shop(arrivals).streamable_http_app(), token),
            "status": status(arrivals).streamable_http_app(),
        }
        self._servers = {name: _Server(app) for name, app in apps.items()}
        self._tasks: list[asyncio.Task[None]] = []

    async def begin(self, doors: Mapping[str, socket.socket]) -> None:
        """Answer at these doors from now on."""
        self._tasks = [
            asyncio.create_task(server.serve([doors[name]]))
            for name, server in self._servers.items()
        ]
        for server in self._servers.values():
            await server.begun.wait()

    async def end(self) -> None:
        """Answer nobody any more."""
        for server in self._servers.values():
            server.should_exit = True
        await asyncio.gather(*self._tasks)


class _Server(uvicorn.Server):
    """Leaves the signals to the playground, and says when it answers."""

    def __init__(self, app: ASGIApp) -> None:
        super().__init__(
            uvicorn.Config(
                app,
                log_config=None,
                access_log=False,
                ws="none",
                timeout_graceful_shutdown=1,
            )
        )
        self.begun = asyncio.Event()

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.begun.set()


class _Locked:
    """Lets nobody in without the token."""

    def __init__(self, app: ASGIApp, token: str) -> None:
        self._app, self._wanted = app, f"Bearer {token}".encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        given = dict(scope.get("headers", ())).get(b"authorization")
        if scope["type"] == "http" and given != self._wanted:
            refusal = Response(status_code=401, headers={"WWW-Authenticate": "Bearer"})
            await refusal(scope, receive, send)
        else:
            await self._app(scope, receive, send)
