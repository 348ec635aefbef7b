"""The same picture again, larger or in another shape; on either base."""

import io
from typing import Any

import pytest
from PIL import Image

from playground.openai.images_record import ImageRecord
from playground.slack.messages import Message
from tests.postgres_server import new_database
from tests.whole.conftest import Room, Start, pictures

LIGHTHOUSE = "@Darkroom a lighthouse at night --size 1:1"


@pytest.fixture
def sketchy() -> bool:
    """What is on a picture matters here."""
    return False


@pytest.fixture(params=["sqlite", "postgres"])
async def base(request: pytest.FixtureRequest) -> dict[str, str]:
    """On either database."""
    return {"database_url": await new_database()} if request.param == "postgres" else {}


def drawn(room: Room) -> list[ImageRecord]:
    """Every direct picture that was asked for, in order."""
    return list(room.model.images.values())


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


async def choose(room: Room, answer: Message, entry: str, turn: int = 1) -> None:
    await room.ann.clicks(answer, "more", f"{entry}:{turn}")


async def shaped(room: Room, answer: Message, shape: str) -> Message:
    """The message in which the picture is continued to a shape."""
    await choose(room, answer, "reshape")
    await room.slack.until(lambda: room.slack.modal_of("ann"))
    form: Any = room.slack.modal_of("ann")
    assert not await room.ann.submits(form, {"shape": {"chosen": shape}})
    return await room.ended(answer)


async def test_a_picture_is_drawn_larger_as_a_turn_of_its_own(
    room: Room, start: Start
) -> None:
    """From its own bytes, and the next reply builds on the larger one."""
    await start()
    first = await room.ask(LIGHTHOUSE)
    [before] = room.model.responses.values()
    await choose(room, first, "larger")
    larger = await room.ended(first)
    [record] = drawn(room)
    assert record.attached == tuple(before.pictures)
    assert (record.request["size"], record.request["quality"]) == ("2048x2048", "high")
    assert pictures(larger)
    assert "asked for: Larger" in str(larger.blocks)
    assert "2048×2048" in str(larger.blocks)
    assert "Drawn directly from" not in str(larger.blocks)
    await room.ask("make it sunrise", thread=first)
    assert [*room.model.responses.values()][-1].attached == tuple(record.pictures)


async def test_a_picture_is_continued_to_another_shape(
    room: Room, start: Start
) -> None:
    """The old one is in the middle, unchanged; only beside it is anything new."""
    await start()
    first = await room.ask(f"{LIGHTHOUSE} --format png")
    [before] = room.model.responses.values()
    wide = await shaped(room, first, "16:9")
    [record] = drawn(room)
    assert (record.request["size"], record.request["quality"]) == (
        "1824x1024",
        "medium",
    )
    assert pictures(wide)
    assert "asked for: Another shape, 16:9" in str(wide.blocks)
    middle = (440, 40, 1384, 984)
    kept = opened(record.pictures[0]).convert("RGB").crop(middle)
    old = opened(before.pictures[0]).convert("RGB").crop((40, 40, 984, 984))
    assert kept.tobytes() == old.tobytes()


async def test_a_form_offers_only_other_shapes(room: Room, start: Start) -> None:
    await start()
    first = await room.ask(LIGHTHOUSE)
    await choose(room, first, "reshape")
    await room.slack.until(lambda: room.slack.modal_of("ann"))
    shown = str(room.slack.modal_of("ann"))
    assert "16:9, wide" in shown
    assert "square" not in shown


async def test_a_redo_of_a_larger_picture_starts_from_the_same_one(
    room: Room, start: Start
) -> None:
    await start()
    first = await room.ask(LIGHTHOUSE)
    await choose(room, first, "larger")
    larger = await room.ended(first)
    await room.ann.clicks(larger, "redo")
    await room.ended(larger)
    one, other = drawn(room)
    assert one.attached == other.attached
    assert one.request["prompt"] == other.request["prompt"]


async def test_nothing_but_the_picture_counts_for_a_redraw(
    room: Room, start: Start
) -> None:
    """Words of a turn that came to nothing are no part of it."""
    await start()
    room.model.play("images_moderation")
    first = await room.ask("@Darkroom a dragon --direct")
    second = await room.ask("a lighthouse --direct --size 1:1", thread=first)
    await choose(room, second, "larger", 2)
    await room.ended(second)
    assert "dragon" in str(drawn(room)[0].request["prompt"])
    assert "dragon" not in str(drawn(room)[1].request["prompt"])


async def test_text_has_nothing_to_enlarge(room: Room, start: Start) -> None:
    await start()
    room.model.play("no_picture")
    answer = await room.ask("@Darkroom who are you?")
    assert "Build on this one" in str(answer.blocks)
    assert "Larger" not in str(answer.blocks)
