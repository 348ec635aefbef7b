"""Replies to a deck that want several things, or nothing that there is; and of several
people at the same moment."""

import asyncio

from tests.whole.conftest import Room, Start
from tests.whole.test_charts import files
from tests.whole.test_decks import SMALL, changed, drawn, newest, slides


def titles(room: Room, asked: object) -> list[str]:
    """The first words on each slide of the newest PowerPoint file."""
    said = slides(newest(room, asked, ".pptx"))  # type: ignore[arg-type] # a message
    return [next(filter(None, slide)) for slide in said]


async def test_one_reply_wants_several_things(room: Room, start: Start) -> None:
    """All of them are done in one version, and only the new picture is paid for."""
    await start()
    outline = await room.ask(SMALL)
    await drawn(room, outline)
    words = "swap 2 and 3, another picture on 1: snow; theme: clay"
    await changed(room, outline, words)
    assert titles(room, outline) == ["Solar power", "Thank you", "In short"]
    assert len(room.model.images) == 4
    assert "snow" in str([*room.model.images.values()][-1].request["prompt"])
    assert len(files(room, outline)) == 4


async def test_a_slide_that_does_not_exist_changes_nothing(
    room: Room, start: Start
) -> None:
    """Whether the model notices or the bot does."""
    await start()
    outline = await room.ask(SMALL)
    await drawn(room, outline)
    told = await room.ask("another picture on 15: no people", thread=outline)
    assert "There is no slide 15" in str(told.blocks)
    assert "No picture came" not in str(told.blocks)
    told = await room.ask("theme: nonsense, for every picture", thread=outline)
    assert "No picture came" not in str(told.blocks)
    assert "`theme` is one of paper" in str(told.blocks)
    told = await room.ask("theme: paper", thread=outline)
    assert "already like this" in str(told.blocks)
    assert len(room.model.images) == 3
    assert len(files(room, outline)) == 2


async def test_a_picture_is_drawn_on_a_slide_that_had_none(
    room: Room, start: Start
) -> None:
    await start()
    outline = await room.ask("@Darkroom a deck about solar power, eight slides")
    await drawn(room, outline)
    had = len(room.model.images)
    new = await changed(room, outline, "another picture on 5: no people")
    assert "1 new picture" in str(new.blocks)
    assert len(room.model.images) == had + 1


async def test_replies_of_two_people_at_the_same_moment_are_both_done(
    room: Room, start: Start
) -> None:
    """One after the other, each on what the one before has made."""
    await start()
    outline = await room.ask(SMALL)
    await drawn(room, outline)
    ben = room.slack.person("ben")
    await asyncio.gather(
        room.ann.says("#general", "swap 2 and 3", thread=outline),
        ben.says("#general", "delete slide 1", thread=outline),
    )
    await room.slack.until(lambda: len(files(room, outline)) == 6)
    assert titles(room, outline) in (
        ["Thank you", "In short"],
        ["In short", "Thank you"],
    )
    assert len(room.model.images) == 3
