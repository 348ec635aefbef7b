"""The files of decks: the message says where they are, and nobody gets some that are
no longer wanted."""

from playground.slack import Fault
from playground.slack.messages import Message
from tests.whole.conftest import Room, Start, has_ended
from tests.whole.test_charts import files
from tests.whole.test_decks import SMALL, drawn, is_drawn

COMING = "The PowerPoint file and the PDF will follow in this thread."
THERE = "The PowerPoint file and the PDF are in this thread."


def names(room: Room, asked: Message) -> list[str]:
    """The names of the files in a thread."""
    return [name for name, _ in files(room, asked)]


async def test_files_that_slack_takes_later_are_not_said_to_be_there(
    room: Room, start: Start
) -> None:
    await start()
    outline = await room.ask(SMALL)
    late = Fault("files.completeUploadExternal", times=9, status=500)
    room.model.hold(before="image_generation.completed")
    await room.ann.clicks(outline, "draw_deck")
    deck = await room.answer(outline)
    await room.model.until(lambda: len(room.model.held) == 3)
    room.slack.faults.add(late)
    room.model.release()
    await room.slack.until(lambda: has_ended(deck))
    assert COMING in str(deck.blocks)
    room.slack.faults.clear()
    await room.slack.until(lambda: len(files(room, outline)) == 2)
    await room.slack.until(lambda: THERE in str(deck.blocks))


async def test_a_deck_whose_message_is_deleted_leaves_no_files(
    room: Room, start: Start
) -> None:
    """Nobody wants it any more."""
    room.model.hold(before="image_generation.completed")
    await start()
    outline = await room.ask(SMALL)
    await room.ann.clicks(outline, "draw_deck")
    deck = await room.answer(outline)
    await room.model.until(lambda: len(room.model.held) == 3)
    room.slack.faults.add(Fault("chat.update", times=99, error="message_not_found"))
    room.model.release()
    await room.slack.until(lambda: room.slack.faults.armed[0].times < 98)
    await room.slack.person("cleo").deletes(deck)
    room.slack.faults.clear()
    other = await room.ask(SMALL, "#design")
    await drawn(room, other)
    assert not files(room, outline)
    assert not is_drawn(deck)
