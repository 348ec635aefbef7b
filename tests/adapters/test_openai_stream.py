"""Our events and errors for any bytes of an open stream, over HTTP."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from aiohttp.typedefs import Handler
from openai import AsyncOpenAI

from bot.adapters.openai_model import OpenAIModel
from bot.core.errors import ModelBusy, ModelCut, ModelError
from bot.core.turn.events import Started, TextAdded
from tests.adapters.openai_side import ASK, Heard, listen

CREATED = (
    b'data: {"type": "response.created", "response": {"id": "resp_1", "model": "m"}}'
)
DELTA = b'data: {"type": "response.output_text.delta", "delta": "Hi"}'
COMPLETED = b'data: {"type": "response.completed", "response": {"id": "resp_1"}}'


async def heard_of(*chunks: bytes, whole: bool = True) -> Heard:
    """Listen to a server that sends these bytes, and then may drop the line."""

    async def stream(request: web.Request) -> web.StreamResponse:
        answer = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
        await answer.prepare(request)
        for chunk in chunks:
            await answer.write(chunk)
        if not whole and request.transport:
            request.transport.close()
        return answer

    async with serving(stream) as client:
        return await listen(OpenAIModel(client), ASK)


@asynccontextmanager
async def serving(handler: Handler) -> AsyncIterator[AsyncOpenAI]:
    app = web.Application()
    app.router.add_post("/responses", handler)
    async with TestServer(app) as server:
        url = str(server.make_url("/"))
        async with AsyncOpenAI(api_key="sk-x", base_url=url) as client:
            yield client


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"])
async def test_a_stream_is_read_with_any_line_end(end: bytes) -> None:
    lines = [b": hello", CREATED, b"", b"event: x", DELTA, b"", COMPLETED, b"", b""]
    heard = await heard_of(b"\xef\xbb\xbf", *(line + end for line in lines))
    assert heard.error is None
    assert heard.text == "Hi"
    assert heard.progress.finished


@pytest.mark.parametrize(
    ("broken", "expected"),
    [
        (b"data: {nope\n\n", ModelCut),
        (b'data: "\xff"\n\n', ModelCut),
        (b"data: [DONE]\n\n" + DELTA + b"\n\n", ModelCut),
        (COMPLETED + b"\n", ModelCut),
        (b'data: {"error": {"code": "server_error"}}\n\n', ModelBusy),
        (b'data: {"error": "words alone"}\n\n', ModelError),
        (b'data: {"type": "error", "code": "server_error"}\n\n', ModelBusy),
    ],
)
async def test_what_came_before_a_broken_event_stays(
    broken: bytes, expected: type[ModelError]
) -> None:
    heard = await heard_of(CREATED + b"\n\n", broken)
    assert type(heard.error) is expected
    assert heard.of(Started)
    assert not heard.of(TextAdded)


async def test_what_is_no_object_is_passed_over() -> None:
    odd = b"data: 7\n\ndata: null\n\ndata: []\n\nevent: ping\n\n"
    heard = await heard_of(odd, CREATED + b"\n\n", COMPLETED + b"\n\n")
    assert heard.error is None


async def test_a_line_that_is_dropped_cuts_the_answer() -> None:
    heard = await heard_of(CREATED + b"\n\n", DELTA, whole=False)
    assert isinstance(heard.error, ModelCut)
    assert "connection lost" in str(heard.error)
    assert heard.of(Started)
