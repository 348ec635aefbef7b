"""The port that is open to the world, and attacks by crowds of strangers that fail."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from urllib.parse import urlsplit

import pytest
from aiohttp import ClientSession, web

from bot.adapters.refusals import CROWDED, UNREAD, Refusals
from bot.adapters.visits import Visits
from bot.adapters.web import KEPT, Web
from bot.log import may_be_shown

HALF = b"POST /slack/events HTTP/1.1\r\nHost: x\r\nX-Half: "
BODY = b"POST /slack/events HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nhalf"


async def known(request: web.Request) -> web.Response:
    """As if Slack had signed it."""
    request[KEPT] = True
    return web.Response(text="known")


@asynccontextmanager
async def served(most: int | None = None, seconds: float = 60) -> AsyncIterator[str]:
    server = Web(most=most, header_seconds=seconds)
    server.serve(web.get("/known", known))
    async with server.listening("127.0.0.1", 0) as url:
        yield url


@asynccontextmanager
async def said(
    url: str, first: bytes
) -> AsyncIterator[tuple[asyncio.StreamReader, asyncio.StreamWriter]]:
    place = urlsplit(url)
    reader, writer = await asyncio.open_connection(place.hostname, place.port)
    writer.write(first)
    try:
        async with asyncio.timeout(60):
            yield reader, writer
    finally:
        writer.close()


async def healthy(url: str) -> bool:
    async with ClientSession() as http, http.get(f"{url}/healthz") as answer:
        return answer.status == 200


async def test_a_crowd_of_half_sent_headers_keeps_nobody_out() -> None:
    """The longest waiting of them make room."""
    async with served(most=20) as url, AsyncExitStack() as stack:
        crowd = [await stack.enter_async_context(said(url, HALF)) for _ in range(60)]
        assert await healthy(url)
        first, _ = crowd[0]
        assert await first.read() == b""


async def test_a_crowd_of_half_sent_bodies_keeps_nobody_out() -> None:
    """Their headers are complete, so that a signature is looked for."""
    server, here = Web(most=20, header_seconds=60), asyncio.Semaphore(0)

    async def reading(request: web.Request) -> web.Response:
        here.release()
        with suppress(Exception):  # how it ends is not asked here
            await request.read()
        return web.Response()

    server.serve(web.post("/slack/events", reading))
    async with server.listening("127.0.0.1", 0) as url, AsyncExitStack() as stack:
        crowd = [await stack.enter_async_context(said(url, BODY)) for _ in range(20)]
        for _ in crowd:
            await here.acquire()
        assert await healthy(url)
        first, _ = crowd[0]
        assert await first.read() == b""


async def test_a_client_that_does_not_finish_its_header_is_let_go() -> None:
    async with served(seconds=0.05) as url, said(url, HALF) as (reader, _):
        assert await reader.read() == b""


async def test_a_client_that_sends_nothing_is_let_go() -> None:
    async with served(seconds=0.05) as url, said(url, b"") as (reader, _):
        assert await reader.read() == b""


async def test_a_stranger_gets_one_answer_a_connection() -> None:
    """Otherwise a half-sent second request would keep the connection."""
    ask = b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n"
    async with served() as url, said(url, ask + HALF) as (reader, _):
        answer = await reader.read()
    assert answer.count(b"HTTP/1.1 ") == 1
    assert b"connection: close" in answer.lower()


async def test_a_connection_that_slacks_signature_came_over_stays() -> None:
    """It is a proxy's, and Slack's next request may be on its way there."""
    ask = b"GET /known HTTP/1.1\r\nHost: x\r\n\r\n"
    async with served(most=5, seconds=0.05) as url, said(url, ask) as (reader, writer):
        await reader.readuntil(b"known")
        async with said(url, HALF) as (stranger, _):
            assert await stranger.read() == b""
        async with AsyncExitStack() as stack:
            for _ in range(20):
                await stack.enter_async_context(said(url, HALF))
            assert await healthy(url)
        writer.write(ask)
        assert await reader.readuntil(b"known")


GARBAGE = {
    "a star": b"GET * HTTP/1.1\r\nHost: x\r\n\r\n",
    "a long header": b"GET / HTTP/1.1\r\nX-Long: " + b"secret" * 1500 + b"\r\n\r\n",
    "many headers": b"GET / HTTP/1.1\r\n" + b"X-A: secret\r\n" * 500 + b"\r\n",
    "half an address": b"GET http://[ HTTP/1.1\r\nHost: x\r\n\r\n",
    "no words": b"GET /\xff\xfe HTTP/1.1\r\nHost: x\r\n\r\n",
    "another version": b"GET / HTTP/9.9\r\n\r\n",
    "TLS": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n",
    "two lengths": b"POST / HTTP/1.1\r\nContent-Length: 1\r\n"
    b"Transfer-Encoding: chunked\r\n\r\nzz",
    "no chunks": b"POST /healthz HTTP/1.1\r\nHost: x\r\n"
    b"Transfer-Encoding: chunked\r\n\r\nsecret\r\n",
}


@pytest.mark.parametrize("kind", GARBAGE)
async def test_what_is_no_http_leaves_one_quiet_line_at_most(
    kind: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    async with served() as url:
        for _ in range(3):
            async with said(url, GARBAGE[kind]) as (reader, _):
                assert b" 40" in await reader.readline()
    lines = [each for each in caplog.records if may_be_shown(each)]
    lines = [each for each in lines if each.name != "asyncio"]
    assert [each.getMessage() for each in lines] in ([], [UNREAD])
    assert not [each for each in lines if each.exc_info]
    assert "secret" not in caplog.text


async def test_a_mistake_of_our_own_is_still_logged(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def broken(_: web.Request) -> web.Response:
        raise ZeroDivisionError

    server = Web()
    server.serve(web.get("/broken", broken))
    async with (
        server.listening("127.0.0.1", 0) as url,
        ClientSession() as http,
        http.get(f"{url}/broken") as answer,
    ):
        assert answer.status == 500
    assert "ZeroDivisionError" in caplog.text


def test_refusals_are_counted_and_not_each_of_them_logged(
    caplog: pytest.LogCaptureFixture,
) -> None:
    times = iter((0.0, 1.0, 59.0, 60.0, 61.0))
    refused = Refusals(every=60, clock=lambda: next(times))
    for _ in range(5):
        refused(CROWDED)
    assert [each.getMessage() for each in caplog.records] == [
        CROWDED,
        f"{CROWDED} (2 more times before this)",
    ]


def test_connections_leave_files_for_everything_else() -> None:
    """If a process may open a thousand files, the port takes at most half of them."""
    resource = pytest.importorskip("resource")
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (300, before[1]))
    try:
        assert Visits(Refusals())._most == 150
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, before)
