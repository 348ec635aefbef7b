"""Characters and styles: taught in a form, listed, changed and forgotten."""

import io
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from bot.adapters.shelf import DiskShelf
from bot.core.turn.taught import NameKind, NamePicture, Taught
from playground.slack.messages import Message
from playground.slack.people import Person
from playground.slack.states import fill
from playground.slack.workspace import View
from storage.taught import SqliteTaughtNames
from storage.worker import SqliteWorker
from tests.whole.conftest import ON_BOTH, Room, Start, pictures

Values = dict[str, dict[str, Any]]
CHOICE = {"text": {"type": "plain_text", "text": "Forget…"}, "value": "forget:1"}


@pytest.fixture
def sketchy() -> bool:
    """The model has to see what is on a picture."""
    return False


def photo(colour: str = "teal") -> tuple[str, bytes]:
    """A file that somebody has on a phone."""
    data = io.BytesIO()
    Image.new("RGB", (640, 480), colour).save(data, "JPEG")
    return "ann.jpg", data.getvalue()


async def form_of(room: Room, said: str, name: str = "ann") -> View:
    """The form that a person sees, as soon as it says this."""

    def shows() -> bool:
        form = room.slack.modal_of(name)
        return form is not None and said in str(form.body)

    await room.slack.until(shows)
    form = room.slack.modal_of(name)
    assert form is not None
    return form


async def asked_to_keep(room: Room, answer: Message, entry: str, turn: int) -> View:
    """The form behind the last entry of the menu, with its sentence."""
    await room.ann.clicks(answer, "more", f"more_entries:{turn}")
    form = await form_of(room, "Keep as a character…")
    await room.ann.clicks(form, "entry", f"{entry}:{turn}")
    return await form_of(room, "taught_sentence")


def filled(name: str, where: str = "everywhere", people: str = "nobody") -> Values:
    """What a person writes and chooses."""
    return {
        "taught_name": {"line": name},
        "taught_where": {"chosen": where},
        "taught_people": {"chosen": people},
    }


async def sent(person: Person, form: View, values: Values) -> dict[str, str]:
    return await person.submits(form, values)


def sentence_in(form: View) -> str:
    """The sentence that the form proposes."""
    [field] = [e for e in form.blocks if e["block_id"] == "taught_sentence"]
    return str(field["element"].get("initial_value", ""))


@ON_BOTH
async def test_a_picture_is_kept_as_a_character_from_its_menu(
    room: Room, start: Start, tmp_path: Path
) -> None:
    """One short request proposes a sentence, and what was typed meanwhile stays."""
    await start()
    fox = await room.ask("@Darkroom a red fox in a forest")
    form = await asked_to_keep(room, fox, "keep_character", 1)
    assert sentence_in(form) == "A red fox."
    assert pictures(fox)[0] in str(form.blocks)
    assert not await sent(room.ann, form, filled("Pixel"))
    done = await form_of(room, "can be used everywhere")
    assert "`+Pixel`" in str(done.blocks)
    assert len(room.model.responses) == 2


async def listed(room: Room, said: str, name: str = "ann", where: str = "") -> View:
    """The list, as soon as it says this."""
    person = room.slack.person(name)
    await person.runs("/darkroom", "names", channel=where or "#general")
    return await form_of(room, said, name)


async def kept_as(
    room: Room, name: str, entry: str = "keep_character", **more: str
) -> Message:
    """A picture of a fox that Ann keeps by this name."""
    fox = await room.ask("@Darkroom a red fox in a forest")
    form = await asked_to_keep(room, fox, entry, 1)
    assert not await sent(room.ann, form, filled(name, **more))
    await form_of(room, "can be used")
    return fox


def on_disk(folder: Path) -> set[str]:
    """The hashes of the pictures on the shelf."""
    return {each.name for each in folder.glob("darkroom-pictures/??/*")}


async def test_what_was_taught_is_listed_changed_and_forgotten(
    room: Room, start: Start, tmp_path: Path
) -> None:
    """Forgotten means gone from the disk, except what a thread still shows."""
    await start()
    await kept_as(room, "Pixel")
    [first] = on_disk(tmp_path)
    form = await listed(room, "the-pictures")
    assert "*1. Pixel*" in str(form.blocks)
    assert "taught by" in str(form.blocks)
    await room.ann.clicks(form, "name_menu", "change:1")
    form = await form_of(room, "the-pictures")
    assert form.body["callback_id"] == "change_name_form"
    values: Values = {
        "taught_name": {"line": "Pixie"},
        "taught_files": {"file": [photo()]},
    }
    assert not await sent(room.ann, form, values)
    form = await form_of(room, "This is how it is now")
    assert "*Pixie*" in str(form.blocks)
    assert "2 pictures" in str(form.blocks)
    assert len(on_disk(tmp_path)) == 2
    await room.ann.clicks(form, "names_all")
    form = await form_of(room, "*1. Pixie*")
    await room.ann.clicks(form, "name_menu", "forget:1")
    form = await form_of(room, "Forget *Pixie*?")
    assert not await sent(room.ann, form, {})
    await form_of(room, "*Pixie* is forgotten.")
    await room.slack.until(lambda: on_disk(tmp_path) == {first})
    await listed(room, "Nothing has been taught here yet")


