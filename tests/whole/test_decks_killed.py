"""A deck whose process is killed while it is drawn: it ends whole, and nothing is paid
for twice."""

import pytest

from playground.slack.messages import Message
from tests.whole.conftest import Room
from tests.whole.test_charts import files
from tests.whole.test_decks import SMALL, drawn, is_drawn, newest, slides
from tests.whole.test_sets_killed import Kill, killed

__all__ = ["killed"]
pytestmark = pytest.mark.slow


async def with_files(room: Room, asked: Message, count: int) -> None:
    """Wait until so many files are in the thread."""
    await room.slack.until(lambda: len(files(room, asked)) == count)


async def test_only_the_missing_pictures_are_drawn_anew(
    room: Room, killed: Kill
) -> None:
    """In the same message, with each file once."""
    outline = await room.ask(SMALL)
    room.model.play("images_silence", times=2)
    await room.ann.clicks(outline, "draw_deck")
    deck = await room.answer(outline)
    await room.slack.until(lambda: "1 done" in str(deck.blocks))
    await killed()
    await room.slack.until(lambda: is_drawn(deck))
    await with_files(room, outline, 2)
    assert len(room.model.images) == 3 + 2
    assert len(slides(newest(room, outline, ".pptx"))) == 3
    names = [name for name, _ in files(room, outline)]
    assert sorted(names) == ["solar-power.pdf", "solar-power.pptx"]


async def test_a_change_goes_on_where_it_was(room: Room, killed: Kill) -> None:
    """The model has decided already, and is not asked again what to change."""
    outline = await room.ask(SMALL)
    await drawn(room, outline)
    room.model.play("images_silence")
    await room.ann.says("#general", "another picture on 2: no people", thread=outline)
    deck = await room.answer(outline, 2)  # after the files
    await room.slack.until(lambda: "Drawing 1 picture" in str(deck.blocks))
    await room.model.until(lambda: len(room.model.images) == 3 + 1)
    asked = len(room.model.responses)
    await killed()
    await room.slack.until(lambda: is_drawn(deck))
    await with_files(room, outline, 4)
    assert len(room.model.images) == 3 + 2
    assert len(room.model.responses) == asked + 1  # the words at the end
    assert "-v2.pptx" in str([name for name, _ in files(room, outline)])


@pytest.mark.parametrize(
    ("method", "times"),
    [
        ("chat.postMessage", 1),
        ("files.getUploadURLExternal", 1),
        ("upload", 2),
        ("files.getUploadURLExternal", 3),
        ("files.completeUploadExternal", 2),
    ],
)
async def test_a_deck_is_whole_whenever_its_process_is_killed(
    room: Room, killed: Kill, method: str, times: int
) -> None:
    """So is a change of it: each has one message and each of its files once, although
    the bot dies right after this call to Slack."""

    async def called(before: int) -> None:
        calls = room.slack.calls.of
        await room.slack.until(lambda: len(calls(method)) >= before + times)

    outline = await room.ask(SMALL)
    before = len(room.slack.calls.of(method))
    await room.ann.clicks(outline, "draw_deck")
    await called(before)
    await killed()
    await with_files(room, outline, 2)
    before = len(room.slack.calls.of(method))
    await room.ann.says("#general", "another picture on 2: no people", thread=outline)
    await called(before)
    await killed()
    await with_files(room, outline, 4)
    await room.slack.until(lambda: sum(map(is_drawn, room.beside(outline))) == 2)
    names = [name for name, _ in files(room, outline)]
    assert len(names) == len({*names})
    assert sum(not each.file_ids for each in room.beside(outline)) == 5
