"""Which way pictures hang, and what is learned of a workspace."""

from collections.abc import Sequence

import pytest

from bot.core.caller import STEP
from bot.core.errors import (
    BotError,
    ChatRefused,
    HangBusy,
    HangError,
    HangMisfit,
    PictureRefused,
)
from bot.core.showing.hanging import Frame, Hanging, Manner
from bot.core.turn.slots import Spot
from bot.core.turn.thread import ThreadKey
from tests.fakes import THREAD, FakeWay

ELSEWHERE = ThreadKey("T2", "C1", "1.1")
SPOT = Spot(file_id="F1")


def ladder(**visible: bool) -> list[FakeWay]:
    return [
        FakeWay("channel", visible=visible.get("channel", True)),
        FakeWay("file", visible=visible.get("file", True)),
        FakeWay("post", Manner.AFRESH),
        FakeWay("text", Manner.BESIDE),
    ]


def names(hanging: Hanging, team: str = "T1") -> str:
    return " ".join(way.name for way in hanging.ways(team))


def test_all_ways_are_open_at_first() -> None:
    assert names(Hanging(ladder())) == "channel file post text"


@pytest.mark.parametrize(
    ("failing", "left"),
    [
        (["channel"], "file post text"),
        (["file"], "post text"),
        (["file", "channel"], "post text"),
        (["text"], "channel file post text"),
    ],
)
def test_what_failed_is_skipped_and_the_last_way_stays(
    failing: Sequence[str], left: str
) -> None:
    hanging = Hanging(ladder())
    for name in failing:
        way = hanging.way(name)
        assert way is not None
        hanging.failed("T1", way)
    assert names(hanging) == left
    assert names(hanging, "T2") == "channel file post text"


def test_a_way_may_stumble_once() -> None:
    """Only what fails twice in a row is left."""
    hanging = Hanging(ladder())
    way = hanging.ways("T1")[0]
    hanging.stumbled("T1", way)
    hanging.worked("T1", way)
    hanging.stumbled("T1", way)
    assert names(hanging) == "channel file post text"
    hanging.stumbled("T1", way)
    assert names(hanging) == "file post text"


@pytest.mark.parametrize(
    ("error", "left"),
    [
        (HangError("missing_scope"), "file post text"),
        (PictureRefused("invalid slack file"), "file post text"),
        (HangBusy("500"), "channel file post text"),
        (HangMisfit("webp"), "channel file post text"),
        (ChatRefused("msg_too_long"), "channel file post text"),
    ],
)
def test_only_what_is_the_ways_own_fault_is_a_stumble(
    error: BotError, left: str
) -> None:
    hanging = Hanging(ladder())
    way = hanging.ways("T1")[0]
    for _ in range(3):
        hanging.missed("T1", way, error)
    assert names(hanging) == left


async def test_it_is_asked_until_it_was_seen_once() -> None:
    ways = ladder(channel=False)
    hanging = Hanging(ways[1:])
    assert await hanging.proven(SPOT, THREAD, STEP)
    ways[1].visible = False
    assert await hanging.proven(SPOT, THREAD, STEP)
    assert not await hanging.proven(SPOT, ELSEWHERE, STEP)


async def test_what_nobody_sees_is_not_hung_in_place_again() -> None:
    hanging = Hanging(ladder(channel=False, file=False))
    assert not await hanging.proven(SPOT, THREAD, STEP)
    assert names(hanging) == "post text"


async def test_a_way_that_was_chosen_is_trusted() -> None:
    hanging = Hanging(ladder(channel=False, file=False), trusting=True)
    assert await hanging.proven(SPOT, THREAD, STEP)


async def test_previews_hang_only_where_it_is_in_place() -> None:
    frame = Frame(THREAD, "a.jpg", "a fox", b"", lasting=False)
    assert await Hanging(ladder()).preview(frame) is not None
    assert await Hanging(ladder()[2:]).preview(frame) is None


async def test_a_file_is_taken_down_by_one_way_alone() -> None:
    ways = ladder()
    await Hanging(ways).take_down(SPOT, THREAD, STEP)
    assert sum(len(way.taken_down) for way in ways) == 1


async def test_a_file_that_was_posted_is_taken_down_too() -> None:
    ways = ladder()[2:]
    await Hanging(ways).take_down(SPOT, THREAD, STEP)
    assert ways[0].taken_down == [SPOT]
