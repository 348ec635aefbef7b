"""Socket Mode: connected, watched, and closed in an orderly way."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient

from bot.adapters.sockets import Socket
from playground.slack import Fault, SlackEmulator


async def taken(payload: object) -> BoltResponse:
    """Everything is fine."""
    return BoltResponse(status=200)


def client(slack: SlackEmulator) -> AsyncWebClient:
    return AsyncWebClient(slack.bot_token, base_url=slack.api_url)


@pytest.fixture
async def socket(slack: SlackEmulator) -> AsyncIterator[Socket]:
    """One for which every pong comes too late."""
    one = Socket(taken, client(slack), slack.app_token, 0.05, stale_after=0)
    async with one.connected():
        await slack.until(lambda: len(slack.sockets) == 1)
        yield one


def opens(slack: SlackEmulator) -> int:
    return len(slack.calls.of("apps.connections.open"))


async def test_a_connection_without_a_pong_is_made_anew(
    slack: SlackEmulator, socket: Socket
) -> None:
    before = opens(slack)
    await slack.until(lambda: opens(slack) > before and len(slack.sockets) == 1)


async def test_the_watchdog_outlives_a_slack_that_does_not_answer(
    slack: SlackEmulator, socket: Socket
) -> None:
    """It goes on trying, however it fails."""
    before = opens(slack)
    slack.faults.add(Fault("apps.connections.open", status=500))
    slack.faults.add(Fault("apps.connections.open", drop=True, times=2))
    await slack.until(lambda: opens(slack) >= before + 3 and not slack.faults.armed)
    await slack.until(lambda: len(slack.sockets) == 1)


async def test_a_cable_that_is_pulled_is_noticed_at_once(slack: SlackEmulator) -> None:
    """The client itself looks every ten seconds; people would wait for so long."""
    async with Socket(taken, client(slack), slack.app_token).connected():
        await slack.until(lambda: len(slack.sockets) == 1)
        slack.faults.add(Fault("apps.connections.open", status=500))
        await slack.disconnect_sockets(drop=True)
        await slack.until(lambda: len(slack.sockets) == 1, timeout=8)
    assert not slack.faults.armed


async def test_a_connection_that_is_closed_leaves_nothing_behind(
    slack: SlackEmulator, socket: Socket
) -> None:
    await socket.close()
    await socket.close()
    await slack.until(lambda: not slack.sockets)
    mine = {task.get_name() for task in asyncio.all_tasks()}
    assert not any("monitor" in name or "receive" in name for name in mine)


UNREADABLE = [
    "{",
    "{}",
    "null",
    "[]",
    '{"type": 5}',
    '{"type": ["hello"]}',
    '{"type": "events_api", "envelope_id": [], "payload": {}}',
    '{"a":' * 50_000,
    f'{{"type": "hello", "n": {"9" * 5000}}}',
]


async def test_frames_that_cannot_be_read_leave_a_line_each(
    slack: SlackEmulator, caplog: pytest.LogCaptureFixture
) -> None:
    """Later frames are read all the same."""
    heard: list[object] = []

    async def take(payload: object) -> BoltResponse:
        heard.append(payload)
        return BoltResponse(status=200)

    async with Socket(take, client(slack), slack.app_token).connected():
        await slack.until(lambda: slack.sockets)
        for frame in (*UNREADABLE, envelope("[7]"), envelope('{"a": 1}')):
            await slack.sockets[0].ws.send_str(frame)
        await slack.until(lambda: len(heard) == 2)
    assert heard == [{}, {"a": 1}]
    warned = [each for each in caplog.records if each.levelname != "INFO"]
    assert len(warned) == len(UNREADABLE)
    assert not any(each.exc_info for each in caplog.records)


def envelope(payload: str) -> str:
    return f'{{"type": "events_api", "envelope_id": "e1", "payload": {payload}}}'
