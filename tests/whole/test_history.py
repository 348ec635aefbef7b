"""A thread's history is looked through in a form: a film strip, and what is done with
the pictures on it."""

import io
from typing import Any

from PIL import Image

from playground.slack.messages import Message
from playground.slack.pictures import may_see
from playground.slack.workspace import View
from tests.ports import free_port
from tests.whole.conftest import ON_BOTH, Room, Start, pictures
from tests.whole.test_home import home_of, in_direct_messages

LIGHTHOUSE = "@Darkroom a lighthouse at night"
Values = dict[str, dict[str, Any]]


def shown_in(form: View) -> list[str]:
    """The files that a form shows."""
    images = [each for each in form.blocks if each["type"] == "image"]
    return [each["slack_file"]["id"] for each in images]


def alt_of(form: View) -> str:
    """What the form's picture says to those who cannot see it."""
    [image] = [each for each in form.blocks if each["type"] == "image"]
    return str(image["alt_text"])


def chosen(*turns: int) -> Values:
    """What is ticked on the first page."""
    return {"history_0": {"chosen": [str(each) for each in turns]}}


def picture_of(room: Room, file_id: str) -> Image.Image:
    return Image.open(io.BytesIO(room.slack.team().files[file_id].data or b""))


def bytes_of(room: Room, message: Message) -> bytes:
    """The picture that a message shows."""
    [file_id] = pictures(message)
    return room.slack.team().files[file_id].data or b""


async def form_of(room: Room, name: str = "ann") -> View:
    """The form that opens, with its picture in it."""
    await room.slack.until(
        lambda: (form := room.slack.modal_of(name)) and shown_in(form)
    )
    form = room.slack.modal_of(name)
    assert form is not None
    return form


async def opened(room: Room, answer: Message, turn: int) -> View:
    await room.ann.clicks(answer, "history", str(turn))
    return await form_of(room)


@ON_BOTH
async def test_the_next_reply_builds_on_what_is_chosen(
    room: Room, start: Start
) -> None:
    await start()
    first = await room.ask(LIGHTHOUSE)
    second = await room.ask("make it sunrise", thread=first)
    form = await opened(room, second, 2)
    assert alt_of(form) == (
        "1: a lighthouse at night; 2 (from 1, the current one): make it sunrise"
    )
    [strip] = shown_in(form)
    team, ann = room.slack.team(), room.ann.user.id
    assert may_see(team, team.files[strip], ann)
    assert not may_see(team, team.files[strip], team.user("ben").id)
    assert not await room.ann.submits(form, chosen(1))
    await room.slack.until(lambda: room.slack.team().files[strip].deleted)
    await room.ann.says("#general", "with snow", thread=first)
    await room.ended(first, 1)
    one, two, three = room.model.responses.values()
    assert three.previous_response_id == one.id != two.id


@ON_BOTH
async def test_what_is_posted_again_is_built_on(room: Room, start: Start) -> None:
    """Once for each form, at no cost, and with the same bytes."""
    await start()
    first = await room.ask(LIGHTHOUSE)
    await room.ask("make it sunrise", thread=first)
    asked = len(room.model.responses)
    form = await opened(room, first, 1)
    for _ in range(2):
        await room.ann.clicks(form, "history_again", typed=chosen(1))
    again = await room.answer(first, 1)
    await room.slack.until(lambda: pictures(again))
    assert "Number 1 again: a lighthouse at night" in str(again.blocks)
    assert "'redo'" not in str(again.blocks)
    assert bytes_of(room, again) == bytes_of(room, first)
    assert len(room.model.responses) == asked
    assert "Number 1 is in the thread once more." in str(form.blocks)
    await room.ann.says("#general", "with snow", thread=first)
    last = await room.ended(first, 2)
    assert len(room.slack.messages(first.channel, first)) == 7
    one, _, three = room.model.responses.values()
    assert three.previous_response_id == one.id
    form = await opened(room, last, 4)
    assert "3 (from 1): Number 1 again" in alt_of(form)
    assert "4 (from 3, the current one): with snow" in alt_of(form)


