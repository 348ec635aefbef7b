"""Half-drawn pictures: the newest first, and never in the way of the finished one."""

import asyncio
from dataclasses import dataclass, field

import pytest

from bot.core.draft import Draft
from bot.core.errands import Errands
from bot.core.errors import ChatBusy, ChatLate, HangError
from bot.core.events import PreviewDrawn
from bot.core.hanging import Frame, Hanging, Manner, Spot
from bot.core.leftovers import take_down
from bot.core.previews import Previews
from bot.core.turns import Turn
from tests.fakes import (
    THREAD,
    FakeChat,
    FakeWay,
    MemoryLeftovers,
    OpenBudget,
    ask,
    turns_of_the_loop,
)

TURN = Turn(7, ask("a fox"))


def drawn(number: int) -> PreviewDrawn:
    return PreviewDrawn("ig_1", number, str(number).encode())


@dataclass
class SlowWay(FakeWay):
    """Hangs a picture when a test says so."""

    go: asyncio.Event = field(default_factory=asyncio.Event)
    begun: list[bytes] = field(default_factory=list)

    async def hang(self, frame: Frame) -> Spot:
        self.begun.append(frame.data)
        await self.go.wait()
        return await super().hang(frame)


@dataclass
class Wall:
    way: FakeWay
    leftovers: MemoryLeftovers = field(default_factory=MemoryLeftovers)
    redrawn: int = 0
    shows: bool = True

    def previews(self) -> Previews:
        hanging = Hanging([self.way])
        self.made = Previews(TURN, hanging, self.leftovers, self.redraw)
        return self.made

    def redraw(self) -> None:
        self.redrawn += 1
        if self.shows:
            self.made.look()


async def test_a_preview_hangs_and_the_message_is_drawn_anew() -> None:
    wall = Wall(FakeWay())
    previews = wall.previews()
    previews.want(drawn(0))
    await turns_of_the_loop()
    assert previews.now is not None
    assert (previews.now.number, previews.now.frame) == (1, 1)
    assert previews.now.file_id == "FFILE000001"
    assert (wall.redrawn, list(wall.leftovers.files)) == (1, ["FFILE000001"])
    [frame] = wall.way.hung
    assert (frame.lasting, frame.data) == (False, b"0")
    await previews.close()


async def test_an_upload_that_nobody_waits_for_any_more_ends_with_the_program() -> None:
    """It would find nothing there: no database, no connection."""
    way = SlowWay()
    previews, errands = Wall(way).previews(), Errands()
    async with previews.beside(Draft(FakeChat(), THREAD, "1.0", OpenBudget()), errands):
        previews.want(drawn(0))
        await turns_of_the_loop()
    await errands.close(grace=0)
    way.go.set()
    await turns_of_the_loop()
    assert (way.begun, way.hung) == ([b"0"], [])


async def test_a_preview_that_is_overtaken_is_never_sent_up() -> None:
    way = SlowWay()
    previews = Wall(way).previews()
    for number in range(4):
        previews.want(drawn(number))
        await turns_of_the_loop()
    way.go.set()
    await turns_of_the_loop()
    await previews.close()
    assert way.begun == [b"0", b"3"]


async def test_the_next_is_not_sent_up_before_the_last_was_shown() -> None:
    """What Slack's budget leaves no room for would be sent up for nobody."""
    wall = Wall(FakeWay(), shows=False)
    previews = wall.previews()
    for number in range(3):
        previews.want(drawn(number))
        await turns_of_the_loop()
    assert [frame.data for frame in wall.way.hung] == [b"0"]
    previews.look()
    await turns_of_the_loop()
    await previews.close()
    assert [frame.data for frame in wall.way.hung] == [b"0", b"2"]


async def test_a_preview_that_had_no_budget_in_time_is_tried_again() -> None:
    """With nothing newer to show, it is still the newest."""
    wall = Wall(FakeWay(failures=[ChatLate("no budget")]))
    previews = wall.previews()
    previews.want(drawn(0))
    await turns_of_the_loop()
    await previews.close()
    assert [frame.data for frame in wall.way.hung] == [b"0"]


