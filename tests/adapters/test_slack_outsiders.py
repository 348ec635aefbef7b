"""Who is not of a workspace, as Slack says."""

import pytest

from bot.adapters.slack_identity import InstalledClient
from bot.adapters.slack_outsiders import SlackOutsiders
from playground.slack import Fault, SlackEmulator


@pytest.fixture
def outsiders(client: InstalledClient) -> SlackOutsiders:
    return SlackOutsiders(client)


async def test_people_of_a_shared_channel_are_outsiders(
    slack: SlackEmulator, outsiders: SlackOutsiders
) -> None:
    """Slack calls them no strangers, because they are in a channel with us."""
    slack.share("#general", "gus")
    gus, ann = slack.person("gus").user, slack.person("ann").user
    gus.is_stranger = False
    assert await outsiders(slack.team().id, gus.id)
    assert not await outsiders(slack.team().id, ann.id)


async def test_of_whom_slack_says_nothing_is_an_outsider(
    slack: SlackEmulator, outsiders: SlackOutsiders
) -> None:
    ann = slack.person("ann").user.id
    slack.faults.add(Fault("users.info", status=500))
    assert await outsiders(slack.team().id, ann)
