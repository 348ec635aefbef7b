"""The photo booth: one photo in several looks, from wherever its form was opened."""

import io
from typing import Any

from PIL import Image

from playground.slack.messages import Message
from playground.slack.people import Person
from playground.slack.workspace import View
from tests.whole.conftest import ON_BOTH, Room, Start, has_ended, pictures

LOOKS = ["Claymation", "Knitted"]
Values = dict[str, dict[str, Any]]


def photo(colour: str = "teal") -> tuple[str, bytes]:
    """A file that somebody has on a phone."""
    data = io.BytesIO()
    Image.new("RGB", (640, 480), colour).save(data, "JPEG")
    return "ann.jpg", data.getvalue()


def looks_like(data: bytes, colour: str) -> bool:
    """Whether a picture has this colour in its middle."""
    with Image.open(io.BytesIO(data)) as picture:
        found = picture.convert("RGB").resize((1, 1)).getpixel((0, 0))
    wanted = Image.new("RGB", (1, 1), colour).getpixel((0, 0))
    assert isinstance(found, tuple)
    assert isinstance(wanted, tuple)
    return all(abs(a - b) < 8 for a, b in zip(found, wanted, strict=True))


async def form_of(room: Room, name: str = "ann") -> View:
    """The form that opens for a person."""
    await room.slack.until(lambda: room.slack.modal_of(name))
    form = room.slack.modal_of(name)
    assert form is not None
    return form


def filled(*looks: str, own: str = "", keep: str = "") -> Values:
    """What a person ticks and writes."""
    values: Values = {"looks": {"chosen": list(looks)}}
    values |= {"own_look": {"words": own}} if own else {}
    return values | ({"keep": {"words": keep}} if keep else {})


async def sent(person: Person, form: View, values: Values) -> dict[str, str]:
    return await person.submits(form, values)


def shown_in(form: View) -> list[Any]:
    """The files that a form shows."""
    images = [each for each in form.blocks if each["type"] == "image"]
    return [each["slack_file"]["id"] for each in images]


def prompts(room: Room) -> list[str]:
    return [str(each.request["prompt"]) for each in room.model.images.values()]


async def offered(room: Room, **more: Any) -> Message:
    """The answer to `photo booth`, which has a button alone."""
    asked = await room.ann.says("#general", "@Darkroom photo booth", **more)
    answer = await room.answer(asked)
    await room.slack.until(lambda: "Open the photo booth" in str(answer.blocks))
    return answer


@ON_BOTH
async def test_a_photo_and_two_words_open_the_booth_and_end_in_a_sheet(
    room: Room, start: Start
) -> None:
    """Its pictures bear the looks' names, and start from the photo."""
    await start()
    answer = await offered(room, files=[photo()])
    assert not room.model.responses
    await room.ann.clicks(answer, "photo_booth")
    form = await form_of(room)
    [attached] = room.slack.messages("#general")[0].file_ids
    assert shown_in(form) == [attached]
    values = filled(*LOOKS, keep="the red glasses")
    assert not await sent(room.ann, form, values)
    sheet = await room.ended(answer)
    assert len(pictures(sheet)) == 1
    assert "1: Claymation; 2: Knitted" in str(sheet.blocks)
    assert "*1* Claymation · *2* Knitted" in str(sheet.blocks)
    assert "Photo booth: Claymation, Knitted · keep: the red glasses" in str(
        sheet.blocks
    )
    made = list(room.model.images.values())
    assert [each.way for each in made] == ["edit", "edit"]
    assert all(looks_like(each.attached[0], "teal") for each in made)
    assert not room.model.responses
    for each in prompts(room):
        assert "recognisable" in each
        assert each.endswith("the red glasses")


