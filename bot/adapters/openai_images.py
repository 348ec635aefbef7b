"""The image model by itself, behind the port: one picture through the Images API.

There is no response to follow, to resume or to cancel: OpenAI draws for as long as the
connection lasts.
"""

import asyncio
from collections import deque
from collections.abc import AsyncGenerator, AsyncIterator, Sequence
from contextlib import aclosing, asynccontextmanager
from typing import Any

from openai import AsyncOpenAI, AsyncStream

from bot.adapters import openai_stream as streams
from bot.adapters.openai_failures import translated, whole_answer
from bot.adapters.openai_images_request import build
from bot.adapters.openai_images_wire import ImagesReader
from bot.adapters.openai_told import Json
from bot.adapters.openai_wire import fault
from bot.core.errors import ModelCut
from bot.core.turn.events import TurnEvent
from bot.core.turn.request import Request


class OpenAIImages:
    """A `Model` that draws exactly what the request says, and writes no text.

    Any number of requests may be under way. It does not own the client, whose own
    retries are off: they would pay for a picture twice.
    """

    def __init__(self, client: AsyncOpenAI) -> None:
        self._client = client.with_options(max_retries=0)

    def leave(self, response: str) -> None:
        """Do nothing: a direct picture cannot be left running."""

    async def answer(self, request: Request) -> AsyncGenerator[TurnEvent, None]:
        """Yield the picture's events, or raise a ModelError; one try, no retries."""
        until = asyncio.get_running_loop().time() + request.terms.answer_seconds
        reader, body = ImagesReader(request), build(request)
        if "partial_images" not in body:
            for event in await self._at_once(body, reader, until):
                yield event
            return
        limits = streams.Limits(until, request.terms.silence_seconds)
        async with (
            self._begun(body, limits) as stream,
            aclosing(streams.events(stream, until)) as wires,
        ):
            async for wire in wires:
                found, error = deque(await reader.read(wire)), fault(wire)
                del wire  # it holds a picture, and the next one may take long
                while found:
                    yield found.popleft()
                if error:
                    raise error
                if reader.over:
                    return
        raise ModelCut("the stream ended before the picture did")

    async def _at_once(
        self, body: Json, reader: ImagesReader, until: float
    ) -> Sequence[TurnEvent]:
        """The events of a picture that is not streamed: nothing comes before the
        end."""
        left = until - asyncio.get_running_loop().time()
        with whole_answer(), translated(begun=False):
            async with asyncio.timeout_at(until):
                answer = await self._way(body)(**body, timeout=left)
        return await reader.whole(answer.model_dump())

    def _way(self, body: Json) -> Any:
        images = self._client.images
        return images.edit if "image" in body else images.generate

    @asynccontextmanager
    async def _begun(
        self, body: Json, limits: streams.Limits
    ) -> AsyncIterator[AsyncStream[Any]]:
        """The stream of a new picture; closed when left."""
        way = self._way(body)
        with translated(begun=False):
            async with asyncio.timeout_at(limits.until):
                stream = await way(**body, stream=True, timeout=limits.timeout)
        async with stream:
            yield stream
