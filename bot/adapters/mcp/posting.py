"""One request to a server, and its one answer, with limits on size and redirects.

The token goes to the host that it is meant for and to no other.
"""

import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import urljoin, urlsplit

from aiohttp import ClientResponse, ClientSession

from bot.adapters.mcp.errors import LockedOut, NotThisWay, ServerError
from bot.adapters.openai_sse import Cutter
from bot.core.errors import ModelCut
from bot.core.servers.addresses import trouble_with

MOST_BYTES: Final = 1_000_000
"""Of all answers to one listing together: a list of tools has a tenth of it at most."""
MOST_REDIRECTS: Final = 3
_JSON: Final = "application/json"
_STREAM: Final = "text/event-stream"
Json = dict[str, Any]


@dataclass(slots=True)
class Exchange:
    """All requests of one listing. `url` is where the last one ended."""

    http: ClientSession
    url: str
    token: str = field(repr=False)
    local: bool = False
    proxy: str | None = None
    left: int = MOST_BYTES

    async def ask(self, body: Json, headers: Mapping[str, str]) -> tuple[Json, str]:
        """The answer to a question with an id, and the session that it opens, if it
        does."""
        async with self._sent("POST", body, headers) as response:
            _check(response)
            answer = await self._answer(response, body["id"])
            return answer, response.headers.get("Mcp-Session-Id", "")

    async def tell(self, body: Json, headers: Mapping[str, str]) -> None:
        """Send something to which there is no answer."""
        async with self._sent("POST", body, headers) as response:
            _check(response)

    async def leave(self, headers: Mapping[str, str]) -> None:
        """End the session; a server need not know how to."""
        async with self._sent("DELETE", None, headers):
            pass

    @asynccontextmanager
    async def _sent(
        self, method: str, body: Json | None, headers: Mapping[str, str]
    ) -> AsyncIterator[ClientResponse]:
        whole = {
            "Accept": f"{_JSON}, {_STREAM}",
            "Accept-Encoding": "identity",
            "User-Agent": "Darkroom",
            **headers,
        }
        if self.token:
            whole["Authorization"] = f"Bearer {self.token}"
        for _ in range(1 + MOST_REDIRECTS):
            async with self.http.request(
                method,
                self.url,
                json=body,
                headers=whole,
                allow_redirects=False,
                proxy=self.proxy,
            ) as response:
                if response.status not in (301, 302, 303, 307, 308):
                    yield response
                    return
                self.url = self._redirected(response)
        raise ServerError("it redirects too often")

    def _redirected(self, response: ClientResponse) -> str:
        """Where a redirect leads, if one may follow: to the same host alone."""
        if response.status not in (307, 308):
            raise ServerError("it redirects a request that cannot be repeated")
        target = urljoin(self.url, response.headers.get("Location", ""))
        if trouble_with(target, local=self.local):
            raise ServerError("it redirects to an address that is not allowed")
        if urlsplit(target)[:2] != urlsplit(self.url)[:2]:
            raise ServerError("it redirects to another host")
        return target

    async def _answer(self, response: ClientResponse, number: object) -> Json:
        if response.headers.get("Content-Encoding", "identity") != "identity":
            raise ServerError("it compresses its answer, unasked")
        if response.content_type == _STREAM:
            return await self._streamed(response, number)
        if response.content_type != _JSON:
            raise NotThisWay(f"it answers with {response.status}, and no JSON")
        data = b"".join([each async for each in self._pieces(response)])
        if (answer := _parsed(data)) and answer.get("id") == number:
            return answer
        raise NotThisWay("its answer is not one to this question")

    async def _streamed(self, response: ClientResponse, number: object) -> Json:
        """The answer in a stream, in which other messages may come before it."""
        cutter = Cutter(MOST_BYTES)
        async for piece in self._pieces(response):
            try:
                events = [*cutter.feed(piece)]
            except ModelCut as error:
                raise ServerError("it sends too much") from error
            for data in events:
                answer = _parsed(data)
                if answer and answer.get("id") == number and "method" not in answer:
                    return answer
        raise ServerError("its stream ends before the answer")

    async def _pieces(self, response: ClientResponse) -> AsyncIterator[bytes]:
        async for piece in response.content.iter_any():
            self.left -= len(piece)
            if self.left < 0:
                raise ServerError("it sends too much")
            yield piece


def _check(response: ClientResponse) -> None:
    if response.status in (401, 403):
        raise LockedOut(f"it answers with {response.status}")
    if response.status == 429 or response.status >= 500:
        raise ServerError(f"it answers with {response.status}")
    if response.status >= 400:
        raise NotThisWay(f"it answers with {response.status}")


def _parsed(data: bytes) -> Json | None:
    try:
        found = json.loads(data)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None