async def test_the_same_preview_is_hung_once() -> None:
    wall = Wall(FakeWay())
    previews, preview = wall.previews(), drawn(0)
    for _ in range(3):
        previews.want(preview)
        await turns_of_the_loop()
    await previews.close()
    assert len(wall.way.hung) == 1


async def test_the_end_does_not_wait_for_a_preview() -> None:
    """What was under way is taken away when it comes after all."""
    way = SlowWay()
    wall = Wall(way)
    previews = wall.previews()
    previews.want(drawn(0))
    await turns_of_the_loop()
    await asyncio.wait_for(previews.close(), 1)
    ended = asyncio.ensure_future(previews.ended())
    await turns_of_the_loop()
    assert not ended.done()
    way.go.set()
    await ended
    assert [spot.file_id for spot in way.taken_down] == ["FFILE000001"]
    assert wall.redrawn == 0


async def test_a_finished_picture_needs_no_other_preview() -> None:
    """What waits is dropped, what comes late is not hung; what is on its way hangs.

    The words may take long, or another picture.
    """
    way = SlowWay()
    wall = Wall(way)
    previews = wall.previews()
    previews.want(drawn(0))
    await turns_of_the_loop()
    previews.want(drawn(1))
    previews.finished("ig_1")
    previews.want(drawn(2))
    way.go.set()
    await turns_of_the_loop()
    await previews.close()
    assert way.begun == [b"0"]
    assert previews.now is not None
    assert previews.now.number == 1


async def test_whoever_makes_a_preview_small_is_told_that_it_is_too_late() -> None:
    wall = Wall(FakeWay())
    previews = wall.previews()
    previews.want(drawn(0))
    await turns_of_the_loop()
    [frame] = wall.way.hung
    before = frame.late()
    previews.finished("ig_1")
    assert (before, frame.late()) == (False, True)
    await previews.close()


async def test_of_a_finished_picture_no_upload_is_begun() -> None:
    """It was being made small when the picture came."""
    way = SlowWay(failures=[ChatLate("the picture is finished")])
    previews = Wall(way).previews()
    previews.want(drawn(0))
    await turns_of_the_loop()
    previews.finished("ig_1")
    way.go.set()
    await turns_of_the_loop()
    await previews.close()
    assert way.begun == [b"0"]


async def test_another_picture_still_has_its_previews() -> None:
    wall = Wall(FakeWay())
    previews = wall.previews()
    previews.finished("ig_0")
    previews.want(drawn(0))
    await turns_of_the_loop()
    assert previews.now is not None
    await previews.close()


async def test_closing_with_nothing_under_way_is_fine() -> None:
    previews = Wall(FakeWay()).previews()
    await previews.close()
    await previews.ended()


@pytest.mark.parametrize("error", [HangError("x"), ChatBusy("429")])
async def test_a_preview_that_does_not_hang_is_left_out(error: Exception) -> None:
    """The next one may hang again."""
    wall = Wall(FakeWay(failures=[error]))
    previews = wall.previews()
    previews.want(drawn(0))
    await turns_of_the_loop()
    assert not wall.redrawn
    previews.want(drawn(1))
    await turns_of_the_loop()
    assert previews.now is not None
    assert previews.now.number == 2
    await previews.close()


async def test_where_nothing_hangs_in_place_there_are_no_previews() -> None:
    wall = Wall(FakeWay("post", Manner.AFRESH))
    previews = wall.previews()
    previews.want(drawn(0))
    await turns_of_the_loop()
    await previews.close()
    assert previews.now is None
    assert not wall.way.hung


async def test_a_preview_that_cannot_be_removed_stays_noted() -> None:
    way = FakeWay()
    leftovers = MemoryLeftovers()
    await leftovers.lent(TURN.id, "F1")
    await leftovers.lent(TURN.id, "F2")
    way.busy_with_taking = [ChatBusy("429", retry_after=0.001)] * 4
    await take_down(Hanging([way]), leftovers, TURN)
    assert list(leftovers.files) == ["F1"]
    assert [spot.file_id for spot in way.taken_down] == ["F2"]
