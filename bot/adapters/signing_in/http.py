"""One request to an authorization server, within limits of time, size and place.

Whoever runs a server can have us ask any address. So each is checked before it is asked
and again when its name is looked up, and redirects stay on their host. A request that
carries a secret is never redirected.
"""

import asyncio
import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import urljoin, urlsplit

from aiohttp import ClientError, ClientResponse, ClientSession, TCPConnector

from bot.adapters.mcp.addresses import PublicResolver
from bot.adapters.proxies import proxy_to
from bot.core.errors import SignInFailed
from bot.core.servers.addresses import trouble_with

PATIENCE: Final = 15.0
MOST_BYTES: Final = 100_000
MOST_REDIRECTS: Final = 3
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back. Its body can hold tokens, so it is not shown."""

    status: int
    challenge: str = ""
    body: Json | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Post:
    """What is sent: a form, or JSON."""

    form: Mapping[str, str] | None = field(default=None, repr=False)
    json: Mapping[str, Any] | None = field(default=None, repr=False)
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)


class Http:
    """Asks one address at a time. If it is `local`, it may be anywhere."""

    def __init__(
        self,
        *,
        local: bool = False,
        patience: float = PATIENCE,
        resolver: PublicResolver | None = None,
    ) -> None:
        self.local, self._patience, self._resolver = local, patience, resolver

    async def get(self, url: str) -> Answer:
        """What is there. Raises SignInFailed."""
        for _ in range(1 + MOST_REDIRECTS):
            async with self._asked("GET", url, Post()) as response:
                if response.status not in (301, 302, 303, 307, 308):
                    return await _read(response)
                target = urljoin(url, response.headers.get("Location", ""))
            if urlsplit(target)[:2] != urlsplit(url)[:2]:
                raise SignInFailed("it redirects to another host")
            url = target
        raise SignInFailed("it redirects too often")

    async def post(self, url: str, post: Post) -> Answer:
        """The answer to what is sent. Raises SignInFailed."""
        async with self._asked("POST", url, post) as response:
            if 300 <= response.status < 400:
                raise SignInFailed("it redirects what must not be sent on")
            return await _read(response)

    @asynccontextmanager
    async def _asked(
        self, method: str, url: str, post: Post
    ) -> AsyncIterator[ClientResponse]:
        if trouble := trouble_with(url, local=self.local):
            raise SignInFailed(f"an address of it {trouble}")
        proxy = proxy_to(url)
        # A proxy looks names up itself, and it is the proxy that we connect to.
        guard = None if self.local or proxy else self._resolver or PublicResolver()
        connector = TCPConnector(resolver=guard, use_dns_cache=False, limit=1)
        headers = {
            "Accept": "application/json",
            "Accept-Encoding": "identity",
            "User-Agent": "Darkroom",
            **post.headers,
        }
        try:
            async with (
                asyncio.timeout(self._patience),
                ClientSession(connector=connector, auto_decompress=False) as http,
                http.request(
                    method,
                    url,
                    data=post.form,
                    json=post.json,
                    headers=headers,
                    allow_redirects=False,
                    proxy=proxy,
                ) as response,
            ):
                yield response
        except TimeoutError:
            raise SignInFailed("it does not answer in time") from None
        except (ClientError, OSError, ValueError) as error:
            # Their own texts repeat the address.
            kind = type(error).__name__
            raise SignInFailed(f"it cannot be reached ({kind})") from None


async def _read(response: ClientResponse) -> Answer:
    data = b""
    async for piece in response.content.iter_any():
        data += piece
        if len(data) > MOST_BYTES:
            raise SignInFailed("it sends too much")
    challenge = response.headers.get("WWW-Authenticate", "")
    return Answer(response.status, challenge, _parsed(data))


def _parsed(data: bytes) -> Json | None:
    try:
        found = json.loads(data)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None
