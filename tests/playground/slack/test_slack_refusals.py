"""The wrong call gets the error that the real service gives."""

from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import aiohttp
import pytest
import yaml
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from playground.slack import SlackEmulator
from tests.playground.slack.conftest import MANIFEST
from tests.playground.slack.pictures import image, upload

Call = Callable[[AsyncWebClient], Awaitable[object]]
LONG = "x" * 4001
SECTION = {"type": "section", "text": {"type": "mrkdwn", "text": "hi"}}
MODAL = {"type": "modal", "title": {"type": "plain_text", "text": "a"}, "blocks": []}

CALLS: list[tuple[str, Call]] = [
    ("channel_not_found", lambda c: c.chat_postMessage(channel="C0NOWHERE", text="a")),
    ("not_in_channel", lambda c: c.chat_postMessage(channel="#quiet", text="a")),
    ("is_archived", lambda c: c.chat_postMessage(channel="#archive", text="a")),
    (
        "thread_not_found",
        lambda c: c.chat_postMessage(channel="#general", text="a", thread_ts="1.2"),
    ),
    (
        "no_text",
        lambda c: c.api_call("chat.postMessage", json={"channel": "#general"}),
    ),
    (
        "msg_blocks_too_many",
        lambda c: c.chat_postMessage(
            channel="#general", text="a", blocks=[{"type": "divider"}] * 51
        ),
    ),
    (
        "msg_blocks_too_long",
        lambda c: c.chat_postMessage(
            channel="#general",
            text="a",
            blocks=[{**SECTION, "text": {"type": "mrkdwn", "text": "x" * 3000}}] * 5,
        ),
    ),
    (
        "message_not_found",
        lambda c: c.chat_update(channel="#general", ts="1.2", text="a"),
    ),
    ("message_not_found", lambda c: c.chat_delete(channel="#general", ts="1.2")),
    (
        "user_not_in_channel",
        lambda c: c.chat_postEphemeral(channel="#general", user="U0NOBODY", text="a"),
    ),
    ("thread_not_found", lambda c: c.conversations_replies(channel="#general", ts="1")),
    ("user_not_found", lambda c: c.users_info(user="U0NOBODY")),
    (
        "metadata_too_large",
        lambda c: c.chat_postMessage(
            channel="#general",
            text="a",
            metadata={"event_type": "a", "event_payload": {"a": "x" * 16_000}},
        ),
    ),
    ("file_not_found", lambda c: c.files_info(file="F0NOWHERE")),
    ("file_not_found", lambda c: c.files_delete(file="F0NOWHERE")),
    (
        "file_not_found",
        lambda c: c.files_completeUploadExternal(files=[{"id": "F0NOWHERE"}]),
    ),
    ("invalid_trigger_id", lambda c: c.views_open(trigger_id="1.2", view=MODAL)),
    ("invalid_arguments", lambda c: c.views_open(trigger_id="1.2", view={})),
    (
        "invalid_metadata_schema",
        lambda c: c.chat_postMessage(
            channel="#general", text="a", metadata={"event_type": "turn"}
        ),
    ),
    (
        "invalid_metadata_format",
        lambda c: c.chat_postMessage(
            channel="#general",
            text="a",
            metadata={"event_type": "a turn", "event_payload": {}},
        ),
    ),
    ("unknown_method", lambda c: c.api_call("chat.whisper")),
    ("invalid_arguments", lambda c: c.api_call("conversations.info")),
    ("invalid_limit", lambda c: c.users_list(limit=5000)),
    ("invalid_types", lambda c: c.conversations_list(types="cellar")),
]


@pytest.mark.parametrize(("error", "call"), CALLS)
async def test_a_wrong_call_is_refused_in_slacks_words(
    client: AsyncWebClient, error: str, call: Call
) -> None:
    with pytest.raises(SlackApiError) as refused:
        await call(client)
    assert refused.value.response["error"] == error


async def test_a_bad_block_is_pointed_at(client: AsyncWebClient) -> None:
    bad = {"type": "image", "image_url": "https://example.com/a.png"}
    with pytest.raises(SlackApiError) as refused:
        await client.chat_postMessage(channel="#general", text="a", blocks=[bad])
    assert refused.value.response["error"] == "invalid_blocks"
    [told] = refused.value.response["errors"]
    assert "[json-pointer:/blocks/0" in told
    assert refused.value.response["response_metadata"]["messages"] == [told]


