"""Finished pictures go up while the model still writes, and are never left lying."""

import asyncio
from dataclasses import dataclass, field, replace

from bot.core.errors import ChatBusy, HangError, Overtaken
from bot.core.showing.hanging import Frame, Manner
from bot.core.turn.events import (
    Finished,
    Picture,
    PictureDrawn,
    PreviewDrawn,
    Started,
    TextAdded,
)
from bot.core.turn.slots import Spot
from bot.core.turn.stop import Stop
from bot.core.turn.turns import Turn
from tests.fakes import FakeWay, MemoryTemporaryFiles, Script, turns_of_the_loop
from tests.studio import FOX, Studio, studio

STARTED = Started("resp_1", "gpt-6.1-sol")
OWL = Picture("ig_2", FOX.data + b"more", "png")

WORDS = TextAdded("p", "Here it is.")


@dataclass
class SlowWay(FakeWay):
    """Hangs a picture when a test says so; its file may be noted long before."""

    go: asyncio.Event = field(default_factory=asyncio.Event)
    noting_first: bool = False
    begun: int = 0

    async def hang(self, frame: Frame) -> Spot:
        self.begun += 1
        if self.noting_first:
            await frame.noted("FSLOW")
        await self.go.wait()
        return await super().hang(frame)


class Hiccup(MemoryTemporaryFiles):
    """The database takes no note."""

    async def lent(self, turn: int, file_id: str) -> None:
        raise OSError("disk I/O error")


class Reading:
    """A turn whose model has drawn a picture and goes on writing."""

    def __init__(
        self, *ways: FakeWay, end: asyncio.Event | None = None, **pieces: object
    ) -> None:
        self.more = asyncio.Event()
        last = end or Finished()
        script: Script = [STARTED, PictureDrawn(FOX), self.more, WORDS, last]
        self.one: Studio = studio(script, ways=ways, **pieces)
        self.stop = Stop()

    async def until_drawn(self) -> Turn:
        turn = await self.one.accepted()
        self.running = asyncio.ensure_future(self.one.answering.run(turn, self.stop))
        await turns_of_the_loop()
        return turn

    async def end(self) -> None:
        self.more.set()
        await self.running
        await self.one.idle()


async def test_a_picture_is_up_before_the_last_words_are_written() -> None:
    way = FakeWay()
    reading = Reading(way)
    turn = await reading.until_drawn()
    assert [frame.name for frame in way.hung] == [f"darkroom-{turn.id}-1.png"]
    assert "FFILE000001" not in str(reading.one.chat.versions)
    await reading.end()
    assert "FFILE000001" in str((await reading.one.last(turn)).blocks)
    assert len(way.hung) == 1


async def test_what_is_up_is_noted_until_a_message_shows_it() -> None:
    way = FakeWay()
    reading = Reading(way)
    turn = await reading.until_drawn()
    assert reading.one.temporary_files.files == {"FFILE000001": turn.id}
    await reading.end()
    assert not reading.one.temporary_files.files
    assert not way.taken_down


async def test_a_picture_whose_message_is_deleted_is_taken_away() -> None:
    way = FakeWay()
    reading = Reading(way, end=asyncio.Event())
    turn = await reading.until_drawn()
    reading.one.chat.gone.add((await reading.one.again(turn)).message)
    await reading.end()
    assert way.taken_down == [Spot("FFILE000001")]
    assert not reading.one.temporary_files.files


async def test_settling_waits_for_what_is_on_its_way_up() -> None:
    """Nobody looks after a turn that is settled."""
    way = SlowWay()
    reading = Reading(way, end=asyncio.Event())
    turn = await reading.until_drawn()
    reading.one.chat.gone.add((await reading.one.again(turn)).message)
    reading.more.set()
    await reading.running
    await turns_of_the_loop()
    assert not (await reading.one.again(turn)).settled
    way.go.set()
    await reading.one.idle()
    assert (await reading.one.again(turn)).settled
    assert way.taken_down == [Spot("FFILE000001")]


async def test_a_file_is_noted_before_slack_has_processed_it() -> None:
    """The program may end meanwhile; the next start takes it away."""
    way = SlowWay(noting_first=True)
    reading = Reading(way)
    turn = await reading.until_drawn()
    reading.running.cancel()
    await asyncio.gather(reading.running, return_exceptions=True)
    await reading.one.errands.close()
    assert reading.one.temporary_files.files == {"FSLOW": turn.id}
    assert not reading.one.context.uploads_ahead.busy


async def test_a_note_that_cannot_be_made_is_not_worth_the_picture() -> None:
    reading = Reading(FakeWay(), temporary_files=Hiccup())
    turn = await reading.until_drawn()
    await reading.end()
    assert "FFILE000001" in str((await reading.one.last(turn)).blocks)


async def test_a_way_that_fails_while_the_end_waits_is_not_gone_again() -> None:
    """Slack may need twenty seconds to fail."""
    way = SlowWay(failure=HangError("not processed"))
    reading = Reading(way, FakeWay("post", Manner.AFRESH))
    turn = await reading.until_drawn()
    reading.more.set()
    await turns_of_the_loop()
    way.go.set()
    await reading.end()
    assert "FPOST000001" in str((await reading.one.last(turn)).blocks)
    assert way.begun == 1


