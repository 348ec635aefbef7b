"""An organization: one token, several workspaces, and nothing shared but that."""

from collections.abc import AsyncIterator

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from playground.slack import SlackEmulator, Workspace
from tests.playground.slack.conftest import MANIFEST
from tests.playground.slack.pictures import PNG


@pytest.fixture
async def slack() -> AsyncIterator[SlackEmulator]:
    """Two workspaces of one organization."""
    spaces = [Workspace.small("Acme"), Workspace.small("Globex")]
    async with SlackEmulator(MANIFEST, spaces, org="Conglomerate") as slack:
        yield slack


async def test_one_token_posts_in_the_workspace_of_the_channel(
    slack: SlackEmulator, client: AsyncWebClient
) -> None:
    for name in ("Acme", "Globex"):
        channel = slack.team(name).channel("#general").id
        await client.chat_postMessage(channel=channel, text=f"hello {name}")
    assert [m.text for m in slack.messages("#general", team="Acme")] == ["hello Acme"]
    assert [m.team for m in slack.messages("#general", team="Globex")] == [
        slack.team("Globex").id
    ]


async def test_the_token_says_that_it_is_an_organizations(
    slack: SlackEmulator, client: AsyncWebClient
) -> None:
    me = await client.auth_test()
    assert me["is_enterprise_install"]
    assert me["team_id"] == me["enterprise_id"]


async def test_an_event_says_whose_it_is_and_that_it_is_for_the_organization(
    slack: SlackEmulator,
) -> None:
    await slack.person("ann", "Globex").says("#general", "@Darkroom hello")
    await slack.until(lambda: slack.deliveries)
    told = slack.deliveries[0]
    assert told.team == slack.team("Globex").id
    assert slack.world.org is not None
    shape = slack.world.org.authorization(slack.team("Globex"))
    assert (shape["team_id"], shape["is_enterprise_install"]) == (told.team, True)


async def test_calls_count_for_the_workspace_of_their_channel(
    slack: SlackEmulator, client: AsyncWebClient
) -> None:
    slack.settings.rate_limits = True
    for name in ("Acme", "Globex"):
        channel = slack.team(name).channel("#general").id
        for _ in range(50):
            await client.conversations_history(channel=channel)
        with pytest.raises(SlackApiError, match="ratelimited"):
            await client.conversations_history(channel=channel)


async def test_a_file_of_one_workspace_is_not_seen_in_another(
    slack: SlackEmulator, client: AsyncWebClient
) -> None:
    acme = slack.team("Acme").channel("#general").id
    told = await client.files_getUploadURLExternal(filename="a.png", length=len(PNG))
    upload = slack.world.http
    assert upload is not None
    await upload.post(told["upload_url"], data=PNG)
    await client.files_completeUploadExternal(
        files=[{"id": told["file_id"]}], channel_id=acme
    )
    block = {"type": "image", "alt_text": "a", "slack_file": {"id": told["file_id"]}}
    [message] = slack.messages("#general", team="Acme")
    shares = (await client.files_info(file=told["file_id"]))["file"]["shares"]
    assert message.file_ids == (told["file_id"],)
    assert list(shares["public"]) == [acme]
    other = slack.team("Globex").channel("#general").id
    slack.settings.update_registers_share = False
    said = await client.chat_postMessage(channel=other, text="a")
    await client.chat_update(channel=other, ts=said["ts"], text="a", blocks=[block])
    [there] = slack.messages("#general", team="Globex")
    assert [seen.reason for seen in there.seen_by("ann")] == ["file not found"]
