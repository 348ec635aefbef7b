"""A home tab comes without the pictures that Slack does not take."""

from typing import Any

import pytest

from bot.adapters.refused_pictures import GONE
from bot.adapters.slack_identity import InstalledClient
from bot.adapters.slack_views import SlackViews
from bot.core.messages import blocks
from playground.slack import Fault, SlackEmulator
from tests.playground.slack.pictures import PNG


async def uploaded(slack: SlackEmulator) -> str:
    """A file that somebody has posted where the bot is."""
    said = await slack.person("ben").says("#general", "look", files=[("a.png", PNG)])
    return said.file_ids[0]


def tab(*files: str, line: str = "hello") -> dict[str, Any]:
    images = [blocks.image("a", f"b{n}", file_id=each) for n, each in enumerate(files)]
    return {"type": "home", "blocks": [blocks.section(line), *images]}


def shown(slack: SlackEmulator) -> list[str]:
    home = slack.home_of("ann")
    assert home
    return [block["type"] for block in home.blocks]


@pytest.fixture
def views(client: InstalledClient) -> SlackViews:
    return SlackViews(client)


@pytest.fixture
def ann(slack: SlackEmulator) -> tuple[str, str]:
    return slack.team().id, slack.team().user("ann").id


async def test_a_picture_that_is_gone_leaves_its_place_to_a_sentence(
    slack: SlackEmulator, views: SlackViews, ann: tuple[str, str]
) -> None:
    there = await uploaded(slack)
    assert await views.publish(*ann, tab("F000000404", there, "F000000405"))
    assert shown(slack) == ["section", "context", "image", "context"]
    home = slack.home_of("ann")
    assert home
    assert GONE in str(home.blocks[1])


async def test_words_beside_a_small_picture_that_is_gone_stay(
    slack: SlackEmulator, views: SlackViews, ann: tuple[str, str]
) -> None:
    small = {"type": "image", "alt_text": "a", "slack_file": {"id": "F000000404"}}
    view = {"type": "home", "blocks": [blocks.section("Pixel", small)]}
    assert await views.publish(*ann, view)
    home = slack.home_of("ann")
    assert home
    assert "Pixel" in str(home.blocks)
    assert "accessory" not in home.blocks[0]


async def test_after_some_tries_it_comes_without_any_picture(
    slack: SlackEmulator, views: SlackViews, ann: tuple[str, str]
) -> None:
    gone = [f"F0000004{n:02}" for n in range(9)]
    assert await views.publish(*ann, tab(*gone, await uploaded(slack)))
    assert shown(slack) == ["section", *["context"] * 10]
    assert len(slack.calls.of("views.publish")) == 5


async def test_where_pictures_are_not_what_is_wrong_nothing_is_tried_again(
    slack: SlackEmulator, views: SlackViews, ann: tuple[str, str]
) -> None:
    wrong = tab(await uploaded(slack))
    wrong["blocks"][0] = {"type": "section", "text": {"type": "mrkdwn", "text": ""}}
    assert await views.publish(*ann, wrong) == ""
    assert len(slack.calls.of("views.publish")) == 1


async def test_a_tab_replaces_only_what_it_was_built_over(
    slack: SlackEmulator, views: SlackViews, ann: tuple[str, str]
) -> None:
    first = await views.publish(*ann, tab(line="one"))
    second = await views.publish(*ann, tab(line="two"), over=first)
    assert second not in {"", None, first}
    assert await views.publish(*ann, tab(line="three"), over=first) == ""
    home = slack.home_of("ann")
    assert home
    assert "two" in str(home.blocks)


async def test_a_busy_slack_is_told_apart_from_one_that_refuses(
    slack: SlackEmulator, views: SlackViews, ann: tuple[str, str]
) -> None:
    slack.faults.add(Fault("views.publish", retry_after=1))
    assert await views.publish(*ann, tab(), over="x") is None
