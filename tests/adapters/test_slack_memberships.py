"""Which channels people are in. What Slack does not say, nobody is in."""

import asyncio
from typing import Any

import pytest

from bot.adapters.slack_identity import InstalledClient
from bot.adapters.slack_memberships import SlackMemberships, is_guest
from bot.adapters.slack_permalinks import SlackPermalinks
from playground.slack import Fault, SlackEmulator


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def memberships(client: InstalledClient, clock: Clock) -> SlackMemberships:
    return SlackMemberships(client, clock)


def ids(slack: SlackEmulator, *names: str) -> set[str]:
    return {slack.team().channel(each).id for each in names}


def asked(slack: SlackEmulator) -> int:
    return len(slack.calls.of("users.conversations"))


def who(slack: SlackEmulator, name: str = "ann") -> tuple[str, str]:
    return slack.team().id, slack.team().user(name).id


async def test_a_person_is_in_the_channels_that_the_bot_is_in_as_well(
    slack: SlackEmulator, memberships: SlackMemberships
) -> None:
    await slack.person("ann").leaves("#design")
    await slack.person("ben").removes("Darkroom", "#secret")
    found = await memberships.channels(*who(slack))
    assert found == ids(slack, "general", "archive") | {slack.dm("ann")}


async def test_it_is_remembered_for_minutes_and_asked_again_when_it_has_to_be_fresh(
    slack: SlackEmulator, memberships: SlackMemberships, clock: Clock
) -> None:
    await asyncio.gather(*(memberships.channels(*who(slack)) for _ in range(5)))
    assert asked(slack) == 2
    await slack.person("ann").leaves("#design")
    design = ids(slack, "design")
    clock.now = 100
    assert design <= await memberships.channels(*who(slack))
    assert asked(slack) == 2
    assert not design & await memberships.channels(*who(slack), fresh=True)
    assert not design & await memberships.channels(*who(slack))
    clock.now = 1000
    await memberships.channels(*who(slack))
    assert asked(slack) == 5


async def test_whoever_moved_is_asked_for_again(
    slack: SlackEmulator, memberships: SlackMemberships
) -> None:
    await memberships.channels(*who(slack))
    await slack.person("ann").leaves("#design")
    memberships.moved(*who(slack))
    assert not ids(slack, "design") & await memberships.channels(*who(slack))


@pytest.mark.parametrize(
    "fault",
    [
        Fault("users.conversations", retry_after=1),
        Fault("users.conversations", status=500),
        Fault("users.conversations", error="missing_scope"),
        Fault("users.conversations", drop=True, times=9),
    ],
)
async def test_where_slack_does_not_say_it_nobody_is_in_any_channel(
    slack: SlackEmulator, memberships: SlackMemberships, fault: Fault
) -> None:
    slack.faults.add(fault)
    assert not await memberships.channels(*who(slack))


async def test_a_failure_is_not_remembered(
    slack: SlackEmulator, memberships: SlackMemberships
) -> None:
    slack.faults.add(Fault("users.conversations", status=500, times=1))
    assert not await memberships.channels(*who(slack))
    assert await memberships.channels(*who(slack))


async def test_nobody_in_another_workspace_is_known(
    slack: SlackEmulator, memberships: SlackMemberships
) -> None:
    assert not await memberships.channels(slack.team().id, "U0STRANGER")


async def test_guests_and_those_of_whom_slack_says_nothing_are_guests(
    slack: SlackEmulator, memberships: SlackMemberships
) -> None:
    slack.team().user("ben").is_restricted = True
    assert not await memberships.is_guest(*who(slack, "ann"))
    assert await memberships.is_guest(*who(slack, "ben"))
    slack.faults.add(Fault("users.info", status=500))
    assert await memberships.is_guest(*who(slack, "cleo"))


async def test_only_public_channels_with_the_bot_are_public(
    slack: SlackEmulator, memberships: SlackMemberships, clock: Clock
) -> None:
    """One that has become private is none as soon as something is done with it."""
    team = slack.team().id
    found = await memberships.public(team)
    assert found == ids(slack, "general", "design", "archive")
    slack.team().channel("design").kind = "group"
    clock.now = 100
    assert await memberships.public(team) == found
    assert await memberships.public(team, fresh=True) == found - ids(slack, "design")


async def test_people_of_another_company_are_guests_in_a_channel_that_it_shares(
    slack: SlackEmulator, memberships: SlackMemberships
) -> None:
    slack.share("#general", "gus")
    assert await memberships.is_guest(*who(slack, "gus"))
    assert await memberships.channels(*who(slack, "gus")) == ids(slack, "general")


@pytest.mark.parametrize(
    ("person", "guest"),
    [
        ({"team_id": "T1"}, False),
        ({"team_id": "T2"}, True),
        ({"team_id": "E1", "enterprise_user": {"teams": ["T2", "T1"]}}, False),
        ({"team_id": "E1", "enterprise_user": {"teams": ["T2"]}}, True),
        ({"team_id": "T1", "deleted": True}, True),
        ({"team_id": "T1", "is_ultra_restricted": True}, True),
        ({}, True),
    ],
)
def test_whoever_belongs_to_the_workspace_is_no_guest(
    person: dict[str, Any], *, guest: bool
) -> None:
    assert is_guest(person, "T1") is guest


async def test_slack_is_asked_once_where_a_workspace_is_in_a_browser(
    slack: SlackEmulator, client: InstalledClient
) -> None:
    said = await slack.person("ann").says("#general", "hello")
    links = SlackPermalinks(client)
    team = slack.team().id
    assert not await links.base(team, said.channel, "1.1")
    for _ in range(2):
        assert (
            await links.base(team, said.channel, said.ts) == "https://small.slack.com"
        )
    assert len(slack.calls.of("chat.getPermalink")) == 2
