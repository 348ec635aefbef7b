"""Opens a response's stream and reads its raw events.

`client.responses.create` would make an object of every event, and use a wrong class for
unknown ones. So this uses the client's `post` and reads the bytes itself, which is
cheaper, too.
"""

import asyncio
import ssl
from collections.abc import AsyncGenerator, AsyncIterator, Iterator
from contextlib import aclosing, asynccontextmanager, contextmanager
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import quote

import anyio
import httpx2
from openai import (
    APIConnectionError,
    AsyncOpenAI,
    AsyncStream,
    BadRequestError,
    NotFoundError,
    OpenAIError,
    Timeout,
)

from bot.adapters.openai_errors import judge, named
from bot.adapters.openai_failures import translated
from bot.adapters.openai_fields import Wire, part_of
from bot.adapters.openai_sse import Cutter, parsed
from bot.adapters.openai_told import Json
from bot.core.errors import ModelCut

Wires = AsyncStream[object]

_LOST: Final = (httpx2.RequestError, ssl.SSLError, anyio.EndOfStream)
"""The errors that the official client also takes for a lost connection."""


@dataclass(frozen=True, slots=True)
class Limits:
    """When a stream has to end, and how many seconds it may be silent."""

    until: float
    silence: float

    @property
    def timeout(self) -> Timeout:
        return Timeout(connect=5.0, pool=5.0, write=60.0, read=self.silence)


@asynccontextmanager
async def begun(
    client: AsyncOpenAI, body: Json, limits: Limits
) -> AsyncIterator[Wires]:
    """The stream of a new response; closed when left."""
    with translated(begun=False):
        async with asyncio.timeout_at(limits.until):
            stream = await client.post(
                "/responses",
                cast_to=object,
                body=body,
                options={"timeout": limits.timeout},
                stream=True,
                stream_cls=AsyncStream[object],
            )
    async with stream:
        yield stream


@asynccontextmanager
async def resumed(
    client: AsyncOpenAI, response: str, after: int | None, limits: Limits
) -> AsyncIterator[Wires]:
    """The stream of a response that is already running; closed when left."""
    query: dict[str, object] = {"stream": True, "include_obfuscation": False}
    if after is not None:
        query["starting_after"] = after
    with translated(begun=False):
        try:
            async with asyncio.timeout_at(limits.until):
                stream = await client.get(
                    f"/responses/{quote(response, safe='')}",
                    cast_to=object,
                    options={"params": query, "timeout": limits.timeout},
                    stream=True,
                    stream_cls=AsyncStream[object],
                )
        except (NotFoundError, BadRequestError) as error:
            # It is gone, or cannot be resumed: the answer has to start again.
            raise ModelCut(f"{error.status_code}: cannot be taken up") from error
    async with stream:
        yield stream


async def events(stream: AsyncStream[Any], until: float) -> AsyncGenerator[Wire, None]:
    """The events of a stream, until it ends or the time is up."""
    kind = stream.response.headers.get("content-type", "text/event-stream")
    if not kind.startswith("text/event-stream"):
        raise ModelCut(f"200, but no stream: {kind[:80]}")
    cutter = Cutter()
    async with aclosing(_chunks(stream.response, until)) as chunks:
        async for chunk in chunks:
            for data in cutter.feed(chunk):
                if data.startswith(b"[DONE]"):
                    return
                if wire := _wire(data):
                    yield wire
                del wire, data  # it holds pictures, and the next one may take long
            del chunk


async def _chunks(
    response: httpx2.Response, until: float
) -> AsyncGenerator[bytes, None]:
    async with aclosing(response.aiter_bytes()) as chunks:
        while True:
            with translated(begun=True), _lost(response.request):
                async with asyncio.timeout_at(until):
                    chunk = await anext(chunks, None)
            if chunk is None:
                return
            yield chunk
            del chunk


@contextmanager
def _lost(request: httpx2.Request) -> Iterator[None]:
    try:
        yield
    except _LOST as error:
        raise APIConnectionError(request=request) from error


def _wire(data: bytes) -> Wire | None:
    """The event, if it is one. An error may come in place of any event."""
    with translated(begun=True):
        wire = parsed(data)
    if not isinstance(wire, dict):
        return None
    if wire.get("error"):
        raise judge(named(part_of(wire, "error")))
    return wire


async def cancel(client: AsyncOpenAI, response: str) -> None:
    """Stop a background response. It is fine if it has ended already."""
    try:
        await client.responses.cancel(response, timeout=5.0)
    except OpenAIError:
        return
