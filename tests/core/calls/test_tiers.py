"""How many calls Slack's tiers come to."""

from collections.abc import Sequence
from math import ceil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.caller import Priority
from bot.core.calls.call import Call
from bot.core.calls.tiers import (
    MODEL,
    POST,
    TIERS,
    Limit,
    Tiers,
    Window,
    minute,
    quarter,
)

EDIT = Call("T1", "chat.update")
LATE = 2.5
"""Seconds by which calls may be later than others, and yet be too many in no minute."""


def whole(limit: Limit) -> Window:
    return limit.windows[0]


def in_any(seconds: float, window: Window) -> int:
    """The most that come in so many seconds, where each window is used up at once."""
    return ceil(seconds / window.seconds) * window.most


@pytest.mark.parametrize("allowed", [*TIERS.values(), 5, 1000])
def test_no_minute_of_slacks_has_more_calls_than_are_allowed(allowed: int) -> None:
    """However it begins, and however late those that left before it arrive."""
    assert in_any(60 + LATE, minute(allowed)) <= allowed
    assert minute(allowed).most >= allowed * 0.8


@pytest.mark.parametrize("allowed", [1, 4, 5, 7, 60, 500, 100_000])
def test_no_minute_of_the_model_has_more_requests_than_are_allowed(
    allowed: int,
) -> None:
    """And they do not come all at once."""
    window = quarter(allowed)
    assert in_any(60, window) <= allowed
    assert window.most <= max(1, allowed / 4)
    assert window.most / window.seconds >= allowed / 60 * 0.8


@given(st.floats(0.1, 1000))
def test_a_faster_slack_takes_more_and_keeps_a_margin(faster: float) -> None:
    """It may count a shorter minute, or more calls in the same one."""
    window = minute(50, faster)
    assert window.most == 45
    assert window.seconds - 60 / faster >= min(LATE, LATE / faster)


def test_a_storms_minute_forgives_more_than_its_share_of_the_margin() -> None:
    assert minute(50, 10).seconds - 60 / 10 > LATE / 10 * 3


def test_a_post_counts_for_its_channel_and_for_the_workspace() -> None:
    rows = Tiers()(Call("T1", POST, "C1"), Priority.FIRST)
    assert [row.key for row in rows] == [f"T1/{POST}/", f"T1/{POST}/C1"]


def test_a_channels_window_is_within_a_bucket_that_is_filled_once_a_second() -> None:
    """Slack's bucket holds a few; after each window there is room for another one."""
    [_, row] = Tiers()(Call("T1", POST, "C1"), Priority.END)
    assert all(window.seconds > window.most for window in row.windows)


def test_where_slack_has_refused_a_post_there_is_no_burst_for_some_minutes() -> None:
    [_, row] = Tiers()(Call("T1", POST, "C1"), Priority.END)
    burst, careful = row.windows
    assert burst.most > careful.most == 1
    assert careful.after_shut >= 60
    assert not burst.after_shut


def test_the_last_calls_of_a_window_are_for_the_ends() -> None:
    most = {priority: whole(Tiers()(EDIT, priority)[0]).most for priority in Priority}
    assert (
        most[Priority.END]
        > most[Priority.FIRST]
        > most[Priority.STEP]
        >= most[Priority.PREVIEW]
    )
    assert most[Priority.PREVIEW] <= most[Priority.END] - 9


@pytest.mark.parametrize("priority", [Priority.STEP, Priority.PREVIEW])
def test_low_ranks_leave_off_as_soon_as_ends_come_thick_and_fast(
    priority: Priority,
) -> None:
    """Long before their share of the whole minute is used up: with an end a second."""
    window, part = Tiers()(EDIT, priority)[0].windows
    assert part.most < part.seconds
    assert part.most * 4 <= window.most


@pytest.mark.parametrize("call", [EDIT, MODEL, Call("T1", POST, "C1")])
def test_all_ranks_ask_for_the_same_longest_window(call: Call) -> None:
    """By it the ledger knows for how long a call is to be remembered."""

    def lengths(priority: Priority) -> Sequence[float]:
        return [max(w.seconds for w in row.windows) for row in Tiers()(call, priority)]

    assert [lengths(priority) for priority in Priority] == [
        [whole(row).seconds for row in Tiers()(call, Priority.END)] for _ in Priority
    ]


def test_the_model_has_a_window_of_its_own() -> None:
    [row] = Tiers(faster=10, model_requests=1)(MODEL, Priority.STEP)
    assert row.windows == (Window(1, 60 / 0.9),)


def test_who_asks_the_model_again_finds_a_place() -> None:
    again, new = (
        Tiers()(MODEL, priority)[0] for priority in (Priority.FIRST, Priority.STEP)
    )
    assert whole(again).most > whole(new).most >= whole(again).most * 0.9