async def test_that_another_process_goes_on_is_no_fault_of_the_way() -> None:
    """After a freeze, many uploads find out at once, and the workspace would lose the
    way."""
    way, post = SlowWay(failure=Overtaken("elsewhere")), FakeWay("post", Manner.AFRESH)
    reading = Reading(way, post)
    await reading.until_drawn()
    reading.more.set()
    await turns_of_the_loop()
    way.go.set()
    await reading.end()
    assert not post.hung


async def test_a_bug_on_the_way_up_does_not_cost_the_end() -> None:
    way = FakeWay(failures=[RuntimeError("a bug")])
    reading = Reading(way)
    turn = await reading.until_drawn()
    await reading.end()
    assert "FFILE000001" in str((await reading.one.last(turn)).blocks)


async def test_what_does_not_go_up_early_is_tried_again_at_the_end() -> None:
    way = FakeWay(failures=[HangError("not now")])
    reading = Reading(way)
    turn = await reading.until_drawn()
    assert not way.hung
    await reading.end()
    assert "FFILE000001" in str((await reading.one.last(turn)).blocks)


async def test_a_way_that_everybody_sees_waits_for_the_end() -> None:
    way = FakeWay("text", Manner.BESIDE)
    reading = Reading(way)
    await reading.until_drawn()
    assert not way.hung
    await reading.end()
    assert len(way.hung) == 1


async def test_a_message_that_slack_makes_anew_shows_the_file_that_is_up() -> None:
    way = FakeWay("post", Manner.AFRESH)
    reading = Reading(way)
    turn = await reading.until_drawn()
    await reading.end()
    assert "FPOST000001" in str((await reading.one.last(turn)).blocks)
    assert len(way.hung) == 1


async def test_a_stop_keeps_the_picture_that_is_up() -> None:
    way = FakeWay()
    reading = Reading(way)
    turn = await reading.until_drawn()
    reading.stop.ask("Stopped.")
    await reading.end()
    assert "FFILE000001" in str((await reading.one.last(turn)).blocks)
    assert not way.taken_down


async def test_where_the_first_way_is_given_up_meanwhile_its_file_goes() -> None:
    file, post = FakeWay("file"), FakeWay("post", Manner.AFRESH)
    reading = Reading(file, post)
    turn = await reading.until_drawn()
    reading.one.hanging.failed(turn.ask.thread.team, file)
    await reading.end()
    assert "FPOST000001" in str((await reading.one.last(turn)).blocks)
    assert file.taken_down == [Spot("FFILE000001")]


async def test_a_shutdown_leaves_the_file_to_whoever_goes_on() -> None:
    way = FakeWay(busy_with_taking=[ChatBusy("429", retry_after=0.001)] * 4)
    reading = Reading(way)
    turn = await reading.until_drawn()
    reading.running.cancel()
    await asyncio.gather(reading.running, return_exceptions=True)
    await reading.one.idle()
    assert reading.one.temporary_files.files == {"FFILE000001": turn.id}


async def told(*events: PictureDrawn | PreviewDrawn) -> tuple[FakeWay, Studio, Turn]:
    """A turn that is told these, with nothing slow about it."""
    way = FakeWay()
    one = studio([STARTED, *events, WORDS, Finished()], ways=(way,))
    return way, one, await one.answer()


async def test_of_two_pictures_each_goes_up_as_it_comes() -> None:
    way, one, turn = await told(PictureDrawn(FOX), PictureDrawn(OWL))
    names = [f"darkroom-{turn.id}-1.png", f"darkroom-{turn.id}-2.png"]
    assert [frame.name for frame in way.hung] == names
    shown = str((await one.last(turn)).blocks)
    assert shown.index("FFILE000001") < shown.index("FFILE000002")
    assert not way.taken_down


async def test_twins_are_two() -> None:
    way, one, turn = await told(PictureDrawn(FOX), PictureDrawn(replace(FOX, id="9")))
    shown = str((await one.last(turn)).blocks)
    assert "FFILE000001" in shown
    assert "FFILE000002" in shown
    assert len(way.hung) == 2


async def test_a_picture_that_is_told_of_twice_goes_up_once() -> None:
    more = replace(FOX, revised_prompt="a red fox, in oil")
    way, _, _ = await told(PictureDrawn(FOX), PictureDrawn(more))
    assert len(way.hung) == 1


async def test_a_picture_that_takes_anothers_place_takes_its_number_too() -> None:
    other = replace(FOX, data=OWL.data)
    way, one, turn = await told(PictureDrawn(FOX), PictureDrawn(other))
    assert {frame.name for frame in way.hung} == {f"darkroom-{turn.id}-1.png"}
    assert "FFILE000002" in str((await one.last(turn)).blocks)
    assert way.taken_down == [Spot("FFILE000001")]


async def test_a_preview_that_its_picture_overtakes_is_not_sent_up() -> None:
    way, _, _ = await told(PreviewDrawn(FOX.id, 0, b"half"), PictureDrawn(FOX))
    assert [frame.lasting for frame in way.hung] == [True]


async def test_nothing_is_held_of_a_turn_that_is_settled() -> None:
    _, one, _ = await told(PictureDrawn(FOX))
    assert not one.context.uploads_ahead.busy