@ON_BOTH
async def test_two_are_seen_side_by_side_and_as_a_wipe(
    room: Room, start: Start
) -> None:
    await start()
    first = await room.ask(LIGHTHOUSE)
    second = await room.ask("make it sunrise", thread=first)
    form = await opened(room, second, 2)
    [strip] = shown_in(form)
    await room.ann.clicks(form, "history_compare", typed=chosen(1, 2))
    await room.slack.until(lambda: shown_in(form) not in ([], [strip]))
    assert alt_of(form) == (
        "Side by side: number 1 (a lighthouse at night) and number 2 (make it sunrise)"
    )
    [pair] = shown_in(form)
    await room.ann.clicks(form, "history_wipe")
    await room.slack.until(lambda: shown_in(form) not in ([], [pair]))
    [wipe] = shown_in(form)
    assert picture_of(room, wipe).format == "GIF"
    await room.ann.clicks(form, "history_back")
    await room.slack.until(lambda: shown_in(form) not in ([], [wipe]))
    await room.ann.closes(form)
    files = room.slack.team().files.values()
    lent = [
        each for each in files if each.id not in (*pictures(first), *pictures(second))
    ]
    await room.slack.until(lambda: all(each.deleted for each in lent))


@ON_BOTH
async def test_nothing_builds_on_a_comparison(room: Room, start: Start) -> None:
    await start()
    first = await room.ask(LIGHTHOUSE)
    second = await room.ask("make it sunrise", thread=first)
    form = await opened(room, second, 2)
    [strip] = shown_in(form)
    await room.ann.clicks(form, "history_wipe", typed=chosen(1, 2))
    await room.slack.until(lambda: shown_in(form) not in ([], [strip]))
    for _ in range(2):
        await room.ann.clicks(form, "history_post")
    posted = await room.answer(first, 1)
    await room.slack.until(lambda: pictures(posted))
    assert "A wipe from number 1 (a lighthouse at night) to number 2 (" in str(
        posted.blocks
    )
    assert "'more'" not in str(posted.blocks)
    await room.ann.says("#general", "with snow", thread=first)
    last = await room.ended(first, 2)
    _, two, three = room.model.responses.values()
    assert three.previous_response_id == two.id
    form = await opened(room, last, 4)
    assert "3 (from 2, the current one): with snow" in alt_of(form)


async def test_it_opens_from_the_home_tab(room: Room, start: Start) -> None:
    await start()
    await room.ask(LIGHTHOUSE)
    await room.ann.clicks(await home_of(room), "history")
    form = await form_of(room)
    assert alt_of(form) == "1 (the current one): a lighthouse at night"
    assert not await room.ann.submits(form, chosen(1))


async def test_in_an_open_gallery_others_look_and_change_nothing(
    room: Room, start: Start
) -> None:
    await start(gallery="public")
    first = await room.ask(LIGHTHOUSE, "#design")
    ben = room.slack.person("ben")
    await ben.leaves("#design")
    await ben.clicks(await home_of(room, "ben"), "history")
    form = await form_of(room, "ben")
    wrong = await ben.submits(form, chosen(1))
    assert "you are not in its channel" in wrong["history_0"]
    before = len(room.slack.messages(first.channel, first))
    await ben.clicks(form, "history_again", typed=chosen(1))
    assert "you are not in its channel" in str(form.blocks)
    assert len(room.slack.messages(first.channel, first)) == before


async def test_whoever_was_removed_from_the_channel_does_nothing(
    room: Room, start: Start
) -> None:
    await start()
    first = await room.ask(LIGHTHOUSE)
    form = await opened(room, first, 1)
    await room.ann.leaves("#general")
    wrong = await room.ann.submits(form, chosen(1))
    assert "you are not in its channel" in wrong["history_0"]
    before = len(room.slack.messages(first.channel, first))
    await room.ann.clicks(form, "history_again", typed=chosen(1))
    await room.slack.until(lambda: "you are not in its channel" in str(form.blocks))
    assert not shown_in(form)
    assert len(room.slack.messages(first.channel, first)) == before


