"""Real MCP servers for tests, in both eras of the protocol, and hostile ones."""

import asyncio
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, field
from typing import Any, Literal

import uvicorn
from aiohttp import web
from mcp.server import MCPServer
from mcp.types import ToolAnnotations
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

Era = Literal["newer", "older", "older-json"]
TOKEN = "rk_shop_secret"


def _quiet() -> MCPServer:
    """A server that does not write to the terminal, as it would by itself."""
    return MCPServer("shop", log_level="WARNING")


@dataclass
class Shop:
    """A server of the official package, with what reached it."""

    url: str = ""
    token: str = ""
    says: str = ""
    """What `list_payments` returns, where it is something else than payments."""
    methods: list[str] = field(default_factory=list)
    listed: list[int] = field(default_factory=list)
    refunded: list[str] = field(default_factory=list)
    server: MCPServer = field(default_factory=_quiet)

    def __post_init__(self) -> None:
        reads = ToolAnnotations(read_only_hint=True)

        @self.server.tool(annotations=reads)
        def list_payments(count: int = 3, about: str = "") -> str:
            """The newest payments, or those about something."""
            self.listed.append(count)
            return self.says or "\n".join(
                f"pay_{each}: 12.50 EUR" for each in range(count)
            )

        @self.server.tool()
        def refund(payment: str) -> str:
            """Gives a payment back."""
            self.refunded.append(payment)
            return f"{payment} is refunded."

    def describe(self, name: str, words: str) -> None:
        """Change what a tool says of itself, as a server does after it was accepted."""
        self.server.remove_tool(name)

        def changed(payment: str = "", count: int = 3) -> str:
            return "changed"

        self.server.add_tool(changed, name=name, description=words)


class _Door:
    """Stands before a server: asks for its token, and hides the era that it has not."""

    def __init__(self, app: ASGIApp, shop: Shop, era: Era) -> None:
        self._app, self._shop, self._era = app, shop, era

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        self._shop.methods.append(request.headers.get("mcp-method", request.method))
        given = request.headers.get("authorization")
        if self._shop.token and given != f"Bearer {self._shop.token}":
            answer = {"WWW-Authenticate": "Bearer"}
            await Response(status_code=401, headers=answer)(scope, receive, send)
        elif self._era != "newer" and "mcp-method" in request.headers:
            await Response("Bad Request", 400)(scope, receive, send)
        else:
            await self._app(scope, receive, send)


@asynccontextmanager
async def shop(era: Era = "newer", token: str = "") -> AsyncIterator[Shop]:
    """A shop on this machine."""
    found = Shop(token=token)
    app = found.server.streamable_http_app(json_response=era == "older-json")
    app.user_middleware.insert(0, Middleware(_Door, found, era))
    async with serving(app) as url:
        found.url = f"{url}/mcp"
        yield found


@asynccontextmanager
async def serving(
    app: Starlette, given: socket.socket | None = None
) -> AsyncIterator[str]:
    """The address of an application for as long as the context lasts."""
    with closing(given or socket.socket()) as bound:
        if not bound.getsockname()[1]:
            bound.bind(("127.0.0.1", 0))
        config = uvicorn.Config(app, log_config=None, lifespan="on", ws="none")
        server = _Server(config)
        task = asyncio.create_task(server.serve([bound]))
        await asyncio.wait(
            {task, begun := asyncio.create_task(server.begun.wait())},
            return_when="FIRST_COMPLETED",
        )
        begun.cancel()
        try:
            yield f"http://127.0.0.1:{bound.getsockname()[1]}"
        finally:
            server.should_exit = server.force_exit = True
            await task


class _Server(uvicorn.Server):
    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.begun = asyncio.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.begun.set()


Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]


@asynccontextmanager
async def hostile(answer: Answer) -> AsyncIterator[str]:
    """A server that answers everything in this way."""
    app = web.Application()
    app.router.add_route("*", "/{rest:.*}", answer)
    runner = web.AppRunner(app, shutdown_timeout=0)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    try:
        yield f"http://127.0.0.1:{site._server.sockets[0].getsockname()[1]}/mcp"  # type: ignore[union-attr] # it is started
    finally:
        await runner.cleanup()


def listed(*tools: dict[str, Any], **more: Any) -> web.Response:
    """An answer of the newer kind with these tools."""
    result = {"resultType": "complete", "tools": list(tools), **more}
    return web.json_response({"jsonrpc": "2.0", "id": 1, "result": result})
