"""A set develops on one sheet: a picture a frame, whatever the number of pictures."""

from typing import Any

import pytest

from playground.slack.messages import Message
from playground.slack.stored import StoredFile
from tests.adapters.slack_side import opened
from tests.postgres_server import new_database
from tests.whole.conftest import Room, Start, has_ended, pictures
from tests.whole.test_hanging import settled, visible
from tests.whole.test_several_pictures import images, left_over, settings_of

FOUR = "@Darkroom a logo for a bakery --count 4"
DONE = "image_generation.completed"


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.slow)])
async def base(request: pytest.FixtureRequest) -> dict[str, str]:
    """Both engines."""
    alone = request.param == "sqlite"
    return {} if alone else {"database_url": await new_database()}


def sheet(room: Room, message: Message) -> bytes:
    """What a message shows, which is one picture."""
    [image] = images(message)
    return bytes_of(room.slack.team().files[image["slack_file"]["id"]])


def bytes_of(file: StoredFile) -> bytes:
    assert file.data is not None
    return file.data


async def halfway(room: Room, words: str = FOUR) -> tuple[Message, Message]:
    """An ask for a set, none of whose pictures is finished, and its message."""
    room.model.hold(before=DONE)
    asked = await room.ann.says("#general", words)
    answer = await room.answer(asked)
    await room.model.until(lambda: len(room.model.held) == 4)
    await room.slack.until(
        lambda: (
            images(answer) and images(answer)[0]["alt_text"].count("half-drawn") == 4
        )
    )
    return asked, answer


async def test_a_set_develops_in_one_picture_of_one_message(
    room: Room, start: Start
) -> None:
    """It stays where it is to the end, and then goes up to Slack as it stays."""
    await start()
    asked, answer = await halfway(room)
    [image] = images(answer)
    assert "Drawing 4 pictures" in str(answer.blocks)
    assert image["alt_text"].startswith("1: Version 1 (half-drawn); 2: Version 2")
    frame = sheet(room, answer)
    assert len(frame) < 1_500_000
    room.model.release()
    await room.ended(asked)
    [last] = pictures(answer)
    whole = room.slack.team().files[last]
    assert images(answer)[0]["alt_text"] == (
        "1: Version 1; 2: Version 2; 3: Version 3; 4: Version 4. "
        "Each of them: a logo for a bakery"
    )
    assert opened(bytes_of(whole)).width > 1.5 * opened(frame).width
    await settled(room)
    assert visible(answer)
    assert left_over(room) == [whole.name]


async def test_however_many_pictures_a_frame_is_one_upload_and_one_edit(
    room: Room, start: Start
) -> None:
    """Six pictures have eighteen previews, which would be as many uploads.

    The end does not wait for a frame that is on its way: that one is never shown.
    """
    await start()
    room.model.set_profile("brisk")
    answer = await room.ask(FOUR.replace("4", "6"))
    await settled(room)
    files = room.slack.team().files.values()
    frames = [each for each in files if each.name.startswith("preview")]
    shown = {i["slack_file"]["id"] for blocks in history(answer) for i in blocks}
    assert shown <= {each.id for each in files}
    assert len(files) - len(shown) <= 1
    assert len(frames) < 18  # on a busy machine, none may come in time
    assert len(files) == len(frames) + 1


def history(message: Message) -> list[list[dict[str, Any]]]:
    """The pictures in each version of a message."""
    return [
        [block for block in version.blocks if block["type"] == "image"]
        for version in message.versions
    ]


async def test_a_declined_picture_says_so_in_its_place(
    room: Room, start: Start
) -> None:
    """And in the text that stands for the sheet."""
    room.model.play("images_moderation")
    await start()
    answer = await room.ask(FOUR)
    [image] = images(answer)
    assert image["alt_text"].count("(declined)") == 1


async def test_a_stopped_sheet_keeps_what_is_finished(room: Room, start: Start) -> None:
    room.model.play("images_silence", times=2)
    await start()
    asked = await room.ann.says("#general", FOUR)
    answer = await room.answer(asked)
    await room.slack.until(lambda: "· 2 done" in str(answer.blocks))
    await room.ann.clicks(answer, "stop")
    await room.ended(asked)
    [image] = images(answer)
    assert image["alt_text"].count("(stopped)") == 2


async def test_the_sheet_also_develops_at_an_address_of_ours(
    room: Room, start: Start
) -> None:
    await start(**settings_of("url", room))
    asked, answer = await halfway(room)
    [frame] = images(answer)
    room.model.release()
    await room.ended(asked)
    [last] = images(answer)
    assert last["image_url"] != frame["image_url"]
    assert visible(answer)
    assert not left_over(room)


@pytest.mark.parametrize("way", ["file", "channel", "post", "text"])
async def test_the_sheet_comes_by_every_way_of_hanging(
    way: str, room: Room, start: Start
) -> None:
    await start(**settings_of(way, room))
    asked = await room.ann.says("#general", "@Darkroom a fox --count 2")
    await room.slack.until(lambda: any(has_ended(m) for m in room.beside(asked)))
    await settled(room)
    kept = left_over(room)
    assert len(kept) == 1
    assert kept[0].startswith("darkroom-")