@ON_BOTH
async def test_the_menu_of_a_picture_opens_the_booth_with_that_picture(
    room: Room, start: Start
) -> None:
    """The sheet is drawn from it, and a pick of the sheet has the menu's entry, too."""
    await start()
    first = await room.ask("@Darkroom a cat in a hat")
    await room.ann.clicks(first, "more", "more_entries:1")
    await room.ann.clicks(await form_of(room), "entry", "photo_booth:1")
    form = await form_of(room)
    assert shown_in(form) == pictures(first)
    assert not await sent(room.ann, form, filled(*LOOKS))
    sheet = await room.ended(first)
    [drawn] = next(iter(room.model.responses.values())).pictures
    assert [each.attached for each in room.model.images.values()] == [(drawn,)] * 2
    assert "photo_booth:" not in str(sheet.blocks)
    await room.ann.clicks(sheet, "pick_2")
    picked = await room.ended(first, 1)
    await room.ann.clicks(picked, "more", "more_entries:3")
    assert "photo_booth:3" in str((await form_of(room)).blocks)
    await room.ann.clicks(picked, "variations")
    varied = await room.ended(first, 2)
    assert "Variation 4" in str(varied.blocks)
    assert "*1*" not in str(varied.blocks)
    await room.ann.clicks(picked, "more", "larger:3")
    larger = await room.ended(first, 3)
    assert len(pictures(larger)) == 1
    assert len(room.model.images) == 2 + 4 + 1


async def test_the_shortcut_takes_the_photo_of_a_persons_message(
    room: Room, start: Start
) -> None:
    await start()
    asked = await room.ann.says("#general", "me on Monday", files=[photo("olive")])
    await room.slack.person("ben").shortcut("photo_booth", asked)
    form = await form_of(room, "ben")
    assert shown_in(form) == list(asked.file_ids)
    assert not await sent(room.slack.person("ben"), form, filled(*LOOKS))
    await room.ended(asked)
    assert all(
        looks_like(each.attached[0], "olive") for each in room.model.images.values()
    )


async def test_where_there_is_no_photo_the_form_asks_for_one(
    room: Room, start: Start
) -> None:
    """Of a command, which brings no files; the sheet opens a thread in the channel."""
    await start()
    await room.ann.runs("/imagine", "photo booth", channel="#general")
    form = await form_of(room)
    assert not room.slack.messages("#general")
    values = filled(*LOOKS) | {"photo": {"file": [photo("navy")]}}
    assert not await sent(room.ann, form, values)
    await room.slack.until(lambda: room.slack.messages("#general"))
    [sheet] = room.slack.messages("#general")
    await room.slack.until(lambda: has_ended(sheet))
    assert len(pictures(sheet)) == 1
    assert all(
        looks_like(each.attached[0], "navy") for each in room.model.images.values()
    )


async def test_what_is_wrong_is_said_at_its_field_and_nothing_is_lost(
    room: Room, start: Start
) -> None:
    await start()
    await room.ann.runs("/imagine", "photo booth", channel="#general")
    form = await form_of(room)
    text = ("notes.png", b"no picture at all")
    wrong = await sent(room.ann, form, {"photo": {"file": [text]}})
    assert set(wrong) == {"photo", "looks"}
    wrong = await sent(room.ann, form, filled(own="a fox --size huge"))
    assert set(wrong) == {"photo", "own_look"}
    assert "16:9" in wrong["own_look"]
    values = filled(own="a chess piece --size 1:1") | {"photo": {"file": [photo()]}}
    every = [each["value"] for each in form.blocks[1]["element"]["options"]]
    values["looks"] = {"chosen": every}
    assert set(await sent(room.ann, form, values)) == {"looks"}
    assert not room.model.images
    assert not await sent(room.ann, form, {"looks": {"chosen": LOOKS}})
    await room.slack.until(lambda: room.slack.messages("#general"))
    [sheet] = room.slack.messages("#general")
    await room.slack.until(lambda: has_ended(sheet))
    assert "3: a chess piece" in str(sheet.blocks)
    assert {each.request["size"] for each in room.model.images.values()} == {
        "1024x1024"
    }


