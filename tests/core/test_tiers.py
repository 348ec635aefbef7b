"""How many calls Slack's tiers come to."""

import pytest

from bot.core.rank import Call, Rank
from bot.core.tiers import MODEL, POST, TIERS, Tiers, pace


@pytest.mark.parametrize("allowed", [*TIERS.values(), 5, 60, 1000])
def test_no_minute_has_more_calls_than_are_allowed(allowed: int) -> None:
    """However it begins, and with some headroom where there is room for any."""
    steady = pace(allowed)
    within_a_minute = int(60 / steady.every) + steady.burst
    assert within_a_minute <= (allowed * 0.95 if allowed > 9 else allowed)
    assert within_a_minute >= allowed * 0.8


def test_a_post_counts_for_its_channel_and_for_the_workspace() -> None:
    rows = Tiers()(Call("T1", POST, "C1"), Rank.FIRST)
    assert [row.key for row in rows] == [f"T1/{POST}/", f"T1/{POST}/C1"]


def test_the_last_calls_of_a_burst_are_for_the_ends() -> None:
    early = [Tiers()(Call("T1", "chat.update"), rank)[0].early for rank in Rank]
    assert early == sorted(early, reverse=True)
    assert early[Rank.PREVIEW] <= early[Rank.END] / 2


def test_more_from_slack_means_sooner_but_no_more_at_once() -> None:
    call = Call("T1", "chat.update")
    [usual], [more] = Tiers()(call, Rank.END), Tiers(faster=10)(call, Rank.END)
    assert more.every == pytest.approx(usual.every / 10)
    assert more.early / more.every == pytest.approx(usual.early / usual.every)


def test_the_model_has_a_pace_of_its_own() -> None:
    [row] = Tiers(faster=10, model_requests=1)(MODEL, Rank.STEP)
    assert row.every > 60