async def test_nobody_sees_the_history_of_a_channel_that_they_have_left(
    room: Room, start: Start
) -> None:
    """The message may still be on their screen, and its button may say anything."""
    await start()
    secret = await room.ask(LIGHTHOUSE, "#secret")
    ben = room.slack.person("ben")
    room.slack.team().channel("secret").members.remove(ben.user.id)
    for turn in ("1", "404"):
        await ben.clicks(secret, "history", turn)
        form = room.slack.modal_of("ben")
        assert form is not None
        assert "you are not in its channel" in str(form.blocks)
        await ben.closes(form)


async def test_a_wrong_choice_is_told_in_the_form(room: Room, start: Start) -> None:
    await start()
    first = await room.ask(LIGHTHOUSE)
    form = await opened(room, first, 1)
    before = shown_in(form)
    assert await room.ann.submits(form, {"history_0": {"chosen": []}}) == {
        "history_0": "Choose one."
    }
    await room.ann.clicks(form, "history_compare", typed=chosen(1))
    assert "Choose two to compare." in str(form.blocks)
    assert shown_in(form) == before


async def test_a_set_is_one_number_and_is_posted_again_with_its_buttons(
    room: Room, start: Start
) -> None:
    await start()
    first = await room.ask("@Darkroom two foxes --count 2")
    await room.ann.clicks(first, "pick_2")
    picked = await room.ended(first)
    form = await opened(room, picked, 2)
    assert alt_of(form) == (
        "1 (2 pictures): two foxes; 2 (from 1, the current one): Number 2. Version 2"
    )
    await room.ann.clicks(form, "history_again", typed=chosen(1))
    again = await room.answer(first, 1)
    await room.slack.until(lambda: "'more'" in str(again.blocks))
    assert "'pick_2'" in str(again.blocks)
    assert len(pictures(again)) == 1
    assert len(room.model.images) == 2
    await room.ann.clicks(again, "pick_1")
    last = await room.ended(first, 2)
    assert pictures(last)
    assert len(room.model.images) == 2


async def test_in_a_direct_message_it_is_that_of_the_conversation(
    room: Room, start: Start
) -> None:
    await start()
    await in_direct_messages(room, "a red fox")
    await in_direct_messages(room, "with a hat")
    cat = await in_direct_messages(room, "a grey cat --new")
    form = await opened(room, cat, 3)
    assert alt_of(form) == "1 (the current one): a grey cat"
    fox = await in_direct_messages(room, "a second cat")
    await room.ann.clicks(fox, "history", "2")
    await room.slack.until(
        lambda: (now := room.slack.modal_of("ann")) and "with a hat" in str(now.blocks)
    )
    form = await form_of(room)
    assert alt_of(form) == "1: a red fox; 2 (from 1): with a hat"
    assert not await room.ann.submits(form, {"history_0": {"chosen": ["1"]}})
    await in_direct_messages(room, "with a scarf")
    one, *_, last = room.model.responses.values()
    assert last.previous_response_id == one.id


async def test_with_an_address_of_our_own_nothing_is_posted(
    room: Room, start: Start
) -> None:
    port = free_port()
    await start(public_url=f"http://127.0.0.1:{port}", port=str(port))
    first = await room.ask(LIGHTHOUSE)
    second = await room.ask("make it sunrise", thread=first)
    posted = room.slack.calls.of
    before = len(posted("chat.postMessage"))
    await room.ann.clicks(second, "history", "2")
    await room.slack.until(lambda: "image_url" in str(room.slack.modal_of("ann")))
    form = room.slack.modal_of("ann")
    assert form is not None
    await room.ann.clicks(form, "history_wipe", typed=chosen(1, 2))
    await room.slack.until(lambda: "'alt_text': 'A wipe from" in str(form.blocks))
    await room.ann.clicks(form, "history_post")
    assert "It is in the thread now." in str(form.blocks)
    assert "'alt_text': 'A wipe from" in str(form.blocks)
    await room.ann.closes(form)
    await room.slack.until(lambda: len(posted("chat.postMessage")) == before + 1)
    assert not room.slack.team().files