async def test_a_picture_of_the_thread_is_added_to_a_name(
    room: Room, start: Start, tmp_path: Path
) -> None:
    """Keeping it under the same name offers that."""
    await start()
    await kept_as(room, "Pixel")
    asked = await room.ann.says("#general", "look", files=[photo()])
    await room.ann.shortcut("keep_character", asked)
    form = await form_of(room, "taught_sentence")
    assert not await sent(room.ann, form, filled("pixel", where="here"))
    form = await form_of(room, "Add this picture to it?")
    assert "*Pixel*" in str(form.blocks)
    assert not await sent(room.ann, form, {})
    done = await form_of(room, "This is how it is now")
    assert "2 pictures" in str(done.blocks)
    assert len(on_disk(tmp_path)) == 2


async def test_what_is_typed_before_the_sentence_comes_stays(
    room: Room, start: Start
) -> None:
    """The sentence has a field of its own once it is there."""
    await start()
    asked = await room.ann.says("#general", "look", files=[photo()])
    room.model.hold(before="response.created")
    await room.ann.shortcut("keep_style", asked)
    form = await form_of(room, "I am looking at the picture")
    fill(form, filled("Winter style", people="agreed"))
    room.model.release()
    form = await form_of(room, "taught_sentence")
    assert not await sent(room.ann, form, {"taught_sentence": {"line": "Pale."}})
    done = await form_of(room, "can be used")
    assert "*Winter style*" in str(done.blocks)
    assert "Pale." in str(done.blocks)


async def test_a_posted_photo_stays_when_its_message_is_deleted(
    room: Room, start: Start, tmp_path: Path
) -> None:
    await start()
    asked = await room.ann.says("#general", "me", files=[photo("olive")])
    await room.slack.person("ben").shortcut("keep_character", asked)
    form = await form_of(room, "taught_sentence", "ben")
    assert next(iter(asked.file_ids)) in str(form.blocks)
    ben = room.slack.person("ben")
    assert not await sent(ben, form, filled("Annie", people="agreed"))
    await form_of(room, "can be used", "ben")
    await room.ann.deletes(asked)
    form = await listed(room, "the-pictures")
    assert "*1. Annie*" in str(form.blocks)
    assert "name_menu" not in str(form.blocks)
    assert len(on_disk(tmp_path)) == 1


async def test_names_of_a_channel_are_for_those_who_are_in_it(
    room: Room, start: Start
) -> None:
    """Whoever has taught them is shown them nowhere else, either."""
    await start()
    await kept_as(room, "Pixel", where="here")
    await listed(room, "*1. Pixel*")
    form = await listed(room, "Nothing has been taught here", where="#design")
    assert "Pixel" not in str(form.body)


async def test_another_person_sees_a_name_and_cannot_touch_it(
    room: Room, start: Start
) -> None:
    """Neither by the list, which has no menu for it, nor by a form that says so."""
    await start()
    await kept_as(room, "Pixel")
    ben = room.slack.person("ben")
    form = await listed(room, "the-pictures", "ben")
    assert "*1. Pixel*" in str(form.blocks)
    assert "name_menu" not in str(form.blocks)
    menu = {"type": "overflow", "action_id": "name_menu", "options": [CHOICE]}
    form.blocks[0] = {**form.blocks[1], "block_id": "forged", "accessory": menu}
    await ben.clicks(form, "name_menu", "forget:1")
    await form_of(room, "Only the person who taught this", "ben")
    await listed(room, "*1. Pixel*")


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("<!channel>", "nothing else"),
        ("x" * 100, "at most"),
        ("\u202e\u200b", "Give it a name"),
        ("🦊", "made of letters"),
        ("the fox", "How about “Our fox”?"),
    ],
)
async def test_what_is_no_name_is_said_at_its_field(
    room: Room, start: Start, name: str, told: str
) -> None:
    await start()
    asked = await room.ann.says("#general", "look", files=[photo()])
    await room.ann.shortcut("keep_character", asked)
    form = await form_of(room, "taught_sentence")
    wrong = await sent(room.ann, form, filled(name))
    assert told in wrong["taught_name"]
    assert not await sent(room.ann, form, filled("Лисичка"))
    await form_of(room, "*Лисичка*")


async def test_pictures_that_only_a_list_shows_are_deleted_with_it(
    room: Room, start: Start
) -> None:
    await start()
    await kept_as(room, "Pixel")
    form = await listed(room, "the-pictures")
    [image] = [each for each in form.blocks if each["type"] == "image"]
    file = room.slack.team().files[image["slack_file"]["id"]]
    assert not file.deleted
    await room.ann.closes(form)
    await room.slack.until(lambda: file.deleted)


async def test_a_picture_that_was_left_on_the_disk_is_gone_with_the_next_start(
    room: Room, start: Start, tmp_path: Path
) -> None:
    """Here the program was killed after a name was forgotten, before its picture
    was."""
    shelf = DiskShelf(tmp_path / "darkroom-pictures")
    picture = NamePicture(await shelf.keep(photo()[1]))
    pixel = Taught("T1", NameKind.STYLE, "Winter style", "", (picture,), "U1")
    with closing(SqliteWorker(tmp_path / "darkroom.db")) as worker:
        names = SqliteTaughtNames(worker)
        await names.forget((await names.teach(pixel, 9, 9)).id)
    assert on_disk(tmp_path)
    await start()
    await room.slack.until(lambda: not on_disk(tmp_path))
