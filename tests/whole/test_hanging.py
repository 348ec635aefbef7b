"""Each way of hanging a picture, and what happens where one does not hold."""

import pytest

from bot.core.messages.final import LATER
from playground.slack import Fault
from playground.slack.messages import Message
from tests.ports import free_port
from tests.whole.conftest import Room, Start, has_ended, pictures


@pytest.fixture
def sketchy() -> bool:
    """Pictures as large as true ones."""
    return False


def visible(message: Message) -> bool:
    """Whether somebody else than the asker sees every picture of the message."""
    seen = message.seen_by("ben")
    return bool(seen) and all(each.ok for each in seen)


async def settled(room: Room) -> None:
    """Wait until no preview is left in Slack."""
    files = room.slack.team().files

    def tidy() -> bool:
        names = [f.name for f in files.values() if not f.deleted]
        return not [name for name in names if name.startswith("preview")]

    await room.slack.until(tidy)


async def test_by_file_everybody_sees_it_and_previews_are_taken_away(
    room: Room, start: Start
) -> None:
    """In the same message, and without a second one."""
    await start(hang="file")
    answer = await room.ask("@Darkroom a lighthouse at night")
    await settled(room)
    assert visible(answer)
    assert len(room.slack.messages("#general")) == 2


async def test_an_edit_that_shares_nothing_is_noticed_and_posted_instead(
    room: Room, start: Start
) -> None:
    """The message that only its maker could see makes room for one that all can."""
    room.slack.settings.update_registers_share = False
    await start()
    asked = await room.ann.says("#general", "@Darkroom a lighthouse at night")
    await room.slack.until(
        lambda: any(visible(m) for m in room.slack.messages("#general", asked)[1:])
    )
    await room.slack.until(lambda: len(room.slack.messages("#general", asked)) == 2)


async def test_what_was_learned_of_a_workspace_is_kept(
    room: Room, start: Start
) -> None:
    """The next picture is posted at once, and no preview is uploaded for nothing."""
    room.slack.settings.update_registers_share = False
    await start()
    asked = await room.ann.says("#general", "@Darkroom a lighthouse at night")
    await room.slack.until(
        lambda: any(visible(m) for m in room.slack.messages("#general", asked)[1:])
    )
    await settled(room)
    before = len(room.slack.team().files)
    again = await room.ann.says("#general", "@Darkroom a fox")
    await room.slack.until(
        lambda: any(visible(m) for m in room.slack.messages("#general", again)[1:])
    )
    assert len(room.slack.team().files) == before + 1


async def test_by_post_the_picture_comes_in_a_message_of_its_own(
    room: Room, start: Start
) -> None:
    """And the draft is gone when it stands."""
    await start(hang="post")
    asked = await room.ann.says("#general", "@Darkroom a lighthouse at night")
    await room.slack.until(
        lambda: any(visible(m) for m in room.slack.messages("#general", asked)[1:])
    )
    await room.slack.until(lambda: len(room.slack.messages("#general", asked)) == 2)
    [_, answer] = room.slack.messages("#general", asked)
    await room.ann.clicks(answer, "redo")
    await room.slack.until(lambda: len(room.model.responses) == 2)


async def test_by_text_the_picture_is_a_file_beside_the_words(
    room: Room, start: Start
) -> None:
    """The file is shared in the thread."""
    await start(hang="text")
    asked = await room.ann.says("#general", "@Darkroom a lighthouse at night")
    answer = await room.ended(asked)
    await room.slack.until(lambda: len(room.slack.messages("#general", asked)) == 3)
    assert not pictures(answer)
    assert room.slack.messages("#general", asked)[-1].file_ids


async def test_by_channel_files_are_shared_elsewhere_first(
    room: Room, start: Start
) -> None:
    """Whether edits share or not, everybody sees the picture."""
    room.slack.settings.update_registers_share = False
    pending_writes = room.slack.team().channel("#design").id
    await start(hang="channel", holding_channel=pending_writes)
    answer = await room.ask("@Darkroom a lighthouse at night")
    assert visible(answer)


async def test_by_url_slack_fetches_previews_and_the_picture_from_us(
    room: Room, start: Start
) -> None:
    """Each under an address of its own, and nothing is uploaded."""
    port = free_port()
    await start(public_url=f"http://127.0.0.1:{port}", port=str(port))
    answer = await room.ask("@Darkroom a lighthouse at night")
    shown = [b["image_url"] for b in answer.blocks if b["type"] == "image"]
    assert shown[0].startswith(f"http://127.0.0.1:{port}/p/")
    assert visible(answer)
    assert not room.slack.team().files


async def test_an_address_that_slack_cannot_reach_falls_down_to_a_file(
    room: Room, start: Start
) -> None:
    """A wrong PUBLIC_URL costs no picture."""
    await start(public_url="http://127.0.0.1:9")
    answer = await room.ask("@Darkroom a lighthouse at night")
    assert pictures(answer)
    assert visible(answer)


async def test_what_came_down_to_a_file_is_proven_as_a_file(
    room: Room, start: Start
) -> None:
    """A wrong PUBLIC_URL, and edits that share nothing: everybody sees it."""
    room.slack.settings.update_registers_share = False
    await start(public_url="http://127.0.0.1:9")
    asked = await room.ann.says("#general", "@Darkroom a lighthouse at night")
    await room.slack.until(
        lambda: any(visible(m) for m in room.slack.messages("#general", asked)[1:])
    )


async def test_a_way_that_fails_twice_is_not_tried_a_third_time(
    room: Room, start: Start
) -> None:
    """Neither for pictures nor for previews."""
    await start(public_url="http://127.0.0.1:9")
    await room.ask("@Darkroom a lighthouse at night")
    await room.ask("@Darkroom a fox")
    before = [c for c in room.slack.calls if c.error == "invalid_blocks"]
    await room.ask("@Darkroom an owl")
    after = [c for c in room.slack.calls if c.error == "invalid_blocks"]
    assert len(after) == len(before)


async def test_by_post_imagine_keeps_the_root_of_its_thread(
    room: Room, start: Start
) -> None:
    """The root says where the answer is."""
    await start(hang="post")
    await room.ann.runs("/imagine", "a fox", channel="#general")
    await room.slack.until(lambda: len(room.slack.messages("#general")) == 2)
    [root, answer] = room.slack.messages("#general")
    await room.slack.until(lambda: visible(answer))
    await room.slack.until(lambda: "in a message below" in str(root.blocks))


@pytest.mark.parametrize("method", ["files.getUploadURLExternal", "upload"])
async def test_without_any_upload_the_message_still_ends(
    method: str, room: Room, start: Start
) -> None:
    """With words that say that the picture follows."""
    room.slack.faults.add(Fault(method=method, times=1000, error="upload_failed"))
    await start()
    answer = await room.ask("@Darkroom a lighthouse at night")
    assert LATER in str(answer.blocks)


async def test_a_file_that_is_processed_late_is_waited_for(
    room: Room, start: Start
) -> None:
    """No message is sent with a file that Slack does not know yet."""
    room.slack.settings.file_processing_seconds = 0.4
    room.slack.settings.file_hidden_seconds = 0.2
    await start()
    asked = await room.ann.says("#general", "@Darkroom a lighthouse at night")
    answer = await room.answer(asked)
    await room.slack.until(lambda: has_ended(answer))
    assert pictures(answer)
    refused = [call for call in room.slack.calls if call.error == "invalid_blocks"]
    assert not refused
