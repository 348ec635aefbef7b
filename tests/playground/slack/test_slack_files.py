"""Files: processed late, private until shared, checked by their bytes."""

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from playground.slack import SlackEmulator
from tests.playground.slack.pictures import GIF, JPEG, PNG, WEBP, image, upload


def told(error: pytest.ExceptionInfo[SlackApiError]) -> str:
    return str(error.value.response["errors"])


@pytest.mark.parametrize(
    ("data", "mimetype"),
    [(PNG, "image/png"), (JPEG, "image/jpeg"), (GIF, "image/gif")],
)
async def test_a_file_has_the_type_and_size_that_its_bytes_show(
    client: AsyncWebClient, data: bytes, mimetype: str
) -> None:
    file_id = await upload(client, data, "misnamed.txt")
    file = (await client.files_info(file=file_id))["file"]
    assert file["mimetype"] == mimetype
    assert (file["original_w"], file["original_h"]) == (40, 30)


async def test_a_picture_that_is_still_processed_is_an_invalid_slack_file(
    slack: SlackEmulator, client: AsyncWebClient
) -> None:
    slack.settings.file_processing_seconds = 60
    file_id = await upload(client)
    with pytest.raises(SlackApiError) as error:
        await client.chat_postMessage(
            channel="#general", text="a fox", blocks=[image(file_id)]
        )
    assert error.value.response["error"] == "invalid_blocks"
    assert "invalid slack file [json-pointer:/blocks/0/slack_file]" in told(error)


async def test_a_file_gets_its_type_when_it_is_processed(
    slack: SlackEmulator, client: AsyncWebClient
) -> None:
    slack.settings.file_processing_seconds = 0.05
    file_id = await upload(client)
    assert (await client.files_info(file=file_id))["file"]["mimetype"] == ""
    await slack.until(lambda: slack.team().files[file_id].processed)
    assert (await client.files_info(file=file_id))["file"]["mimetype"] == "image/png"


async def test_a_file_may_be_hidden_from_files_info_for_a_while(
    slack: SlackEmulator, client: AsyncWebClient
) -> None:
    slack.settings.file_hidden_seconds = 60
    file_id = await upload(client)
    with pytest.raises(SlackApiError, match="file_not_found"):
        await client.files_info(file=file_id)


async def test_webp_is_refused_in_a_block(client: AsyncWebClient) -> None:
    file_id = await upload(client, WEBP, "a.webp")
    with pytest.raises(SlackApiError, match="invalid_blocks"):
        await client.chat_postMessage(
            channel="#general", text="a fox", blocks=[image(file_id)]
        )


async def test_posting_a_picture_shares_it_with_the_channel(
    slack: SlackEmulator, client: AsyncWebClient
) -> None:
    file_id = await upload(client)
    await client.chat_postMessage(
        channel="#secret", text="a fox", blocks=[image(file_id)]
    )
    [message] = slack.messages("#secret")
    assert [seen.ok for seen in message.seen_by("ann")] == [True]
    [share] = (await client.files_info(file=file_id))["file"]["shares"][
        "private"
    ].values()
    assert share[0]["source"] == "BK_IMAGE"


@pytest.mark.parametrize("registers", [True, False])
async def test_whether_an_edit_shares_its_picture_is_a_switch(
    slack: SlackEmulator, client: AsyncWebClient, registers: bool
) -> None:
    slack.settings.update_registers_share = registers
    posted = await client.chat_postMessage(channel="#general", text="working")
    channel, ts = posted["channel"], posted["ts"]
    file_id = await upload(client)
    await client.chat_update(
        channel=channel, ts=ts, text="a fox", blocks=[image(file_id)]
    )
    [message] = slack.messages("#general")
    [seen] = message.seen_by("ann")
    assert seen.ok is registers
    assert seen.reason == ("" if registers else "file not found")


async def test_a_version_remembers_what_was_seen_after_the_file_is_deleted(
    slack: SlackEmulator, client: AsyncWebClient
) -> None:
    file_id = await upload(client)
    await client.chat_postMessage(
        channel="#general", text="a fox", blocks=[image(file_id)]
    )
    await client.files_delete(file=file_id)
    [message] = slack.messages("#general")
    ann = slack.person("ann").user.id
    assert message.versions[0].seen[ann][0].ok
    assert message.seen_by("ann")[0].reason == "This file was deleted."
    with pytest.raises(SlackApiError, match="file_deleted"):
        await client.files_info(file=file_id)


async def test_an_upload_into_a_thread_is_a_message_of_its_own(
    slack: SlackEmulator, client: AsyncWebClient
) -> None:
    root = await slack.person("ann").says("#general", "a picture?")
    await client.files_upload_v2(
        filename="a.png",
        content=PNG,
        channel=root.channel,
        thread_ts=root.ts,
        initial_comment="here",
    )
    [_, shared] = slack.messages("#general", root)
    assert (shared.subtype, shared.text) == ("file_share", "here")


async def test_completing_an_upload_again_changes_nothing(
    slack: SlackEmulator, client: AsyncWebClient
) -> None:
    root = await slack.person("ann").says("#general", "a picture?")
    file_id = await upload(client)
    again = await client.files_completeUploadExternal(
        files=[{"id": file_id}], channel_id=root.channel
    )
    assert again["files"][0]["filetype"] == "png"
    assert len(slack.messages("#general")) == 1


async def test_the_file_ids_of_an_edit_must_exist(client: AsyncWebClient) -> None:
    posted = await client.chat_postMessage(channel="#general", text="working")
    with pytest.raises(SlackApiError, match="file_not_found"):
        await client.chat_update(
            channel=posted["channel"], ts=posted["ts"], text="a", file_ids=["F0NOWHERE"]
        )


async def test_an_upload_longer_than_announced_is_refused(
    slack: SlackEmulator, client: AsyncWebClient
) -> None:
    asked = await client.files_getUploadURLExternal(filename="a.png", length=3)
    async with (
        aiohttp.ClientSession() as session,
        session.post(asked["upload_url"], data=b"four") as answer,
    ):
        assert answer.status == 400
    assert slack.team().files[asked["file_id"]].data is None
