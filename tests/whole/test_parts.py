"""A part of a picture is changed inside Slack: cells, words, and what to do."""

import io
from typing import Any

import pytest
from PIL import Image, ImageChops

from bot.core.turn.regions import of_cells
from playground.openai.images_record import ImageRecord
from playground.slack.messages import Message
from playground.slack.workspace import View
from tests.postgres_server import new_database
from tests.whole.conftest import Room, Start, pictures

LIGHTHOUSE = "@Darkroom a lighthouse at night --size 1:1 --format png"
CELLS = ["B2", "C2"]
BOX = (171, 171, 512, 341)
Values = dict[str, dict[str, Any]]


@pytest.fixture
def engine(request: pytest.FixtureRequest) -> str:
    """Where turns are stored; what is stored anew is tried on both."""
    return str(getattr(request, "param", "sqlite"))


ON_BOTH = pytest.mark.parametrize(
    "engine",
    ["sqlite", pytest.param("postgres", marks=pytest.mark.slow)],
    indirect=True,
)


@pytest.fixture
async def base(engine: str) -> dict[str, str]:
    """What the bot stands on."""
    alone = engine == "sqlite"
    return {} if alone else {"database_url": await new_database()}


def filled(
    *cells: str, named: str = "", wish: str = "", action: str = "changed"
) -> Values:
    """What a person chooses and writes."""
    values: Values = {"cells": {"chosen": list(cells)}} if cells else {}
    values |= {"named": {"line": named}} if named else {}
    values |= {"wish": {"line": wish}} if wish else {}
    return values | {"action": {"chosen": action}}


def shown_in(form: View) -> list[str]:
    """The files that a form shows."""
    images = [each for each in form.blocks if each["type"] == "image"]
    return [each["slack_file"]["id"] for each in images]


async def form_of(room: Room) -> View:
    """The form that opens, with its picture in it."""
    await room.slack.until(
        lambda: (form := room.slack.modal_of("ann")) and shown_in(form)
    )
    form = room.slack.modal_of("ann")
    assert form is not None
    return form


async def opened_form(room: Room, answer: Message, entry: str, turn: int) -> View:
    await room.ann.clicks(answer, "more", f"{entry}:{turn}")
    return await form_of(room)


def drawn(room: Room) -> list[ImageRecord]:
    """Every direct picture that was asked for, in order."""
    return list(room.model.images.values())


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data)).convert("RGB")


def changed_box(before: bytes, after: bytes) -> tuple[int, int, int, int] | None:
    return ImageChops.difference(opened(before), opened(after)).getbbox()


def bytes_of(room: Room, message: Message) -> bytes:
    """The picture that a message shows."""
    [file_id] = pictures(message)
    return room.slack.team().files[file_id].data or b""


@ON_BOTH
async def test_only_the_chosen_cells_change(room: Room, start: Start) -> None:
    """The form shows the picture under its grid, which is gone afterwards."""
    await start()
    first = await room.ask(LIGHTHOUSE)
    form = await opened_form(room, first, "change_part", 1)
    [grid] = shown_in(form)
    values = filled(CELLS[0], named="c2", wish="a red bicycle")
    assert not await room.ann.submits(form, values)
    second = await room.ended(first)
    [record] = drawn(room)
    assert record.request["prompt"].startswith("a red bicycle")
    assert record.request["size"] == "1024x1024"
    assert "asked for: Change B2:C2: a red bicycle" in str(second.blocks)
    left, top, right, bottom = changed_box(
        bytes_of(room, first), bytes_of(room, second)
    ) or (0, 0, 0, 0)
    assert (left >= BOX[0], top >= BOX[1]) == (True, True)
    assert (right <= BOX[2], bottom <= BOX[3]) == (True, True)
    await room.slack.until(lambda: room.slack.team().files[grid].deleted)


async def test_wrong_input_is_told_at_its_field(room: Room, start: Start) -> None:
    """The form stays, with everything in it, and nothing is spent."""
    await start()
    form = await opened_form(room, await room.ask(LIGHTHOUSE), "change_part", 1)
    wrong = await room.ann.submits(form, filled(named="Z9, A0"))
    assert wrong == {
        "named": "I do not know “Z9” and “A0”. The cells are A1 to F6.",
        "wish": "Say what it should become.",
    }
    none = {**filled(wish="a bicycle"), "named": {"line": ""}}
    assert await room.ann.submits(form, none) == {"cells": "Choose at least one cell."}
    wrong = await room.ann.submits(form, filled("A1", wish="a fox --count 4"))
    assert "--count" in wrong["wish"]
    assert not drawn(room)


async def test_a_form_that_is_closed_leaves_no_picture(
    room: Room, start: Start
) -> None:
    await start()
    form = await opened_form(room, await room.ask(LIGHTHOUSE), "change_part", 1)
    [grid] = shown_in(form)
    await room.ann.closes(form)
    await room.slack.until(lambda: room.slack.team().files[grid].deleted)


@ON_BOTH
async def test_a_part_is_taken_back_without_a_model(room: Room, start: Start) -> None:
    """Outside of the part, the picture is the newer one, pixel for pixel."""
    await start()
    first = await room.ask(LIGHTHOUSE)
    second = await room.ask("make it sunrise", thread=first)
    asked = len(room.model.responses)
    form = await opened_form(room, second, "change_part", 2)
    values = filled(*CELLS, action="restored")
    assert not await room.ann.submits(form, values)
    third = await room.ended(second)
    assert (len(room.model.responses), drawn(room)) == (asked, [])
    assert "Put together by me from two versions" in str(third.blocks)
    old, new, made = (bytes_of(room, each) for each in (first, second, third))
    box = changed_box(new, made)
    assert box is not None
    assert (box[0] >= BOX[0], box[3] <= BOX[3]) == (True, True)
    middle = (200, 200, 480, 320)
    assert opened(made).crop(middle).tobytes() == opened(old).crop(middle).tobytes()


async def test_a_picture_of_a_person_is_changed_where_it_stands(
    room: Room, start: Start
) -> None:
    """By the message shortcut, in a size that the model draws."""
    await start()
    photo = io.BytesIO()
    Image.new("RGB", (1000, 750), "teal").save(photo, "JPEG")
    files = [("shore.jpg", photo.getvalue())]
    said = await room.ann.says("#general", "our shore", files=files)
    await room.ann.shortcut("change_part", said)
    form = await form_of(room)
    assert not await room.ann.submits(form, filled("A1", wish="a red bicycle"))
    await room.ended(said)
    [record] = drawn(room)
    assert record.request["size"] == "1008x752"
    assert of_cells(1000, 750, ("A1",)).columns == 7


async def test_where_there_is_no_picture_the_form_says_so(
    room: Room, start: Start
) -> None:
    await start()
    said = await room.ann.says("#general", "no picture here")
    await room.ann.shortcut("change_part", said)
    await room.slack.until(lambda: room.slack.modal_of("ann"))
    form = room.slack.modal_of("ann")
    assert form is not None
    assert "no picture here of which" in str(form.blocks)
