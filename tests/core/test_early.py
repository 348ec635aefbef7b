"""Finished pictures go up while the model still writes, and are never left lying."""

import asyncio

from bot.core.errors import ChatBusy, HangError
from bot.core.events import Finished, Picture, PictureDrawn, Started, TextAdded
from bot.core.hanging import Manner, Spot
from bot.core.lanes import Stop
from bot.core.turns import Turn
from tests.fakes import FakeWay, Script, turns_of_the_loop
from tests.studio import FOX, Studio, studio

STARTED = Started("resp_1", "gpt-6.1-sol")
OWL = Picture("ig_2", FOX.data + b"more", "png")

WORDS = TextAdded("p", "Here it is.")


class Reading:
    """A turn whose model has drawn a picture and goes on writing."""

    def __init__(self, *ways: FakeWay) -> None:
        self.more = asyncio.Event()
        script: Script = [STARTED, PictureDrawn(FOX), self.more, WORDS, Finished()]
        self.one: Studio = studio(script, ways=ways)
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
    assert reading.one.leftovers.files == {"FFILE000001": turn.id}
    await reading.end()
    assert not reading.one.leftovers.files
    assert not way.taken_down


async def test_a_picture_whose_message_is_deleted_is_taken_away() -> None:
    way = FakeWay()
    reading = Reading(way)
    turn = await reading.until_drawn()
    reading.one.chat.gone.add((await reading.one.again(turn)).message)
    await reading.end()
    assert Spot("FFILE000001") in way.taken_down
    assert not reading.one.leftovers.files


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
    assert reading.one.leftovers.files == {"FFILE000001": turn.id}


async def test_of_two_pictures_each_goes_up_as_it_comes() -> None:
    way = FakeWay()
    one = studio(
        [STARTED, PictureDrawn(FOX), PictureDrawn(OWL), WORDS, Finished()], ways=(way,)
    )
    turn = await one.answer()
    assert [frame.data for frame in way.hung] == [FOX.data, OWL.data]
    shown = str((await one.last(turn)).blocks)
    assert shown.index("FFILE000001") < shown.index("FFILE000002")
