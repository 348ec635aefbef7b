"""The model behind the port: one request to the Responses API, read as our events."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import AbstractAsyncContextManager, aclosing

from openai import AsyncOpenAI, Timeout

from bot.adapters import openai_stream as streams
from bot.adapters.openai_reader import Reader
from bot.adapters.openai_request import Drawing, build
from bot.adapters.openai_wire import fault
from bot.core.errors import ModelCut, ModelSlow
from bot.core.events import Started, TurnEvent
from bot.core.request import Request


class OpenAIModel:
    """A `Model` that answers through OpenAI. Does not own the client.

    The client's own retries are off: they would pay for a picture twice.
    """

    def __init__(self, client: AsyncOpenAI, look: Drawing) -> None:
        timeout = Timeout(connect=5.0, pool=5.0, write=60.0, read=look.silence_seconds)
        self._client = client.with_options(max_retries=0, timeout=timeout)
        self._look = look
        self._handing_over = False
        self._left: set[str] = set()

    def hand_over(self) -> None:
        """From now on, closing an answer leaves its background response running.

        For a shutdown: the next process takes the response up.
        """
        self._handing_over = True

    def leave(self, response: str) -> None:
        """Closing the answer with this response leaves it running: another reads on."""
        self._left.add(response)

    async def answer(self, request: Request) -> AsyncGenerator[TurnEvent, None]:
        """Yield the answer's events, or raise a ModelError; one try, no retries."""
        reader = Reader(request.resume or "", self._look.previews > 0)
        try:
            async with aclosing(self._read(request, reader)) as events:
                async for event in events:
                    yield event
                    del event  # it may hold a picture
        except (GeneratorExit, asyncio.CancelledError, ModelSlow):
            await self._give_up(reader)
            raise

    async def _read(
        self, request: Request, reader: Reader
    ) -> AsyncGenerator[TurnEvent, None]:
        until = asyncio.get_running_loop().time() + self._look.answer_seconds
        async with self._open(request, until) as stream:
            if request.resume:
                # The beginning is not told again; the look's model is what it was.
                yield Started(request.resume, self._look.model)
            async with aclosing(streams.events(stream, until)) as wires:
                async for wire in wires:
                    found, error = await reader.read(wire), fault(wire)
                    del wire  # pictures are in there, and the next is long in coming
                    while found:
                        yield found[0]
                        found = found[1:]
                    if error:
                        raise error
                    if reader.over:
                        return
        raise ModelCut("the stream ended before the answer did")

    def _open(
        self, request: Request, until: float
    ) -> AbstractAsyncContextManager[streams.Wires]:
        if request.resume:
            response, after = request.resume, request.after
            return streams.resumed(self._client, response, after, until)
        return streams.begun(self._client, build(request, self._look), until)

    async def _give_up(self, reader: Reader) -> None:
        """End a background response that nobody will read on.

        Any other ends with its connection.
        """
        running = reader.response and not reader.over
        left = self._handing_over or reader.response in self._left
        self._left.discard(reader.response)
        if self._look.background and running and not left:
            await streams.cancel(self._client, reader.response)