async def test_no_more_looks_are_taken_than_one_answer_may_draw(
    room: Room, start: Start
) -> None:
    """As the owner has set it; the form says so, and not a message afterwards."""
    await start(answer_calls="2")
    answer = await offered(room, files=[photo()])
    await room.ann.clicks(answer, "photo_booth")
    form = await form_of(room)
    wrong = await sent(room.ann, form, filled(*LOOKS, own="a pawn"))
    assert "At most 2 pictures" in wrong["looks"]
    assert not await sent(room.ann, form, filled(*LOOKS) | {"own_look": {"words": ""}})
    assert len(pictures(await room.ended(answer))) == 1


async def test_one_look_is_a_picture_of_its_own(room: Room, start: Start) -> None:
    """With everything that a picture has under it."""
    await start()
    answer = await offered(room, files=[photo()])
    await room.ann.clicks(answer, "photo_booth")
    assert not await sent(room.ann, await form_of(room), filled("Pixel art"))
    drawn = await room.ended(answer)
    [made] = room.model.images.values()
    assert made.way == "edit"
    assert "variations" in str(drawn.blocks)


async def test_a_reply_below_a_photo_opens_the_booth_with_that_photo(
    room: Room, start: Start
) -> None:
    """And one below a picture of ours, with that."""
    await start()
    asked = await room.ann.says("#general", "me on Monday", files=[photo()])
    answer = await offered(room, thread=asked)
    await room.ann.clicks(answer, "photo_booth")
    form = await form_of(room)
    assert shown_in(form) == list(asked.file_ids)
    await room.ann.closes(form)
    first = await room.ask("@Darkroom a cat in a hat")
    await room.ann.says("#general", "photo booth", thread=first)
    answer = await room.answer(first)
    await room.slack.until(lambda: "Open the photo booth" in str(answer.blocks))
    await room.ann.clicks(answer, "photo_booth")
    assert shown_in(await form_of(room)) == pictures(first)


async def test_a_photo_that_slack_cannot_show_in_the_form_is_named_there(
    room: Room, start: Start
) -> None:
    """As in a channel without the bot, where the answer says how to invite it."""
    await start()
    asked = await room.ann.says("#quiet", "me", files=[photo()])
    await room.ann.shortcut("photo_booth", asked)
    form = await form_of(room)
    assert not shown_in(form)
    assert "ann.jpg" in str(form.blocks)
    assert not await sent(room.ann, form, filled(*LOOKS))
    private = room.slack.dm("ann")
    await room.slack.until(lambda: room.slack.messages(private))
    assert "/invite @Darkroom" in room.slack.messages(private)[0].text


@ON_BOTH
async def test_redo_draws_the_same_looks_once_more(room: Room, start: Start) -> None:
    """Also of a photo that only the form had."""
    await start()
    await room.ann.runs("/imagine", "photo booth", channel="#general")
    values = filled(*LOOKS) | {"photo": {"file": [photo()]}}
    assert not await sent(room.ann, await form_of(room), values)
    await room.slack.until(lambda: room.slack.messages("#general"))
    [sheet] = room.slack.messages("#general")
    await room.slack.until(lambda: has_ended(sheet))
    await room.ann.clicks(sheet, "redo")
    again = await room.ended(sheet)
    assert "1: Claymation; 2: Knitted" in str(again.blocks)
    assert len(room.model.images) == 4


async def test_a_reply_to_the_offer_still_has_the_photo(
    room: Room, start: Start
) -> None:
    """Nobody is bound to the form by having asked for it."""
    await start()
    answer = await offered(room, files=[photo()])
    await room.ask("rather draw me as a knight", thread=answer)
    [made] = room.model.responses.values()
    assert made.attached


async def test_in_a_direct_message_the_sheet_stands_in_the_conversation(
    room: Room, start: Start
) -> None:
    await start()
    private = room.slack.dm("ann")
    asked = await room.ann.says(private, "photo booth", files=[photo()])
    answer = await room.answer(asked)
    await room.slack.until(lambda: "Open the photo booth" in str(answer.blocks))
    await room.ann.clicks(answer, "photo_booth")
    assert not await sent(room.ann, await form_of(room), filled(*LOOKS))
    sheet = await room.ended(asked, 1)
    assert not sheet.is_reply
    assert "2: Knitted" in str(sheet.blocks)
