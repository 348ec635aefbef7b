"""A message says of the files of its deck what is true at that moment."""

from playground.slack import Fault
from tests.whole.conftest import ON_BOTH, Room, Start
from tests.whole.test_charts import files
from tests.whole.test_decks import SMALL

ARE_HERE = "The PowerPoint file and the PDF are in this thread."
FOLLOW = "The PowerPoint file and the PDF will follow in this thread."


@ON_BOTH
async def test_files_that_slack_does_not_take_yet_follow(
    room: Room, start: Start
) -> None:
    """And when they are there, the message says so."""
    await start(hang_again_seconds="0.1")
    outline = await room.ask(SMALL)
    shut = Fault("files.getUploadURLExternal", times=10**5, status=500)
    room.slack.faults.add(shut)
    await room.ann.clicks(outline, "draw_deck")
    deck = await room.ended(outline)
    assert FOLLOW in str(deck.blocks)
    assert not files(room, outline)
    room.slack.faults.armed.remove(shut)
    await room.slack.until(lambda: len(files(room, outline)) == 2)
    await room.slack.until(lambda: ARE_HERE in str(deck.blocks))


async def test_the_message_says_so_when_files_are_there(
    room: Room, start: Start
) -> None:
    """Though nobody looks at the message again for a while."""
    await start(settle_seconds="600")
    outline = await room.ask(SMALL)
    await room.ann.clicks(outline, "draw_deck")
    deck = await room.ended(outline)
    await room.slack.until(lambda: ARE_HERE in str(deck.blocks))
    assert len(files(room, outline)) == 2
