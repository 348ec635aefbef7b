"""The payloads for an app, field by field where bots rely on it, with their
variants."""

import json
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import ClientSession, ClientWebSocketResponse
from slack_sdk.web.async_client import AsyncWebClient

from playground.slack import SlackEmulator
from tests.playground.slack.pictures import PNG, image, upload


@pytest.fixture
async def wire(slack: SlackEmulator) -> AsyncIterator[ClientWebSocketResponse]:
    """A bare connection that has said hello."""
    client = AsyncWebClient(slack.app_token, base_url=slack.api_url)
    url = (await client.api_call("apps.connections.open"))["url"]
    async with ClientSession() as http, http.ws_connect(url) as ws:
        await ws.receive_json()
        yield ws


async def heard(ws: ClientWebSocketResponse) -> dict[str, Any]:
    """The next event, acknowledged."""
    envelope: dict[str, Any] = json.loads(await ws.receive_str())
    await ws.send_json({"envelope_id": envelope["envelope_id"]})
    found: dict[str, Any] = envelope["payload"]
    return found


async def test_an_event_is_wrapped_as_bolt_expects_it(
    slack: SlackEmulator, wire: ClientWebSocketResponse
) -> None:
    said = await slack.person("ann").says("#general", "hi")
    payload = await heard(wire)
    team = slack.team()
    assert payload["type"] == "event_callback"
    assert payload["team_id"] == team.id
    assert payload["api_app_id"] == "A000000001"
    [authorization] = payload["authorizations"]
    assert (authorization["user_id"], authorization["is_bot"]) == (team.bot.id, True)
    event = payload["event"]
    assert (event["channel"], event["channel_type"]) == (said.channel, "channel")
    assert event["client_msg_id"] == said.client_msg_id
    assert event["blocks"][0]["type"] == "rich_text"


@pytest.mark.parametrize(
    ("mode", "kinds"), [("mention", ["app_mention"]), ("message", ["message"])]
)
async def test_a_mention_can_come_as_one_event_only(
    slack: SlackEmulator, wire: ClientWebSocketResponse, mode: Any, kinds: list[str]
) -> None:
    slack.settings.mention_events = mode
    await slack.person("ann").says("#general", "@Darkroom b")
    await slack.person("ann").says("#general", "a")
    found = [(await heard(wire))["event"] for _ in range(2)]
    if mode == "message":
        assert [one["type"] for one in found] == kinds * 2
    else:
        assert [one["type"] for one in found] == [*kinds, "message"]


async def test_an_edit_that_adds_a_mention_is_a_mention_that_says_edited(
    slack: SlackEmulator, wire: ClientWebSocketResponse
) -> None:
    ann = slack.person("ann")
    said = await ann.says("#general", "a fox")
    await ann.edits(said, "@Darkroom a fox")
    events = [(await heard(wire))["event"] for _ in range(3)]
    assert [one.get("subtype", one["type"]) for one in events] == [
        "message",
        "message_changed",
        "app_mention",
    ]
    assert events[2]["ts"] == said.ts
    assert events[2]["edited"]["user"] == ann.user.id


@pytest.mark.parametrize("mode", ["full", "bare", "check_file_info"])
async def test_an_events_files_may_know_little(
    slack: SlackEmulator, wire: ClientWebSocketResponse, mode: Any
) -> None:
    slack.settings.event_files = mode
    await slack.person("ann").says("#general", "look", files=[("a.png", PNG)])
    event = (await heard(wire))["event"]
    assert event["subtype"] == "file_share"
    [file] = event["files"]
    assert ("url_private" in file) is (mode == "full")
    assert file.get("mimetype", "") == (
        "" if mode == "check_file_info" else "image/png"
    )


async def test_a_reply_knows_its_parent(
    slack: SlackEmulator, wire: ClientWebSocketResponse
) -> None:
    root = await slack.person("ann").says("#general", "b")
    await slack.person("ben").says("#general", "a", thread=root)
    await heard(wire)
    event = (await heard(wire))["event"]
    assert event["thread_ts"] == root.ts
    assert event["parent_user_id"] == root.user


async def test_the_bots_own_edit_is_told_to_it(
    slack: SlackEmulator, wire: ClientWebSocketResponse, client: AsyncWebClient
) -> None:
    posted = await client.chat_postMessage(channel="#general", text="b")
    await client.chat_update(channel=posted["channel"], ts=posted["ts"], text="a")
    new, edit = [(await heard(wire))["event"] for _ in range(2)]
    assert (new["bot_id"], new["app_id"]) == (slack.team().bot_id, "A000000001")
    assert edit["message"]["text"] == "a"
    assert edit["previous_message"]["text"] == "b"


async def test_a_reaction_names_its_message(
    slack: SlackEmulator, wire: ClientWebSocketResponse
) -> None:
    said = await slack.person("ann").says("#general", "hi")
    await slack.person("ben").reacts(said, "eyes")
    await heard(wire)
    event = (await heard(wire))["event"]
    assert (event["type"], event["reaction"]) == ("reaction_added", "eyes")
    assert event["item"]["ts"] == said.ts


async def test_a_message_shortcut_carries_the_message_and_its_thread(
    slack: SlackEmulator, wire: ClientWebSocketResponse
) -> None:
    root = await slack.person("ann").says("@Darkroom", "b")
    reply = await slack.person("ann").says("@Darkroom", "a", thread=root)
    for _ in range(2):
        await heard(wire)
    slack.settings.redeliver_after = 0.05
    reply_to = await slack.person("ann").shortcut("edit_picture", reply)
    payload = await heard(wire)
    assert reply_to.error == "operation_timeout"
    assert payload["type"] == "message_action"
    assert payload["message"]["thread_ts"] == root.ts
    assert payload["channel"]["name"] == "directmessage"


async def test_a_picture_in_a_carousel_is_blank_and_shares_nothing(
    slack: SlackEmulator, client: AsyncWebClient
) -> None:
    file_id = await upload(client)
    card = {
        "type": "card",
        "title": {"type": "mrkdwn", "text": "a fox"},
        "hero_image": {
            "type": "image",
            "alt_text": "a fox",
            "slack_file": {"id": file_id},
        },
    }
    await client.chat_postMessage(channel="#general", text="a fox", blocks=[card])
    [message] = slack.messages("#general")
    assert [one.reason for one in message.seen_by("ann")] == ["blank in this block"]
    assert slack.team().files[file_id].shares == {}


@pytest.mark.parametrize("name", ["url_private", "permalink"])
async def test_a_picture_may_be_named_by_its_url(
    slack: SlackEmulator, client: AsyncWebClient, name: str
) -> None:
    file_id = await upload(client)
    url = (await client.files_info(file=file_id))["file"][name]
    block = {**image(file_id), "slack_file": {"url": url}}
    await client.chat_postMessage(channel="#general", text="a", blocks=[block])
    [message] = slack.messages("#general")
    assert [one.file_id for one in message.seen_by("ben")] == [file_id]
