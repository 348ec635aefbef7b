"""The model behind the port: one request to the Responses API, read as our events."""

import asyncio
from collections import deque
from collections.abc import AsyncGenerator
from contextlib import AbstractAsyncContextManager, aclosing

from openai import AsyncOpenAI

from bot.adapters import openai_stream as streams
from bot.adapters.openai_reader import Reader
from bot.adapters.openai_request import build
from bot.adapters.openai_wire import fault
from bot.core.errors import ModelCut, ModelSlow
from bot.core.turn.events import Started, TurnEvent
from bot.core.turn.request import Request


class OpenAIModel:
    """A `Model` that answers through OpenAI. Does not own the client.

    The client's own retries are off: they would pay for a picture twice.
    """

    def __init__(self, client: AsyncOpenAI) -> None:
        self._client = client.with_options(max_retries=0)
        self._handing_over = False
        self._left: set[str] = set()

    def hand_over(self) -> None:
        """From now on, closing an answer leaves its background response running.

        For a shutdown: the next process resumes the response.
        """
        self._handing_over = True

    def leave(self, response: str) -> None:
        """Leave this response running when its answer closes: another process reads
        on."""
        self._left.add(response)

    async def answer(self, request: Request) -> AsyncGenerator[TurnEvent, None]:
        """Yield the answer's events, or raise a ModelError; one try, no retries."""
        reader = Reader(request.resume or "", request.terms.previews > 0)
        try:
            async with aclosing(self._read(request, reader)) as events:
                async for event in events:
                    yield event
                    del event  # it may hold a picture
        except (GeneratorExit, asyncio.CancelledError, ModelSlow):
            await self._give_up(request, reader)
            raise

    async def _read(
        self, request: Request, reader: Reader
    ) -> AsyncGenerator[TurnEvent, None]:
        until = asyncio.get_running_loop().time() + request.seconds_left
        async with self._open(request, until) as stream:
            if request.resume:
                # The first event is not sent again, so the model's name is taken from
                # the request.
                yield Started(request.resume, request.terms.model)
            async with aclosing(streams.events(stream, until)) as wires:
                async for wire in wires:
                    found, error = deque(await reader.read(wire)), fault(wire)
                    del wire  # it holds pictures, and the next one may take long
                    while found:
                        yield found.popleft()
                    if error:
                        raise error
                    if reader.over:
                        return
        raise ModelCut("the stream ended before the answer did")

    def _open(
        self, request: Request, until: float
    ) -> AbstractAsyncContextManager[streams.Wires]:
        limits = streams.Limits(until, request.terms.silence_seconds)
        if request.resume:
            response, after = request.resume, request.after
            return streams.resumed(self._client, response, after, limits)
        return streams.begun(self._client, build(request), limits)

    async def _give_up(self, request: Request, reader: Reader) -> None:
        """End a background response that nobody will read to its end.

        Any other ends with its connection.
        """
        running = reader.response and not reader.over
        left = self._handing_over or reader.response in self._left
        self._left.discard(reader.response)
        if request.terms.background and running and not left:
            await streams.cancel(self._client, reader.response)
