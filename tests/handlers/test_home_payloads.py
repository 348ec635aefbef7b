"""What comes back with a home tab is read as if it came from anybody."""

import json
from typing import Any

import pytest

from bot.core.messages.home_fields import (
    CHANNEL,
    CLEAR,
    NAME,
    SINCE,
    WHOSE,
    WORDS,
)
from bot.core.turn.home import MOST_TRAIL, MOST_WORDS, HomeSearch
from handlers.payloads.home import search_in, searched
from handlers.payloads.shape import shaped


def click(action: str, metadata: str = "", **chosen: Any) -> dict[str, Any]:
    """A use of one of the tab's fields, as Slack sends it and as we read it."""
    return shaped(
        {
            "type": "block_actions",
            "user": {"id": "U1", "team_id": "T1"},
            "team": {"id": "T1"},
            "actions": [{"action_id": action, "action_ts": "1.1", **chosen}],
            "view": {
                "id": "V1",
                "type": "home",
                "callback_id": "home",
                "private_metadata": metadata,
            },
        }
    )


def option(value: str) -> dict[str, Any]:
    return {"selected_option": {"value": value}}


BEFORE = HomeSearch("fox", channel="C1", trail=((9, 1), (5, 0)), cleared=3)


def test_a_search_comes_back_as_it_went() -> None:
    assert search_in({"private_metadata": BEFORE.kept}) == BEFORE
    assert search_in({}) == HomeSearch()


@pytest.mark.parametrize(
    ("action", "chosen", "after"),
    [
        (WORDS, {"value": "  an\nowl "}, HomeSearch("an owl", channel="C1", cleared=3)),
        (WORDS, {}, HomeSearch(channel="C1", cleared=3)),
        (WORDS, {"value": None}, HomeSearch(channel="C1", cleared=3)),
        (WHOSE, option("mine"), HomeSearch("fox", mine=True, channel="C1", cleared=3)),
        (WHOSE, option("all"), HomeSearch("fox", channel="C1", cleared=3)),
        (
            CHANNEL,
            {"selected_conversation": "C2"},
            HomeSearch("fox", channel="C2", cleared=3),
        ),
        (CHANNEL, {"selected_conversation": None}, HomeSearch("fox", cleared=3)),
        (NAME, option("12"), HomeSearch("fox", channel="C1", name=12, cleared=3)),
        (NAME, option("9" * 30), HomeSearch("fox", channel="C1", cleared=3)),
        (SINCE, option("30"), HomeSearch("fox", channel="C1", days=30, cleared=3)),
        (SINCE, option("31"), HomeSearch("fox", channel="C1", cleared=3)),
        (CLEAR, {"value": "all"}, HomeSearch(cleared=4)),
    ],
)
def test_a_field_changes_the_search_and_begins_on_its_first_page(
    action: str, chosen: dict[str, Any], after: HomeSearch
) -> None:
    assert searched(click(action, BEFORE.kept, **chosen)) == after


@pytest.mark.parametrize(
    "metadata",
    [
        "",
        "x",
        "[]",
        "null",
        "{",
        "[" * 2_000,
        json.dumps({"words": 5, "mine": "yes", "channel": "<!here>", "trail": "x"}),
        json.dumps({"trail": [[1], "x", [-1, 2], [2**70, 0], [1, 2, 3]], "name": -4}),
        json.dumps({"days": 12, "channel": "", "name": True, "cleared": "9"}),
    ],
)
def test_what_is_no_search_looks_for_nothing(metadata: str) -> None:
    assert search_in({"private_metadata": metadata}) == HomeSearch()


def test_what_is_too_much_is_cut() -> None:
    much = json.dumps({"words": "x" * 2_000, "trail": [[1, 1]] * 100})
    search = search_in({"private_metadata": much})
    assert len(search.words) == MOST_WORDS
    assert len(search.trail) == MOST_TRAIL
