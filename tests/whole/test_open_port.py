"""The port that is open to the world, with strangers before it, and the bot behind."""

import asyncio
import logging
import socket
import time
from collections.abc import AsyncIterator
from contextlib import ExitStack, asynccontextmanager
from urllib.parse import urlsplit

import pytest
from aiohttp import ClientError, ClientSession

from bot.app import Darkroom
from bot.log import may_be_shown
from tests.ports import free_port
from tests.postgres_server import new_database
from tests.whole.conftest import Room, Start


@pytest.fixture(params=["file", pytest.param("server", marks=pytest.mark.slow)])
async def base(request: pytest.FixtureRequest) -> dict[str, str]:
    """Over HTTP, on each engine."""
    if request.param == "file":
        return {"transport": "http"}
    return {"transport": "http", "database_url": await new_database()}


def connected(bot: Darkroom, stack: ExitStack, first: bytes) -> socket.socket:
    place = urlsplit(bot.url)
    one = stack.enter_context(socket.socket())
    one.connect((place.hostname, place.port))
    one.sendall(first)
    return one


def tracebacks(caplog: pytest.LogCaptureFixture) -> list[logging.LogRecord]:
    return [each for each in caplog.records if may_be_shown(each) and each.exc_info]


async def test_half_sent_headers_keep_no_ask_waiting(room: Room, start: Start) -> None:
    """A thousand of them, as many as a process may usually open files."""
    bot = await start()
    with ExitStack() as stack:
        for _ in range(1024):
            connected(bot, stack, b"POST /slack/events HTTP/1.1\r\nX-Half: ")
            await asyncio.sleep(0)
        await room.ask("@Darkroom a lighthouse at night")


async def test_half_sent_bodies_keep_no_ask_waiting(
    room: Room, start: Start, caplog: pytest.LogCaptureFixture
) -> None:
    """They promise a signature, and only the part that they hold back could show that
    it is false."""
    bot = await start()
    head = (
        "POST /slack/events HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n"
        f"X-Slack-Request-Timestamp: {int(time.time())}\r\n"
        f"X-Slack-Signature: v0={'0' * 64}\r\n\r\nhalf"
    )
    with ExitStack() as stack:
        for _ in range(1024):
            connected(bot, stack, head.encode())
            await asyncio.sleep(0)
        await healthy(bot)  # whoever came before has a place now, or went
        async with asyncio.timeout(8):
            await room.ask("@Darkroom a lighthouse at night")
    assert not tracebacks(caplog)


async def healthy(bot: Darkroom) -> None:
    async with ClientSession() as http, http.get(f"{bot.url}/healthz") as answer:
        assert answer.status == 200


@asynccontextmanager
async def liars(bot: Darkroom, count: int) -> AsyncIterator[None]:
    """Send what Slack never signed, a megabyte at a time, as fast as they can."""

    async def lie(http: ClientSession, body: bytes) -> None:
        while True:
            headers = {
                "X-Slack-Request-Timestamp": str(int(time.time())),
                "X-Slack-Signature": f"v0={'0' * 64}",
                "Content-Type": "application/x-www-form-urlencoded",
            }
            try:
                async with http.post(
                    f"{bot.url}/slack/events", data=body, headers=headers
                ):
                    pass
            except ClientError:
                continue

    async with ClientSession() as http:
        tasks = [asyncio.create_task(lie(http, b"a=&" * 333_333)) for _ in range(count)]
        try:
            yield
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)


async def test_forged_requests_keep_no_ask_waiting(
    room: Room, start: Start, caplog: pytest.LogCaptureFixture
) -> None:
    """Bolt would take a quarter of a second for each, with everybody waiting."""
    bot = await start()
    async with liars(bot, 20):
        asked = await room.ann.says("#general", "@Darkroom a lighthouse at night")
        async with asyncio.timeout(30):
            await room.answer(asked)
        await room.ended(asked)
    forged = [r for r in caplog.records if "did not sign" in r.getMessage()]
    assert len(forged) == 1


async def test_what_cannot_be_parsed_leaves_no_traceback(
    room: Room, start: Start, caplog: pytest.LogCaptureFixture
) -> None:
    bot = await start()
    with ExitStack() as stack:
        for request in (b"GET * HTTP/1.1", b"GET / HTTP/1.1\r\nX: " + b"x" * 8200):
            one = connected(bot, stack, request + b"\r\n\r\n")
            one.setblocking(False)
            answer = await asyncio.get_running_loop().sock_recv(one, 100)
            assert b" 400 " in answer
    await room.ask("@Darkroom a lighthouse at night")
    assert not tracebacks(caplog)


async def test_a_picture_can_be_fetched_with_head_ranges_and_if_modified_since(
    room: Room, start: Start
) -> None:
    """Slack's own proxies look before they fetch, and fetch again what they have."""
    port = free_port()
    await start(public_url=f"http://127.0.0.1:{port}", port=str(port))
    answer = await room.ask("@Darkroom a lighthouse at night")
    [url] = [b["image_url"] for b in answer.blocks if b["type"] == "image"]
    async with ClientSession() as http:
        async with http.get(url) as whole:
            data, made = await whole.read(), whole.headers["Last-Modified"]
        async with http.head(url) as looked:
            assert looked.headers["Content-Length"] == str(len(data))
        async with http.get(url, headers={"Range": "bytes=2-5"}) as some:
            assert (some.status, await some.read()) == (206, data[2:6])
        async with http.get(url, headers={"If-Modified-Since": made}) as known:
            assert (known.status, await known.read()) == (304, b"")
