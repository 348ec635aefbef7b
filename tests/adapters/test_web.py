"""The bot's own web server, and anybody who knows its address."""

import asyncio
import hmac
import logging
import time
from collections.abc import AsyncIterator
from urllib.parse import urlsplit

import pytest
from aiohttp import ClientSession
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.signature import SignatureVerifier

from bot.adapters.refusals import UNSIGNED
from bot.adapters.slack_requests import SlackRequests, SlackSeal
from bot.adapters.web import MOST_BODY, Web
from bot.log import may_be_shown
from handlers import Edge

SECRET = "5" * 32
JSON = {"Content-Type": "application/json"}


async def let_in() -> AuthorizeResult:
    return AuthorizeResult(enterprise_id=None, team_id="T1", bot_token="xoxb-1-a")


async def listening(read_seconds: float) -> AsyncIterator[str]:
    web, bolt = Web(), AsyncApp(signing_secret=SECRET, authorize=let_in)
    seal = SlackSeal(SECRET)
    web.serve(*SlackRequests(Edge(bolt).take, seal, web.refused, read_seconds).routes())
    async with web.listening("127.0.0.1", 0) as url:
        yield f"{url}/slack/events"


@pytest.fixture
async def url() -> AsyncIterator[str]:
    async for url in listening(10):
        yield url


@pytest.fixture
async def hasty() -> AsyncIterator[str]:
    async for url in listening(0.05):
        yield url


def signed(body: bytes) -> dict[str, str]:
    stamp = str(int(time.time()))
    seal = hmac.new(SECRET.encode(), f"v0:{stamp}:".encode() + body, "sha256")
    return {
        "X-Slack-Request-Timestamp": stamp,
        "X-Slack-Signature": f"v0={seal.hexdigest()}",
    }


def looking_signed() -> dict[str, str]:
    stamp = str(int(time.time()))
    return {
        "X-Slack-Request-Timestamp": stamp,
        "X-Slack-Signature": f"v0={'0' * 64}",
    }


async def sent(url: str, body: bytes, headers: dict[str, str]) -> int:
    async with (
        ClientSession() as http,
        http.post(url, data=body, headers=headers) as answer,
    ):
        return answer.status


def shown(caplog: pytest.LogCaptureFixture) -> list[logging.LogRecord]:
    return [record for record in caplog.records if may_be_shown(record)]


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (b"{", JSON),
        (b'{"a":' * 200_000, JSON),
        (b"[" * 900_000, JSON),
        (b"payload=" + b"[" * 100_000, {}),
        (b'{"n": ' + b"9" * 5000 + b"}", JSON),
        (b"\xff\xfe", JSON),
        (b"no gzip", JSON | {"Content-Encoding": "gzip"}),
    ],
    ids=lambda value: str(value)[:40],
)
async def test_what_cannot_be_read_is_refused_in_one_line(
    url: str, body: bytes, headers: dict[str, str], caplog: pytest.LogCaptureFixture
) -> None:
    assert await sent(url, body, signed(body) | headers) == 400
    [record] = [r for r in shown(caplog) if r.levelno >= logging.WARNING]
    assert record.name == "bot.adapters.refusals"
    assert record.exc_info is None


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (b"[]", JSON),
        (b"1", JSON),
        (b'"x"', JSON),
        (b"null", JSON),
        (b"payload=[]", {}),
        (b'{"authorizations": 5}', JSON),
        (b'{"event": {"user": 5}, "team": [5]}', JSON),
        (b'{"response_urls": [7]}', JSON),
    ],
    ids=lambda value: str(value)[:40],
)
async def test_what_means_nothing_is_acknowledged_in_one_line(
    url: str, body: bytes, headers: dict[str, str], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    assert await sent(url, body, signed(body) | headers) == 200
    [record] = shown(caplog)
    assert (record.name, record.levelname) == ("handlers.edge", "INFO")


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"X-Slack-Request-Timestamp": "now"},
        {"X-Slack-Request-Timestamp": "9" * 3000},
        {"X-Slack-Request-Timestamp": "1"},
        {"X-Slack-Signature": "v0=é"},
        {"X-Slack-Signature": ""},
    ],
    ids=lambda value: str(value)[:40],
)
async def test_what_slack_did_not_sign_is_refused_in_one_line(
    url: str, headers: dict[str, str], caplog: pytest.LogCaptureFixture
) -> None:
    headers = looking_signed() | headers if headers else {}
    assert await sent(url, b"{}", JSON | headers) == 401
    [record] = shown(caplog)
    assert record.getMessage() == "refused a request that Slack did not sign"


async def test_the_log_has_no_body_that_slack_did_not_sign(
    url: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    body = b'{"text": "forged words"}'
    assert await sent(url, body, looking_signed() | JSON) == 401
    [record] = shown(caplog)
    assert record.getMessage() == "refused a request that Slack did not sign"


async def test_what_slack_signed_is_let_in(url: str) -> None:
    body = '{"type": "url_verification", "challenge": "c"}'
    verifier, stamp = SignatureVerifier(SECRET), str(int(time.time()))
    signature = verifier.generate_signature(timestamp=stamp, body=body)
    headers = {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": str(signature)}
    assert await sent(url, body.encode(), JSON | headers) == 200


@pytest.mark.parametrize("spaces", [0, 100_000], ids=["small", "large"])
async def test_a_large_one_that_slack_signed_is_let_in_as_well(
    url: str, spaces: int
) -> None:
    body = b'{"type": "url_verification", "challenge": "c"}' + b" " * spaces
    assert await sent(url, body, JSON | signed(body)) == 200


@pytest.mark.parametrize("charset", ["klingon", "base64", "utf-16"])
async def test_what_slack_signed_is_utf_8_whatever_its_header_says(
    url: str, charset: str
) -> None:
    body = b'{"type": "url_verification", "challenge": "c"}'
    kind = {"Content-Type": f"application/json; charset={charset}"}
    assert await sent(url, body, signed(body) | kind) == 200


async def test_an_old_copy_of_what_slack_signed_is_refused(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    body = b'{"type": "url_verification", "challenge": "c"}'
    headers = JSON | signed(body)
    late = time.time() + 301
    monkeypatch.setattr(time, "time", lambda: late)
    assert await sent(url, body, headers) == 401


async def test_what_slack_did_not_sign_is_never_parsed(
    url: str, caplog: pytest.LogCaptureFixture
) -> None:
    """A form of a hundred thousand fields costs Bolt a quarter of a second."""
    body = b"payload=[]&" * 90_000
    assert await sent(url, body, looking_signed()) == 401
    assert [r.getMessage() for r in shown(caplog)] == [UNSIGNED]


async def test_a_body_too_large_is_refused(url: str) -> None:
    assert await sent(url, b"x" * (MOST_BODY + 1), looking_signed()) == 413


async def first_line(url: str, header: str, body: str) -> bytes:
    """The answer to a request that no client would write."""
    place = urlsplit(url)
    reader, writer = await asyncio.open_connection(place.hostname, place.port)
    signed = [f"{name}: {value}" for name, value in looking_signed().items()]
    lines = ("POST /slack/events HTTP/1.1", "Host: x", *signed, header, "", body)
    writer.write("\r\n".join(lines).encode())
    try:
        async with asyncio.timeout(60):
            return await reader.readline()
    finally:
        writer.close()


async def test_nobody_keeps_the_server_reading(hasty: str) -> None:
    line = await first_line(hasty, "Content-Length: 9", "{")
    assert line.startswith(b"HTTP/1.1 408 ")
