"""A part of a picture is changed inside Slack: cells, words, and what to do."""

import io
from typing import Any

import pytest
from PIL import Image, ImageChops

from bot.core.turn.regions import of_cells
from playground.openai.images_record import ImageRecord
from playground.slack.messages import Message
from playground.slack.pictures import may_see
from playground.slack.workspace import View
from tests.whole.conftest import ON_BOTH, Room, Start, pictures

LIGHTHOUSE = "@Darkroom a lighthouse at night --size 1:1 --format png"
CELLS = ["B2", "C2"]
BOX = (171, 171, 512, 341)
Values = dict[str, dict[str, Any]]


@pytest.fixture
def sketchy() -> bool:
    """What changes, and what stands where, is seen in real pictures."""
    return False


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
    team, ann = room.slack.team(), room.ann.user.id
    assert may_see(team, team.files[grid], ann)
    alone = team.dm(ann, team.bot.id)
    assert alone is not None
    [lent] = room.slack.messages(alone.id)
    assert not may_see(team, team.files[grid], team.user("ben").id)
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
    assert lent.deleted


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
    named = {**none, "sought": {"line": "the lamp"}}
    told = "Press Find it to have it looked for, or choose cells."
    assert await room.ann.submits(form, named) == {"sought": told}
    await room.ann.submits(form, {**none, "sought": {"line": ""}})
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


async def changed(room: Room, values: Values) -> tuple[Message, Message]:
    """A picture, and the one in which a part has changed."""
    first = await room.ask(LIGHTHOUSE)
    form = await opened_form(room, first, "change_part", 1)
    assert not await room.ann.submits(form, values)
    return first, await room.ended(first)


def outside(data: bytes) -> Image.Image:
    """The picture without the cells."""
    picture = opened(data)
    picture.paste("black", BOX)
    return picture


BICYCLE = filled(*CELLS, wish="a red bicycle")


@ON_BOTH
async def test_what_has_strayed_is_told_and_put_back_exactly(
    room: Room, start: Start
) -> None:
    """Outside of the part, every pixel is that of the picture before."""
    await start()
    room.model.play("images_strays")
    first, second = await changed(room, BICYCLE)
    assert "of the picture has changed. *Keep the rest exactly*" in str(second.blocks)
    await room.ann.clicks(second, "details")
    form = await form_of(room)
    assert "*The rest*" in str(form.blocks)
    [small] = shown_in(form)
    await room.ann.closes(form)
    await room.slack.until(lambda: room.slack.team().files[small].deleted)
    asked = len(drawn(room))
    await room.ann.clicks(second, "more", "keep_rest:2")
    third = await room.ended(second)
    assert len(drawn(room)) == asked
    old, strayed, made = (bytes_of(room, each) for each in (first, second, third))
    assert outside(made).tobytes() == outside(old).tobytes()
    assert outside(strayed).tobytes() != outside(old).tobytes()
    middle = (200, 200, 480, 320)
    assert opened(made).crop(middle).tobytes() == opened(strayed).crop(middle).tobytes()
    assert "maker's mark" in str(third.blocks)
    assert b"two versions" in made


async def test_nothing_is_offered_where_the_rest_has_stayed(
    room: Room, start: Start
) -> None:
    await start()
    _, second = await changed(room, BICYCLE)
    assert "keep_rest" not in str(second.blocks)
    await room.ann.clicks(second, "details")
    await room.slack.until(lambda: room.slack.modal_of("ann"))
    form = room.slack.modal_of("ann")
    assert form is not None
    assert "nothing has changed" in str(form.blocks)


async def test_the_rest_is_put_back_by_itself_where_the_owner_wants_that(
    room: Room, start: Start
) -> None:
    """In the same message, and what the model made is not lost."""
    await start(keep_rest="always")
    room.model.play("images_strays")
    first, second = await changed(room, BICYCLE)
    old, made = bytes_of(room, first), bytes_of(room, second)
    assert outside(made).tobytes() == outside(old).tobytes()
    assert "put back by me" in str(second.blocks)
    assert "keep_rest" not in str(second.blocks)


async def test_an_owner_may_want_neither(room: Room, start: Start) -> None:
    await start(keep_rest="never")
    room.model.play("images_strays")
    _, second = await changed(room, BICYCLE)
    assert "keep_rest" not in str(second.blocks)


async def test_the_same_part_is_asked_for_again_with_other_words(
    room: Room, start: Start
) -> None:
    """It starts from the picture before, as the first time."""
    await start()
    first, second = await changed(room, BICYCLE)
    await room.ann.clicks(second, "again_here")
    form = await form_of(room)
    assert "The same part as before: B2:C2" in str(form.blocks)
    wrong = await room.ann.submits(form, {"wish": {"line": "--format png"}})
    assert wrong == {"wish": "Say what it should become."}
    assert not await room.ann.submits(form, {"wish": {"line": "a blue boat"}})
    third = await room.ended(second)
    once, again = drawn(room)
    assert again.request["prompt"].startswith("a blue boat")
    assert again.attached == once.attached
    assert "Change B2:C2: a blue boat" in str(third.blocks)
    assert pictures(first) != pictures(third)


async def test_a_place_is_found_by_words_and_the_person_says_how_large_it_is(
    room: Room, start: Start
) -> None:
    """Nothing is drawn before the form comes back with a yes."""
    await start()
    first = await room.ask("@Darkroom a lighthouse and a boat --size 1:1 --format png")
    form = await opened_form(room, first, "change_part", 1)
    [before] = shown_in(form)
    asked = len(room.model.responses)
    sought = {"sought": {"line": "the boat"}}
    await room.ann.clicks(form, "find_place", typed=sought)
    await room.slack.until(lambda: "Here?" in str(form.blocks))
    assert len(room.model.responses) == asked + 1
    await room.slack.until(lambda: room.slack.team().files[before].deleted)
    [small] = shown_in(form)
    await room.ann.clicks(form, "place_bigger")
    await room.slack.until(lambda: shown_in(form) not in ([small], []))
    assert len(room.model.responses) == asked + 1
    assert not await room.ann.submits(form, filled(wish="a red bicycle"))
    second = await room.ended(first)
    assert "Change a part of the picture: a red bicycle" in str(second.blocks)
    box = changed_box(bytes_of(room, first), bytes_of(room, second))
    assert box is not None
    assert (box[2] - box[0], box[3] - box[1]) < (900, 900)


async def test_what_is_not_found_leads_back_to_the_cells(
    room: Room, start: Start
) -> None:
    await start()
    form = await opened_form(room, await room.ask(LIGHTHOUSE), "change_part", 1)
    sought = {"sought": {"line": "the dog"}}
    await room.ann.clicks(form, "find_place", typed=sought)
    await room.slack.until(lambda: "I did not find that" in str(form.blocks))
    assert "Here?" not in str(form.blocks)
    assert await room.ann.submits(form, filled(wish="a cat"))