async def test_what_slack_adds_to_an_image_is_refused_when_it_comes_back(
    client: AsyncWebClient,
) -> None:
    blocks = [image(await upload(client))]
    posted = await client.chat_postMessage(
        channel="#general", text="a fox", blocks=blocks
    )
    with pytest.raises(SlackApiError, match="invalid_blocks"):
        await client.chat_postMessage(
            channel="#general", text="a fox", blocks=posted["message"]["blocks"]
        )


async def test_only_the_bots_own_messages_can_be_edited_or_deleted(
    slack: SlackEmulator, client: AsyncWebClient
) -> None:
    said = await slack.person("ann").says("#general", "mine")
    with pytest.raises(SlackApiError, match="cant_update_message"):
        await client.chat_update(channel=said.channel, ts=said.ts, text="yours")
    with pytest.raises(SlackApiError, match="cant_delete_message"):
        await client.chat_delete(channel=said.channel, ts=said.ts)


async def test_an_edit_is_shorter_than_a_post_and_may_come_too_late(
    slack: SlackEmulator, client: AsyncWebClient
) -> None:
    posted = await client.chat_postMessage(channel="#general", text=LONG)
    where = {"channel": posted["channel"], "ts": posted["ts"]}
    with pytest.raises(SlackApiError, match="msg_too_long"):
        await client.chat_update(**where, text=LONG)
    slack.settings.update_edit_window = 0
    with pytest.raises(SlackApiError, match="edit_window_closed"):
        await client.chat_update(**where, text="late")


async def test_an_edit_with_only_text_takes_the_blocks_away(
    slack: SlackEmulator, client: AsyncWebClient
) -> None:
    posted = await client.chat_postMessage(
        channel="#general", text="a", blocks=[SECTION]
    )
    await client.chat_update(channel=posted["channel"], ts=posted["ts"], text="b")
    [message] = slack.messages("#general")
    assert (message.text, message.blocks) == ("b", [])


@pytest.mark.parametrize(
    ("token", "error"),
    [("", "not_authed"), ("xoxb-wrong", "invalid_auth")],
)
async def test_a_token_is_asked_for(
    slack: SlackEmulator, token: str, error: str
) -> None:
    client = AsyncWebClient(token, base_url=slack.api_url)
    with pytest.raises(SlackApiError, match=error):
        await client.auth_test()


async def test_the_bots_token_opens_no_socket(client: AsyncWebClient) -> None:
    with pytest.raises(SlackApiError, match="not_allowed_token_type"):
        await client.apps_connections_open(app_token=str(client.token))


@pytest.fixture
async def poor(tmp_path: Path) -> AsyncIterator[AsyncWebClient]:
    """A client of an app that may only write."""
    manifest: dict[str, Any] = yaml.safe_load(MANIFEST.read_text("utf-8"))
    manifest["oauth_config"]["scopes"]["bot"] = ["chat:write"]
    path = tmp_path / "manifest.yml"
    path.write_text(yaml.safe_dump(manifest), "utf-8")
    async with SlackEmulator(path) as slack:
        yield AsyncWebClient(slack.bot_token, base_url=slack.api_url)


async def test_a_scope_that_the_manifest_does_not_ask_for_is_missing(
    poor: AsyncWebClient,
) -> None:
    with pytest.raises(SlackApiError) as refused:
        await poor.files_info(file="F0NOWHERE")
    answer = refused.value.response
    assert (answer["error"], answer["needed"]) == ("missing_scope", "files:read")
    assert answer.headers["x-oauth-scopes"] == answer["provided"] == "chat:write"


async def test_a_reaction_is_given_once(
    slack: SlackEmulator, client: AsyncWebClient
) -> None:
    said = await slack.person("ann").says("#general", "hi")
    where = {"channel": said.channel, "timestamp": said.ts, "name": "eyes"}
    await client.reactions_add(**where)
    with pytest.raises(SlackApiError, match="already_reacted"):
        await client.reactions_add(**where)


async def test_a_body_of_plain_text_is_no_call(slack: SlackEmulator) -> None:
    token = {"Authorization": f"Bearer {slack.team().bot_token}"}
    where = f"{slack.api_url}auth.test"
    async with (
        aiohttp.ClientSession() as session,
        session.post(where, data="a", headers=token) as answer,
    ):
        assert (await answer.json())["error"] == "invalid_post_type"
