"""Opens a response's stream and reads its events as they are on the wire.

`client.responses.create` would make an object of every event, of a wrong class for
unknown ones. So this asks the client's own `post` for plain JSON, which costs less too.
"""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import asynccontextmanager
from urllib.parse import quote

from openai import AsyncOpenAI, AsyncStream, BadRequestError, NotFoundError, OpenAIError

from bot.adapters.openai_failures import translated
from bot.adapters.openai_fields import Wire
from bot.adapters.openai_request import Json
from bot.core.errors import ModelCut

Wires = AsyncStream[object]


@asynccontextmanager
async def begun(client: AsyncOpenAI, body: Json, until: float) -> AsyncIterator[Wires]:
    """The stream of a new response; closed when left."""
    with translated(begun=False):
        async with asyncio.timeout_at(until):
            stream = await client.post(
                "/responses",
                cast_to=object,
                body=body,
                stream=True,
                stream_cls=AsyncStream[object],
            )
    async with stream:
        yield stream


@asynccontextmanager
async def resumed(
    client: AsyncOpenAI, response: str, after: int | None, until: float
) -> AsyncIterator[Wires]:
    """The stream of a response that runs already; closed when left."""
    query: dict[str, object] = {"stream": True, "include_obfuscation": False}
    if after is not None:
        query["starting_after"] = after
    with translated(begun=False):
        try:
            async with asyncio.timeout_at(until):
                stream = await client.get(
                    f"/responses/{quote(response, safe='')}",
                    cast_to=object,
                    options={"params": query},
                    stream=True,
                    stream_cls=AsyncStream[object],
                )
        except (NotFoundError, BadRequestError) as error:
            # Gone, or not made for it: the answer has to begin anew.
            raise ModelCut(f"{error.status_code}: cannot be taken up") from error
    async with stream:
        yield stream


async def events(stream: Wires, until: float) -> AsyncGenerator[Wire, None]:
    """The events of a stream, until it ends or the time is up."""
    kind = stream.response.headers.get("content-type", "text/event-stream")
    if not kind.startswith("text/event-stream"):
        raise ModelCut(f"200, but no stream: {kind[:80]}")
    while True:
        with translated(begun=True):
            async with asyncio.timeout_at(until):
                wire = await anext(stream, None)
        if wire is None:
            return
        if isinstance(wire, dict):
            yield wire
        del wire  # pictures are in there, and the next is long in coming


async def cancel(client: AsyncOpenAI, response: str) -> None:
    """Stop a background response. It may have ended by itself: that is as good."""
    try:
        await client.responses.cancel(response, timeout=5.0)
    except OpenAIError:
        return
