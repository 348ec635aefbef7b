"""Who is in which channel, as Slack answers it, and what a view shows to whom."""

import json
from dataclasses import replace
from typing import Any

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from playground.slack import SlackEmulator
from playground.slack.workspace import View
from tests.playground.slack.pictures import PNG

ALL = "public_channel,private_channel,mpim,im"


READS = ("channels:read", "groups:read", "im:read", "mpim:read")


def grant(slack: SlackEmulator, *scopes: str) -> None:
    """Give the app these scopes, and no other."""
    app = slack.world.app
    slack.world.app = replace(app, manifest=replace(app.manifest, scopes=scopes))


@pytest.fixture(autouse=True)
def may_read(slack: SlackEmulator) -> None:
    granted = slack.world.app.scopes
    grant(slack, *dict.fromkeys((*granted, *READS)))


async def names(client: AsyncWebClient, **more: Any) -> set[str]:
    answer = await client.users_conversations(types=ALL, **more)
    return {each.get("name") or each["user"] for each in answer["channels"]}


async def test_a_persons_private_channels_are_those_that_the_app_shares(
    slack: SlackEmulator, client: AsyncWebClient
) -> None:
    team = slack.team()
    ann, ben = team.user("ann").id, team.user("ben").id
    await slack.person("ann").removes("Darkroom", "#secret")
    assert await names(client, user=ann) == {
        *("general", "design", "quiet", "archive"),
        ann,
    }
    assert ben not in await names(client, user=ann)


async def test_without_a_person_the_apps_own_channels_are_meant(
    slack: SlackEmulator, client: AsyncWebClient
) -> None:
    found = await names(client, exclude_archived=True)
    assert {"general", "design", "secret"} < found
    assert not {"quiet", "archive"} & found


async def test_whoever_leaves_is_no_longer_in_it(
    slack: SlackEmulator, client: AsyncWebClient
) -> None:
    ann = slack.team().user("ann").id
    await slack.person("ann").leaves("#design")
    assert "design" not in await names(client, user=ann)
    slack.deactivate("ann")
    assert await names(client, user=ann) == {ann}
    assert (await client.users_info(user=ann))["user"]["deleted"]


async def test_each_type_needs_its_scope(
    slack: SlackEmulator, client: AsyncWebClient
) -> None:
    grant(slack, "channels:read")
    assert (await client.users_conversations())["channels"]
    with pytest.raises(SlackApiError) as refused:
        await client.users_conversations(types="public_channel,private_channel")
    assert refused.value.response["error"] == "missing_scope"
    assert refused.value.response["needed"] == "groups:read"


async def test_memberships_come_in_pages(
    slack: SlackEmulator, client: AsyncWebClient
) -> None:
    first = await client.users_conversations(types=ALL, limit=2)
    assert len(first["channels"]) == 2
    cursor = first["response_metadata"]["next_cursor"]
    rest = await client.users_conversations(types=ALL, limit=900, cursor=cursor)
    ids = [each["id"] for each in (*first["channels"], *rest["channels"])]
    assert len(ids) == len(set(ids)) > 4


async def home_with(
    slack: SlackEmulator, client: AsyncWebClient, name: str, file: str
) -> View:
    image = {"type": "image", "slack_file": {"id": file}, "alt_text": "a fox"}
    view = {"type": "home", "blocks": [image]}
    await client.views_publish(user_id=slack.team().user(name).id, view=view)
    home = slack.home_of(name)
    assert home
    return home


async def test_a_picture_that_a_person_may_not_load_is_broken_in_their_home(
    slack: SlackEmulator, client: AsyncWebClient
) -> None:
    said = await slack.person("ben").says("#secret", "look", files=[("a.png", PNG)])
    home = await home_with(slack, client, "ann", said.file_ids[0])
    assert [each.ok for each in slack.seen_in(home)] == [True]
    await slack.person("ann").leaves("#secret")
    [seen] = slack.seen_in(home)
    assert (seen.ok, seen.reason) == (False, "file not found")


async def test_a_guest_loads_nothing_of_public_channels_that_they_are_not_in(
    slack: SlackEmulator, client: AsyncWebClient
) -> None:
    said = await slack.person("ben").says("#design", "look", files=[("a.png", PNG)])
    await slack.person("ann").leaves("#design")
    home = await home_with(slack, client, "ann", said.file_ids[0])
    assert slack.seen_in(home)[0].ok
    slack.team().user("ann").is_restricted = True
    assert not slack.seen_in(home)[0].ok


async def test_a_view_of_more_than_250_kilobytes_is_refused(
    slack: SlackEmulator, client: AsyncWebClient
) -> None:
    line = {"type": "section", "text": {"type": "mrkdwn", "text": "x" * 2900}}
    view = {"type": "home", "blocks": [line] * 90}
    assert len(json.dumps(view)) > 250_000
    with pytest.raises(SlackApiError, match="view_too_large"):
        await client.views_publish(user_id=slack.team().user("ann").id, view=view)
