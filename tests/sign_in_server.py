"""A real MCP server that one signs in to, with the official package's authorization
server, and a browser that does so."""

import asyncio
import secrets
import socket
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit

import aiohttp
from mcp.server import MCPServer
from mcp.server.auth.provider import (
    AccessToken,
    AuthorizationCode,
    AuthorizationParams,
    OAuthAuthorizationServerProvider,
    RefreshToken,
    TokenError,
    construct_redirect_uri,
)
from mcp.server.auth.settings import (
    AuthSettings,
    ClientRegistrationOptions,
    RevocationOptions,
)
from mcp.shared.auth import OAuthClientInformationFull, OAuthToken
from mcp.types import ToolAnnotations
from pydantic import AnyHttpUrl
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from tests.mcp_servers import serving

SCOPE = "payments"


@dataclass
class Provider(
    OAuthAuthorizationServerProvider[AuthorizationCode, RefreshToken, AccessToken]
):
    """Signs everybody in, renews each token once, and remembers what it gave.

    `iss` is what its callbacks say they come from; `lasts` for how many seconds its
    tokens are good. While `held`, nobody is given a token.
    """

    resource: str
    iss: str | None = None
    lasts: int = 3_600
    clients: dict[str, OAuthClientInformationFull] = field(default_factory=dict)
    codes: dict[str, AuthorizationCode] = field(default_factory=dict)
    access: dict[str, AccessToken] = field(default_factory=dict)
    refresh: dict[str, RefreshToken] = field(default_factory=dict)
    renewed: int = 0
    given: list[str] = field(default_factory=list)
    revoked: list[str] = field(default_factory=list)
    held: asyncio.Event = field(default_factory=asyncio.Event)
    waiting: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        self.held.set()

    async def get_client(self, client_id: str) -> OAuthClientInformationFull | None:
        return self.clients.get(client_id)

    async def register_client(self, client_info: OAuthClientInformationFull) -> None:
        self.clients[client_info.client_id] = client_info

    async def authorize(
        self, client: OAuthClientInformationFull, params: AuthorizationParams
    ) -> str:
        code = secrets.token_urlsafe(24)
        self.codes[code] = AuthorizationCode(
            code=code,
            scopes=params.scopes or [],
            expires_at=time.time() + 60,
            client_id=client.client_id,
            code_challenge=params.code_challenge,
            redirect_uri=params.redirect_uri,
            redirect_uri_provided_explicitly=params.redirect_uri_provided_explicitly,
            resource=params.resource,
        )
        back = str(params.redirect_uri)
        return construct_redirect_uri(back, code=code, state=params.state, iss=self.iss)

    async def load_authorization_code(
        self, client: OAuthClientInformationFull, authorization_code: str
    ) -> AuthorizationCode | None:
        return self.codes.get(authorization_code)

    async def exchange_authorization_code(
        self, client: OAuthClientInformationFull, authorization_code: AuthorizationCode
    ) -> OAuthToken:
        del self.codes[authorization_code.code]
        return await self._give(client, authorization_code)

    async def load_refresh_token(
        self, client: OAuthClientInformationFull, refresh_token: str
    ) -> RefreshToken | None:
        return self.refresh.get(refresh_token)

    async def exchange_refresh_token(
        self,
        client: OAuthClientInformationFull,
        refresh_token: RefreshToken,
        scopes: list[str],
    ) -> OAuthToken:
        if self.refresh.pop(refresh_token.token, None) is None:
            raise TokenError("invalid_grant")
        self.renewed += 1
        return await self._give(client, refresh_token)

    async def load_access_token(self, token: str) -> AccessToken | None:
        return self.access.get(token)

    async def revoke_token(self, token: AccessToken | RefreshToken) -> None:
        self.access.pop(token.token, None)
        self.refresh.pop(token.token, None)
        self.revoked.append(token.token)

    async def _give(
        self,
        client: OAuthClientInformationFull,
        asked: AuthorizationCode | RefreshToken,
    ) -> OAuthToken:
        access, refresh = (secrets.token_urlsafe(24) for _ in range(2))
        told: dict[str, Any] = {
            "client_id": client.client_id,
            "scopes": asked.scopes,
            "resource": asked.resource,
        }
        self.access[access] = AccessToken(token=access, **told)
        self.refresh[refresh] = RefreshToken(token=refresh, **told)
        self.given += [access, refresh]
        self.waiting.set()
        await self.held.wait()
        return OAuthToken(
            access_token=access, refresh_token=refresh, expires_in=self.lasts
        )


