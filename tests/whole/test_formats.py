"""Pictures in other formats: WebP, a short loop, a drawing; by both ways."""

from typing import Any

import pytest

from playground.slack.messages import Message
from tests.adapters.slack_side import opened
from tests.whole.conftest import Room, Start, pictures
from tests.whole.test_directly import drawn

LIGHTHOUSE = "@Darkroom a lighthouse at night"
BOTH = pytest.mark.parametrize("way", ["", " --direct"], ids=["model", "direct"])


@pytest.fixture
def sketchy() -> bool:
    """What is on a picture matters here."""
    return False


async def file_below(room: Room, answer: Message, ending: str) -> bytes:
    """The file with this ending that is shared in the thread of an answer."""
    await room.slack.until(lambda: shared(room, answer, ending))
    [file_id] = shared(room, answer, ending)
    return room.slack.team().files[file_id].data or b""


def made(room: Room) -> list[bytes]:
    """Every picture that was drawn, by either way."""
    return room.model.pictures or [p for one in drawn(room) for p in one.pictures]


def asked(room: Room) -> dict[str, Any]:
    """What the image model was asked for last, by either way."""
    if images := drawn(room):
        return dict(images[-1].request)
    [*_, response] = room.model.responses.values()
    [tool] = [t for t in response.request["tools"] if t["type"] == "image_generation"]
    return dict(tool)


@BOTH
async def test_a_webp_is_shown_as_something_else_and_is_a_file_itself(
    room: Room, start: Start, way: str
) -> None:
    """Slack shows no WebP in a message. Untouched, it is in the thread."""
    await start()
    answer = await room.ask(f"{LIGHTHOUSE} --format webp{way}")
    assert len(pictures(answer)) == 1
    assert "The WebP itself is a file in this thread" in str(answer.blocks)
    assert await file_below(room, answer, ".webp") == made(room)[0]


async def test_the_webps_of_a_set_come_with_its_picks(room: Room, start: Start) -> None:
    """Each is shown as something else, and comes untouched when it is picked."""
    await start()
    sheet = await room.ask("@Darkroom a logo --count 2 --format webp")
    assert len(pictures(sheet)) == 1
    assert not shared(room, sheet, ".webp")
    await room.ann.clicks(sheet, "pick_2")
    picked = await room.ended(sheet)
    [shown] = pictures(picked)
    assert opened(room.slack.team().files[shown].data or b"").format in ("PNG", "JPEG")
    assert await file_below(room, picked, ".webp") in made(room)
    assert "The WebP itself is a file in this thread" in str(picked.blocks)


async def test_all_of_a_set_as_files_are_its_webps(room: Room, start: Start) -> None:
    """Also after the missing one was drawn later, which pays for that one alone."""
    room.model.play("images_moderation")
    await start()
    half = await room.ask("@Darkroom a logo --count 3 --format webp")
    await room.ann.clicks(half, "more", "draw_missing:1")
    sheet = await room.ended(half)
    assert len(drawn(room)) == 3
    await room.ann.clicks(sheet, "more", "all_as_files:2")
    await room.slack.until(lambda: len(shared(room, sheet, ".webp")) == 3)
    files = room.slack.team().files
    came = {files[each].data for each in shared(room, sheet, ".webp")}
    assert came == {*made(room)}


def shared(room: Room, answer: Message, ending: str) -> set[str]:
    """The files with this ending that are shared in the thread of an answer."""
    messages = room.slack.messages(answer.channel)
    found = {each for message in messages for each in message.file_ids}
    files = room.slack.team().files
    return {each for each in found if files[each].name.endswith(ending)}


@BOTH
async def test_a_gif_is_a_short_loop(room: Room, start: Start, way: str) -> None:
    """With as many frames, as fast, as was asked for."""
    room.model.formats.add("gif")
    await start()
    answer = await room.ask(f"{LIGHTHOUSE} --frames 3 --speed fast{way}")
    request = asked(room)
    assert request["output_format"] == "gif"
    assert (request["frame_count"], request["frame_duration_ms"]) == (3, 100)
    assert "partial_images" not in request
    [shown] = pictures(answer)
    assert room.slack.team().files[shown].data == made(room)[0]


@BOTH
async def test_a_drawing_is_shown_and_is_a_file_itself(
    room: Room, start: Start, way: str
) -> None:
    room.model.formats.add("svg")
    await start()
    answer = await room.ask(f"{LIGHTHOUSE} --format svg{way}")
    [shown] = pictures(answer)
    assert (room.slack.team().files[shown].data or b"").startswith(b"\x89PNG")
    assert await file_below(room, answer, ".svg") == made(room)[0]
    assert "$0.0" in str(answer.blocks)


