"""Half-drawn pictures: the newest first, and never in the way of the finished one."""

import asyncio
from dataclasses import dataclass, field

import pytest

from bot.core.caller import STEP
from bot.core.errands import Errands
from bot.core.errors import ChatBusy, ChatLate, HangError
from bot.core.showing.current_slots import CurrentSlots
from bot.core.showing.hanging import Frame, Hanging, Manner
from bot.core.showing.previews import Previews
from bot.core.showing.temporary_files import take_down
from bot.core.turn.events import Picture, PictureDrawn, PreviewDrawn
from bot.core.turn.slots import Preview, Spot
from bot.core.turn.turns import Turn
from tests.fakes import (
    FakeWay,
    MemoryTemporaryFiles,
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
class TurnContext:
    way: FakeWay
    temporary_files: MemoryTemporaryFiles = field(default_factory=MemoryTemporaryFiles)
    slots: CurrentSlots = field(default_factory=CurrentSlots)
    shows: bool = True

    def previews(self) -> Previews:
        self.drawing = asyncio.ensure_future(self.draw())
        hanging = Hanging([self.way])
        return Previews(TURN, self.slots, hanging, self.temporary_files, STEP)

    async def draw(self) -> None:
        """Draw the message whenever it looks different."""
        while await self.slots.changed.wait():
            self.slots.changed.clear()
            if self.shows:
                self.slots.drawn()

    def now(self) -> Preview | None:
        return self.slots.now.latest

    def finished(self, picture: str = "ig_1") -> None:
        self.slots.tell(PictureDrawn(Picture(picture, b"whole", "png")))


async def test_a_preview_hangs_and_the_message_is_drawn_anew() -> None:
    context = TurnContext(FakeWay())
    previews = context.previews()
    previews.want(drawn(0))
    await turns_of_the_loop()
    now = context.now()
    assert now is not None
    assert (now.number, now.frame) == (1, 1)
    assert now.spot == Spot("FFILE000001")
    assert list(context.temporary_files.files) == ["FFILE000001"]
    [frame] = context.way.hung
    assert (frame.lasting, frame.data) == (False, b"0")
    await previews.close()


async def test_an_upload_that_nobody_waits_for_any_more_ends_with_the_program() -> None:
    """It would find nothing there: no database, no connection."""
    way = SlowWay()
    previews, errands = TurnContext(way).previews(), Errands()
    async with previews.beside(errands):
        previews.want(drawn(0))
        await turns_of_the_loop()
    await errands.close(grace=0)
    way.go.set()
    await turns_of_the_loop()
    assert (way.begun, way.hung) == ([b"0"], [])


async def test_a_preview_that_is_overtaken_is_never_sent_up() -> None:
    way = SlowWay()
    previews = TurnContext(way).previews()
    for number in range(4):
        previews.want(drawn(number))
        await turns_of_the_loop()
    way.go.set()
    await turns_of_the_loop()
    await previews.close()
    assert way.begun == [b"0", b"3"]


async def test_the_next_is_not_sent_up_before_the_last_was_shown() -> None:
    """If Slack's budget has no room for an edit, nobody would see the upload."""
    context = TurnContext(FakeWay(), shows=False)
    previews = context.previews()
    for number in range(3):
        previews.want(drawn(number))
        await turns_of_the_loop()
    assert [frame.data for frame in context.way.hung] == [b"0"]
    context.slots.drawn()
    await turns_of_the_loop()
    await previews.close()
    assert [frame.data for frame in context.way.hung] == [b"0", b"2"]


async def test_a_preview_that_had_no_budget_in_time_is_tried_again() -> None:
    """With nothing newer to show, it is still the newest."""
    context = TurnContext(FakeWay(failures=[ChatLate("no budget")]))
    previews = context.previews()
    previews.want(drawn(0))
    await turns_of_the_loop()
    await previews.close()
    assert [frame.data for frame in context.way.hung] == [b"0"]


async def test_the_same_preview_is_hung_once() -> None:
    context = TurnContext(FakeWay())
    previews, preview = context.previews(), drawn(0)
    for _ in range(3):
        previews.want(preview)
        await turns_of_the_loop()
    await previews.close()
    assert len(context.way.hung) == 1


async def test_the_end_does_not_wait_for_a_preview() -> None:
    """What was under way is taken away when it comes after all."""
    way = SlowWay()
    context = TurnContext(way)
    previews = context.previews()
    previews.want(drawn(0))
    await turns_of_the_loop()
    await asyncio.wait_for(previews.close(), 60)
    ended = asyncio.ensure_future(previews.last_removed())
    await turns_of_the_loop()
    assert not ended.done()
    way.go.set()
    await ended
    assert [spot.file_id for spot in way.taken_down] == ["FFILE000001"]
    assert context.now() is None


async def test_a_finished_picture_needs_no_other_preview() -> None:
    """A waiting one is dropped, a late one is not hung, and one on its way hangs.

    The text may take long, or another picture.
    """
    way = SlowWay()
    context = TurnContext(way)
    previews = context.previews()
    previews.want(drawn(0))
    await turns_of_the_loop()
    previews.want(drawn(1))
    context.finished()
    previews.finished("ig_1")
    previews.want(drawn(2))
    way.go.set()
    await turns_of_the_loop()
    await previews.close()
    assert way.begun == [b"0"]
    now = context.now()
    assert now is not None
    assert now.number == 1


async def test_whoever_makes_a_preview_small_is_told_that_it_is_too_late() -> None:
    context = TurnContext(FakeWay())
    previews = context.previews()
    previews.want(drawn(0))
    await turns_of_the_loop()
    [frame] = context.way.hung
    before = frame.late()
    context.finished()
    assert (before, frame.late()) == (False, True)
    await previews.close()


async def test_of_a_finished_picture_no_upload_is_begun() -> None:
    """It was being made small when the picture came."""
    way = SlowWay(failures=[ChatLate("the picture is finished")])
    context = TurnContext(way)
    previews = context.previews()
    previews.want(drawn(0))
    await turns_of_the_loop()
    context.finished()
    previews.finished("ig_1")
    way.go.set()
    await turns_of_the_loop()
    await previews.close()
    assert way.begun == [b"0"]


async def test_another_picture_still_has_its_previews() -> None:
    context = TurnContext(FakeWay())
    previews = context.previews()
    context.finished("ig_0")
    previews.finished("ig_0")
    previews.want(drawn(0))
    await turns_of_the_loop()
    now = context.now()
    assert now is not None
    await previews.close()


async def test_closing_with_nothing_under_way_is_fine() -> None:
    previews = TurnContext(FakeWay()).previews()
    await previews.close()
    await previews.last_removed()


@pytest.mark.parametrize("error", [HangError("x"), ChatBusy("429")])
async def test_a_preview_that_does_not_hang_is_left_out(error: Exception) -> None:
    """The next one may hang again."""
    context = TurnContext(FakeWay(failures=[error]))
    previews = context.previews()
    previews.want(drawn(0))
    await turns_of_the_loop()
    assert context.now() is None
    previews.want(drawn(1))
    await turns_of_the_loop()
    now = context.now()
    assert now is not None
    assert now.number == 2
    await previews.close()


async def test_where_nothing_hangs_in_place_there_are_no_previews() -> None:
    context = TurnContext(FakeWay("post", Manner.AFRESH))
    previews = context.previews()
    previews.want(drawn(0))
    await turns_of_the_loop()
    await previews.close()
    assert context.now() is None
    assert not context.way.hung


async def test_a_preview_that_cannot_be_removed_stays_noted() -> None:
    way = FakeWay()
    temporary_files = MemoryTemporaryFiles()
    await temporary_files.lent(TURN.id, "F1")
    await temporary_files.lent(TURN.id, "F2")
    way.busy_with_taking = [ChatBusy("429", retry_after=0.001)] * 4
    await take_down(Hanging([way]), temporary_files, TURN, STEP)
    assert list(temporary_files.files) == ["F1"]
    assert [spot.file_id for spot in way.taken_down] == ["F2"]