@dataclass
class Bank:
    """A server whose tools only those may use who have signed in."""

    url: str
    provider: Provider
    server: MCPServer
    asked: list[str] = field(default_factory=list)
    away: bool = False

    @property
    def secrets(self) -> list[str]:
        """Everything that must appear nowhere."""
        clients = self.provider.clients.values()
        return [*self.provider.given, *(each.client_secret or "" for each in clients)]


class _Noting:
    """Notes which paths are asked for."""

    def __init__(self, app: ASGIApp, bank: Bank) -> None:
        self._app, self._bank = app, bank

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            self._bank.asked.append(Request(scope).url.path)
            if self._bank.away:
                await Response(status_code=503)(scope, receive, send)
                return
        await self._app(scope, receive, send)


@asynccontextmanager
async def bank() -> AsyncIterator[Bank]:
    """A bank on this machine."""
    with closing(socket.socket()) as bound:
        bound.bind(("127.0.0.1", 0))
        origin = f"http://127.0.0.1:{bound.getsockname()[1]}"
        found = _bank(origin)
        app = found.server.streamable_http_app()
        app.user_middleware.insert(0, Middleware(_Noting, found))
        async with serving(app, bound):
            yield found


def _bank(origin: str) -> Bank:
    url = f"{origin}/mcp"
    provider = Provider(url)
    signing = AuthSettings(
        # A text, because an address object would get a slash at its end.
        issuer_url=origin,  # type: ignore[arg-type]
        resource_server_url=AnyHttpUrl(url),
        client_registration_options=ClientRegistrationOptions(
            enabled=True, valid_scopes=[SCOPE]
        ),
        revocation_options=RevocationOptions(enabled=True),
        required_scopes=[SCOPE],
        validate_token_resource=True,
    )
    server = MCPServer(
        "bank", log_level="WARNING", auth_server_provider=provider, auth=signing
    )

    @server.tool(annotations=ToolAnnotations(read_only_hint=True))
    def list_payments(count: int = 3) -> str:
        """The newest payments."""
        return "\n".join(f"pay_{each}: 12.50 EUR" for each in range(count))

    return Bank(url, provider, server)


class Browser:
    """A person's browser: it keeps cookies, and follows what pages lead to."""

    def __init__(self) -> None:
        self._jar = aiohttp.CookieJar(unsafe=True)
        self.pages: list[str] = []
        self.headers: list[Any] = []

    async def get(self, url: str, *, follow: bool = True) -> tuple[int, str]:
        """A page, or where it redirects to."""
        return await self._ask("GET", url, follow=follow)

    async def press(self, url: str, **headers: str) -> str:
        """Press the button of a page; returns where that leads."""
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        _, text = await self._ask("POST", url, sent)
        return (
            text.partition('content="0; url=')[2]
            .partition('"')[0]
            .replace("&amp;", "&")
        )

    async def signed_in(self, link: str, at: str = "") -> tuple[int, str]:
        """Open a link, sign in, and come back: to another process, if wanted."""
        await self.get(link)
        back = await self.allowed(await self.press(link))
        return await self.get(moved(back, at) if at else back)

    async def allowed(self, opening: str) -> str:
        """Sign in, and return where that leads back to."""
        _, back = await self.get(opening, follow=False)
        return back

    async def _ask(
        self,
        method: str,
        url: str,
        headers: Mapping[str, str] | None = None,
        *,
        follow: bool = True,
    ) -> tuple[int, str]:
        async with (
            aiohttp.ClientSession(cookie_jar=self._jar) as http,
            http.request(
                method, url, headers=headers, allow_redirects=follow
            ) as response,
        ):
            self.headers.append(response.headers)
            text = response.headers.get("Location") or await response.text()
            self.pages.append(text)
            return response.status, text


def moved(url: str, at: str) -> str:
    """The same address at another process."""
    parts = urlsplit(url)
    return f"{at}{parts.path}?{parts.query}"


def query_of(url: str) -> dict[str, str]:
    """The fields of an address."""
    return {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}