@pytest.mark.parametrize("kind", ["gif", "svg"])
async def test_the_message_says_that_there_are_no_previews(
    room: Room, start: Start, kind: str
) -> None:
    room.model.formats.add(kind)
    room.model.hold(before="response.image_generation_call.completed")
    await start()
    asked = await room.ann.says("#general", f"{LIGHTHOUSE} --format {kind}")
    answer = await room.answer(asked)
    told = f"Drawing · {kind.upper()}: no previews"
    await room.slack.until(lambda: told in str(answer.blocks))
    room.model.release()
    assert pictures(await room.ended(asked))


@pytest.mark.parametrize("way", ["", " --direct"], ids=["model", "direct"])
async def test_a_format_that_openai_does_not_grant_is_said(
    room: Room, start: Start, way: str
) -> None:
    await start()
    answer = await room.ask(f"{LIGHTHOUSE} --format svg{way}")
    assert "does not draw in this format" in str(answer.blocks)
    assert len(room.model.requests) == 1


async def test_a_drawing_that_does_more_than_draw_is_not_passed_on(
    room: Room, start: Start
) -> None:
    """It is paid for, and still nobody gets it, in whichever form."""
    room.model.formats.add("svg")
    await start()
    room.model.play("images_hostile_svg")
    answer = await room.ask(f"{LIGHTHOUSE} --format svg --direct")
    assert "could do harm" in str(answer.blocks)
    assert not pictures(answer)
    assert not room.slack.team().files


async def test_a_reply_changes_what_is_shown_of_a_drawing_or_a_loop(
    room: Room, start: Start
) -> None:
    """The image model starts from no SVG, and from nothing that moves."""
    room.model.formats.update(("svg", "gif"))
    await start()
    first = await room.ask(f"{LIGHTHOUSE} --format svg --direct")
    await room.ask("make it sunrise --direct --format gif --frames 2", thread=first)
    await room.ask("add a boat --direct", thread=first)
    _, second, third = drawn(room)
    assert [len(one.attached) for one in (second, third)] == [1, 1]


async def test_a_lost_connection_does_not_pay_for_a_loop_twice(
    room: Room, start: Start
) -> None:
    """Nothing says whether the picture was drawn, so it is not asked for again."""
    room.model.formats.add("gif")
    await start()
    room.model.play("images_reset")
    answer = await room.ask(f"{LIGHTHOUSE} --format gif --direct")
    assert "connection" in str(answer.blocks)
    assert len(room.model.requests) == 1


@BOTH
async def test_a_sticker_is_square_with_an_outline_and_nothing_behind_it(
    room: Room, start: Start, way: str
) -> None:
    await start()
    answer = await room.ask(f"@Darkroom a fox --sticker{way}")
    request = asked(room)
    assert (request["size"], request["background"]) == ("1024x1024", "transparent")
    said = str(request.get("prompt") or [*room.model.responses.values()][-1].request)
    assert "a fox" in said
    assert "thick, even white outline" in said
    [shown] = pictures(answer)
    image = opened(room.slack.team().files[shown].data or b"")
    assert image.getchannel("A").getextrema()[0] == 0
    assert "outline" not in str(answer.blocks)


async def test_a_custom_emoji_comes_beside_the_picture(
    room: Room, start: Start
) -> None:
    """As Slack takes it, and only where it was asked for."""
    await start()
    answer = await room.ask("@Darkroom a fox as a custom emoji --sticker --direct")
    assert len(pictures(answer)) == 1
    assert "choose *Add emoji*" in str(answer.blocks)
    small = await file_below(room, answer, "-emoji.png")
    assert opened(small).size == (128, 128)
    assert len(small) < 128_000
    second = await room.ask("make it happier --direct", thread=answer)
    assert "Add emoji" not in str(second.blocks)
    assert drawn(room)[1].attached == tuple(drawn(room)[0].pictures)


async def test_the_emoji_of_a_set_come_with_its_picks(room: Room, start: Start) -> None:
    """Nobody wants the files of all of them in the thread."""
    await start()
    sheet = await room.ask("@Darkroom a fox as a custom emoji --count 2")
    assert not shared(room, sheet, "-emoji.png")
    await room.ann.clicks(sheet, "pick_2")
    picked = await room.ended(sheet)
    assert "choose *Add emoji*" in str(picked.blocks)
    small = await file_below(room, picked, "-emoji.png")
    assert opened(small).size == (128, 128)
    assert len(pictures(picked)) == 1
