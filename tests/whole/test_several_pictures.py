"""Several pictures in one answer: each is shown as soon as it is there."""

from collections.abc import Callable
from typing import Any

import pytest

from playground.slack.messages import Message
from tests.ports import free_port
from tests.whole.conftest import Room, Start, pictures
from tests.whole.test_hanging import settled, visible

PARTIAL = "response.image_generation_call.partial_image"


def images(message: Message) -> list[dict[str, Any]]:
    """The blocks of all pictures that a message shows, half-drawn or finished."""
    return [block for block in message.blocks if block["type"] == "image"]


def finished(message: Message) -> list[dict[str, Any]]:
    return [b for b in images(message) if b["block_id"].startswith("picture-")]


def develops_below(message: Message) -> Callable[[], bool]:
    """Whether the first picture is there, and the second one's first preview below."""

    def both() -> bool:
        kinds = [block["block_id"].split("-")[0] for block in images(message)]
        return kinds == ["picture", "preview"]

    return both


def settings_of(way: str, room: Room) -> dict[str, str]:
    if way == "url":
        port = str(free_port())
        return {"public_url": f"http://127.0.0.1:{port}", "port": port}
    design = room.slack.team().channel("#design").id
    return {"hang": way} | ({"holding_channel": design} if way == "channel" else {})


async def second_develops(room: Room, preview: int = 1) -> tuple[Message, Message]:
    """An ask for two pictures, of which the second has so many previews."""
    room.model.play("two_pictures")
    room.model.hold(before=PARTIAL, index=3 + preview)
    asked = await room.ann.says("#general", "@Darkroom two kites")
    answer = await room.answer(asked)
    await room.model.until(lambda: room.model.held)
    return asked, answer


def left_over(room: Room) -> list[str]:
    """The files in Slack that were not deleted."""
    files = room.slack.team().files.values()
    return [each.name for each in files if not each.deleted]


@pytest.mark.parametrize("way", ["auto", "file", "channel", "url"])
async def test_the_first_is_shown_while_the_second_develops(
    way: str, room: Room, start: Start
) -> None:
    """It stays where it is to the end, and goes up to Slack once."""
    await start(**settings_of(way, room))
    asked, answer = await second_develops(room)
    await room.slack.until(develops_below(answer))
    assert "Drawing · preview 1 of up to 3 · 1 done" in str(answer.blocks)
    assert visible(answer) or way in {"auto", "file"}
    [first] = finished(answer)
    room.model.release()
    await room.ended(asked)
    assert len(images(answer)) == len(finished(answer)) == 2
    await settled(room)
    assert visible(answer)
    uploads = [n for n in left_over(room) if n.startswith("darkroom")]
    names = [f"darkroom-1-{number}.jpg" for number in (1, 2)]
    assert sorted(uploads) == ([] if way == "url" else names)
    assert first["block_id"].removesuffix("-0") in str(answer.blocks)
    where = first.get("image_url") or first["slack_file"]["id"]
    assert where in str(images(answer)[0])


@pytest.mark.parametrize("way", ["post", "text"])
async def test_where_no_picture_can_be_shown_early_both_come_at_the_end(
    way: str, room: Room, start: Start
) -> None:
    await start(**settings_of(way, room))
    asked, answer = await second_develops(room)
    await room.slack.until(lambda: "1 done" in str(answer.blocks))
    assert not images(answer)
    room.model.release()
    count = 2 if way == "post" else 4
    await room.slack.until(lambda: len(room.slack.messages("#general", asked)) == count)
    await room.slack.until(lambda: len(left_over(room)) == 2)


async def test_stopping_the_second_picture_keeps_the_first(
    room: Room, start: Start
) -> None:
    """And nothing of the second stays in Slack."""
    await start()
    asked, answer = await second_develops(room)
    await room.slack.until(develops_below(answer))
    [shown] = pictures(answer)
    await room.ann.clicks(answer, "stop")
    await room.ended(asked)
    assert pictures(answer) == [shown]
    await settled(room)
    assert left_over(room) == ["darkroom-1-1.jpg"]


async def test_a_message_whose_previews_slack_refuses_ends_with_both(
    room: Room, start: Start
) -> None:
    """It goes on without pictures, and tries them once more at its end."""
    await start(public_url="http://127.0.0.1:9")
    asked, answer = await second_develops(room)
    await room.slack.until(lambda: "1 done" in str(answer.blocks))
    room.model.release()
    await room.ended(asked)
    assert len(pictures(answer)) == 2
    assert visible(answer)
