"""Socket Mode: acknowledged or sent again, over any connection, through reconnects."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import ClientSession, ClientWebSocketResponse
from slack_bolt.app.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from playground.slack import SlackEmulator


class Sockets:
    """Bare connections, to see every envelope as it comes."""

    def __init__(self, slack: SlackEmulator, http: ClientSession) -> None:
        self.slack, self.http = slack, http
        self.client = AsyncWebClient(slack.app_token, base_url=slack.api_url)

    async def open(self) -> ClientWebSocketResponse:
        url = (await self.client.api_call("apps.connections.open"))["url"]
        return await self.http.ws_connect(url)


@pytest.fixture
async def sockets(slack: SlackEmulator) -> AsyncIterator[Sockets]:
    async with ClientSession() as http:
        yield Sockets(slack, http)


async def events(ws: ClientWebSocketResponse, count: int) -> list[dict[str, Any]]:
    return [await ws.receive_json() for _ in range(count)]


async def test_an_event_that_nobody_acknowledges_comes_again_and_says_so(
    slack: SlackEmulator, sockets: Sockets
) -> None:
    slack.settings.redeliver_after = 0.05
    slack.settings.mention_events = "mention"
    ws = await sockets.open()
    assert (await ws.receive_json())["type"] == "hello"
    await slack.person("ann").says("#general", "@Darkroom a fox")
    first, second = await events(ws, 2)
    assert [first["retry_attempt"], second["retry_attempt"]] == [0, 1]
    assert second["retry_reason"] == "timeout"
    assert first["payload"]["event_id"] == second["payload"]["event_id"]
    assert first["envelope_id"] != second["envelope_id"]
    await ws.send_json({"envelope_id": second["envelope_id"]})
    await slack.until(lambda: not slack.world.outbox.tasks)


async def test_a_mention_is_two_events_with_one_ts(
    slack: SlackEmulator, sockets: Sockets
) -> None:
    ws = await sockets.open()
    await ws.receive_json()
    said = await slack.person("ann").says("#general", "@Darkroom a fox & a <b>")
    payloads = [envelope["payload"] for envelope in await events(ws, 2)]
    assert [one["event"]["type"] for one in payloads] == ["app_mention", "message"]
    assert {one["event"]["ts"] for one in payloads} == {said.ts}
    assert len({one["event_id"] for one in payloads}) == 2
    bot = slack.team().bot.id
    assert payloads[0]["event"]["text"] == f"<@{bot}> a fox &amp; a &lt;b&gt;"


async def test_events_can_come_in_copies(
    slack: SlackEmulator, sockets: Sockets
) -> None:
    slack.settings.duplicates = 2
    ws = await sockets.open()
    await ws.receive_json()
    await slack.person("ann").says("#general", "hi")
    found = await events(ws, 3)
    assert len({one["payload"]["event_id"] for one in found}) == 1


async def test_what_came_while_nobody_was_there_is_delivered_later(
    slack: SlackEmulator, sockets: Sockets
) -> None:
    await slack.person("ann").says("#general", "anybody?")
    ws = await sockets.open()
    _, envelope = await events(ws, 2)
    assert envelope["payload"]["event"]["text"] == "anybody?"


async def test_an_eleventh_connection_is_one_too_many(
    slack: SlackEmulator, sockets: Sockets
) -> None:
    opened = [await sockets.open() for _ in range(10)]
    await slack.until(lambda: len(slack.sockets) == len(opened))
    goodbye = await (await sockets.open()).receive_json()
    assert (goodbye["type"], goodbye["reason"]) == (
        "disconnect",
        "too_many_websockets",
    )


@pytest.mark.parametrize("drop", [False, True])
async def test_the_official_client_comes_back_and_misses_nothing(
    slack: SlackEmulator, bolt: AsyncApp, drop: bool
) -> None:
    heard: list[str] = []

    @bolt.event("message")
    async def on_message(event: dict[str, Any]) -> None:
        heard.append(event["text"])
        slack.world.changes.tell("heard")

    [before] = slack.sockets
    await slack.disconnect_sockets(drop=drop)
    await slack.person("ann").says("#general", "still there?")
    await slack.until(lambda: heard)
    assert set(heard) == {"still there?"}
    assert slack.sockets != [before]


async def test_a_disabled_link_opens_no_more_connections(
    slack: SlackEmulator, sockets: Sockets
) -> None:
    ws = await sockets.open()
    await slack.disconnect_sockets("link_disabled")
    assert [one["type"] for one in await events(ws, 2)] == ["hello", "disconnect"]
    with pytest.raises(SlackApiError, match="socket_mode_not_enabled"):
        await sockets.open()


async def test_a_ticket_is_good_for_one_connection(
    slack: SlackEmulator, sockets: Sockets
) -> None:
    url = (await sockets.client.api_call("apps.connections.open"))["url"]
    await sockets.http.ws_connect(url)
    async with sockets.http.get(url) as response:
        assert response.status == 403


async def test_only_what_is_subscribed_in_channels_of_the_bot_is_sent(
    slack: SlackEmulator, sockets: Sockets
) -> None:
    ws, ann = await sockets.open(), slack.person("ann")
    await ws.receive_json()
    await ann.says("#quiet", "@Darkroom psst")
    said = await ann.says("@Darkroom", "in private")
    await ann.edits(said, "in private, later")
    await ann.invites("Darkroom", "#quiet")
    found = [one["payload"]["event"] for one in await events(ws, 3)]
    assert [one["type"] for one in found] == [
        "message",
        "message",
        "member_joined_channel",
    ]
    assert found[0]["channel_type"] == "im"
    assert found[1]["subtype"] == "message_changed"
    assert found[1]["previous_message"]["text"] == "in private"


async def test_an_uninstalled_app_hears_of_it_and_its_token_is_dead(
    slack: SlackEmulator, sockets: Sockets, client: AsyncWebClient
) -> None:
    ws = await sockets.open()
    await ws.receive_json()
    slack.uninstall()
    types = {one["payload"]["event"]["type"] for one in await events(ws, 2)}
    assert types == {"app_uninstalled", "tokens_revoked"}
    with pytest.raises(SlackApiError, match="account_inactive"):
        await client.auth_test()


async def test_an_order_can_be_shuffled_and_nothing_is_lost(
    slack: SlackEmulator, sockets: Sockets
) -> None:
    slack.settings.order, slack.settings.shuffle_seconds = "shuffled", 0.05
    ws = await sockets.open()
    await ws.receive_json()
    said = [await slack.person("ann").says("#general", str(n)) for n in range(8)]
    heard = [one["payload"]["event"]["ts"] for one in await events(ws, 8)]
    assert heard != [one.ts for one in said]
    assert sorted(heard) == [one.ts for one in said]


async def test_a_warning_comes_before_the_end_of_a_connection(
    slack: SlackEmulator, sockets: Sockets
) -> None:
    slack.settings.warning_seconds = 0.05
    ws = await sockets.open()
    await ws.receive_json()
    await slack.disconnect_sockets("warning")
    assert (await ws.receive_json())["reason"] == "warning"
    assert len(slack.sockets) == 1
    await slack.until(lambda: not slack.sockets)


async def test_the_log_of_deliveries_tells_when_an_event_was_acknowledged(
    slack: SlackEmulator, bolt: AsyncApp
) -> None:
    bolt.event("message")(_heard)
    bolt.event("app_mention")(_heard)
    said = await slack.person("ann").says("#general", "@Darkroom hello")
    await slack.until(lambda: any(told.acked_at for told in slack.deliveries))
    told = next(told for told in slack.deliveries if told.acked_at)
    assert told.event["ts"] == said.ts
    assert told.at <= told.acked_at
    assert (told.attempts, told.error) == (1, "")


async def _heard() -> None:
    return
