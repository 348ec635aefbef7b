"""Reading by an app: history, threads, people, status; and several workspaces."""

from pathlib import Path

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from playground.slack import SlackEmulator, Workspace
from tests.playground.slack.conftest import MANIFEST
from tests.playground.slack.pictures import PNG


async def test_history_has_roots_newest_first_and_replies_come_in_order(
    slack: SlackEmulator, client: AsyncWebClient
) -> None:
    ann = slack.person("ann")
    root = await ann.says("#general", "b")
    for text in ("d", "c"):
        await ann.says("#general", text, thread=root)
    await ann.says("#general", "a")
    history = await client.conversations_history(channel=root.channel)
    assert [one["text"] for one in history["messages"]] == ["a", "b"]
    assert history["messages"][1]["reply_count"] == 2
    replies = await client.conversations_replies(channel=root.channel, ts=root.ts)
    assert [one["text"] for one in replies["messages"]] == ["b", "d", "c"]


async def test_a_long_list_comes_in_pages(client: AsyncWebClient) -> None:
    names: list[str] = []
    async for answer in await client.conversations_list(
        types="public_channel,private_channel", limit=2
    ):
        names += [channel["name"] for channel in answer["channels"]]
    assert names == ["general", "design", "secret", "quiet", "archive"]


async def test_a_broadcast_reply_carries_its_root(
    slack: SlackEmulator, client: AsyncWebClient
) -> None:
    ann = slack.person("ann")
    root = await ann.says("#general", "b")
    reply = await ann.says("#general", "a", thread=root, broadcast=True)
    assert reply.subtype == "thread_broadcast"
    history = await client.conversations_history(channel=root.channel)
    assert [one["text"] for one in history["messages"]] == ["a", "b"]


async def test_an_attached_picture_is_a_file_share_that_the_app_can_download(
    slack: SlackEmulator, client: AsyncWebClient
) -> None:
    said = await slack.person("ann").says("#general", "", files=[("a.png", PNG)])
    assert said.subtype == "file_share"
    [file_id] = said.file_ids
    file = (await client.files_info(file=file_id))["file"]
    assert (file["mimetype"], file["original_w"]) == ("image/png", 40)
    assert file["channels"] == [said.channel]


async def test_a_private_file_of_a_person_is_not_there_for_the_app(
    slack: SlackEmulator, client: AsyncWebClient
) -> None:
    said = await slack.person("ann").says("@ben", "look", files=[("a.png", PNG)])
    with pytest.raises(SlackApiError, match="file_not_found"):
        await client.files_info(file=said.file_ids[0])


async def test_a_status_stands_until_the_app_posts_in_the_thread(
    slack: SlackEmulator, client: AsyncWebClient
) -> None:
    root = await slack.person("ann").says("#general", "hi")
    await client.assistant_threads_setStatus(
        channel_id=root.channel, thread_ts=root.ts, status="is drawing…"
    )
    assert slack.status_of("#general", root) == "is drawing…"
    await client.chat_postMessage(channel=root.channel, thread_ts=root.ts, text="a")
    assert slack.status_of("#general", root) == ""


async def test_a_status_is_taken_away_by_an_empty_one(
    slack: SlackEmulator, client: AsyncWebClient
) -> None:
    root = await slack.person("ann").says("#general", "hi")
    for status in ("is drawing…", ""):
        await client.assistant_threads_setStatus(
            channel_id=root.channel, thread_ts=root.ts, status=status
        )
    assert slack.status_of("#general", root) == ""


async def test_a_status_needs_the_first_message_of_a_thread(
    slack: SlackEmulator, client: AsyncWebClient
) -> None:
    root = await slack.person("ann").says("#general", "hi")
    reply = await slack.person("ann").says("#general", "you", thread=root)
    for ts in (reply.ts, "1.000001"):
        with pytest.raises(SlackApiError, match="invalid_thread_ts"):
            await client.assistant_threads_setStatus(
                channel_id=root.channel, thread_ts=ts, status="is drawing…"
            )


async def test_a_status_is_refused_where_the_app_is_not(
    slack: SlackEmulator, client: AsyncWebClient
) -> None:
    general = slack.team().channel("#general")
    root = await slack.person("ann").says("#general", "hi")
    general.members.remove(slack.team().bot.id)
    for channel, error in ((general.id, "no_permission"), ("C0", "channel_not_found")):
        with pytest.raises(SlackApiError, match=error):
            await client.assistant_threads_setStatus(
                channel_id=channel, thread_ts=root.ts, status="is drawing…"
            )


async def test_a_person_can_be_written_to(
    slack: SlackEmulator, client: AsyncWebClient
) -> None:
    ben = slack.person("ben").user.id
    opened = await client.conversations_open(users=ben)
    posted = await client.chat_postMessage(channel=ben, text="hi")
    assert opened["channel"]["id"] == posted["channel"] == slack.dm("ben")


async def test_an_admin_may_delete_the_bots_message_and_others_may_not(
    slack: SlackEmulator, client: AsyncWebClient
) -> None:
    await client.chat_postMessage(channel="#general", text="a")
    [message] = slack.messages("#general")
    with pytest.raises(PermissionError):
        await slack.person("ann").deletes(message)
    await slack.person("cleo").deletes(message)
    assert slack.messages("#general") == []
    with pytest.raises(SlackApiError, match="message_not_found"):
        await client.chat_update(channel=message.channel, ts=message.ts, text="b")


async def test_a_workspaces_token_sees_nothing_of_another() -> None:
    wanted = [Workspace.small("Acme"), Workspace.small("Globex")]
    async with SlackEmulator(Path(MANIFEST), wanted) as slack:
        said = await slack.person("ann", "Globex").says("#general", "ours")
        acme = AsyncWebClient(slack.bot_token, base_url=slack.api_url)
        globex = AsyncWebClient(slack.team("Globex").bot_token, base_url=slack.api_url)
        with pytest.raises(SlackApiError, match="channel_not_found"):
            await acme.conversations_history(channel=said.channel)
        found = await globex.conversations_history(channel=said.channel)
        assert [one["text"] for one in found["messages"]] == ["ours"]
