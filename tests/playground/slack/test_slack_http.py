"""Deliveries over HTTP: challenged first, signed, tried again with the reason."""

from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest
from aiohttp import web
from slack_sdk.signature import SignatureVerifier

from playground.slack import SlackEmulator

Answer = Callable[[int], web.Response]


class Receiver:
    """A request URL that answers the nth event as a test wants."""

    def __init__(self) -> None:
        self.requests: list[tuple[Any, Any]] = []
        self.events: list[dict[str, Any]] = []
        self.retries: list[tuple[str | None, str | None]] = []
        self.answer: Answer = lambda _: web.Response()

    async def serve(self, request: web.Request) -> web.Response:
        body = await request.json()
        self.requests.append((await request.text(), request.headers.copy()))
        if body["type"] == "url_verification":
            return web.Response(text=body["challenge"])
        self.events.append(body)
        headers = request.headers
        number = headers.get("x-slack-retry-num")
        self.retries.append((number, headers.get("x-slack-retry-reason")))
        return self.answer(len(self.events))


@pytest.fixture
async def receiver(slack: SlackEmulator) -> AsyncIterator[Receiver]:
    receiver = Receiver()
    app = web.Application()
    app.router.add_post("/events", receiver.serve)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    slack.deliver_to(f"http://127.0.0.1:{runner.addresses[0][1]}/events")
    slack.settings.retry_scale = 0
    yield receiver
    await runner.cleanup()


async def settled(slack: SlackEmulator) -> None:
    await slack.until(lambda: not slack.world.outbox.tasks)


async def test_the_url_is_challenged_once_and_everything_is_signed(
    slack: SlackEmulator, receiver: Receiver
) -> None:
    for text in ("b", "a"):
        await slack.person("ann").says("#general", text)
    await settled(slack)
    assert len(receiver.requests) == 3
    verifier = SignatureVerifier(slack.signing_secret)
    assert all(verifier.is_valid_request(*one) for one in receiver.requests)


async def test_a_failing_event_is_tried_four_times_and_then_given_up(
    slack: SlackEmulator, receiver: Receiver
) -> None:
    receiver.answer = lambda _: web.Response(status=500)
    await slack.person("ann").says("#general", "hi")
    await settled(slack)
    assert receiver.retries == [
        (None, None),
        ("1", "http_error"),
        ("2", "http_error"),
        ("3", "http_error"),
    ]
    assert len(slack.world.outbox.failed) == 1


async def test_a_retry_that_is_accepted_is_the_last(
    slack: SlackEmulator, receiver: Receiver
) -> None:
    receiver.answer = lambda n: web.Response(status=200 if n == 2 else 503)
    await slack.person("ann").says("#general", "hi")
    await settled(slack)
    assert [number for number, _ in receiver.retries] == [None, "1"]


async def test_an_app_can_ask_for_no_retry(
    slack: SlackEmulator, receiver: Receiver
) -> None:
    header = {"x-slack-no-retry": "1"}
    receiver.answer = lambda _: web.Response(status=500, headers=header)
    await slack.person("ann").says("#general", "hi")
    await settled(slack)
    assert len(receiver.events) == 1
