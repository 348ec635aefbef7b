"""A name is taught by a form: what it offers, what it refuses, and what it stores."""

import asyncio
from dataclasses import replace

import pytest

from bot.core.accepting.part_forms import OpenForm
from bot.core.messages.names import keep_form
from bot.core.names import limits, storing_soon, teaching
from bot.core.names.wording import TAKEN
from bot.core.ports import Brought
from bot.core.turn.asks import Attached
from bot.core.turn.keeping import NAME, PEOPLE, PICTURES, KeepPlace, NameSource
from bot.core.turn.request import InputImage
from bot.core.turn.taught import NameKind, NamePicture
from tests.core.names.conftest import School, form, said_in
from tests.fakes import THREAD, FakeFiles
from tests.studio import PNG

OPEN = OpenForm("V1", "U1")
PHOTO = Attached("F1", "ann.jpg", "image/jpeg")
STYLE = NameKind.STYLE


async def test_the_form_offers_the_picture_and_others_of_its_thread(
    school: School,
) -> None:
    """The newest first, and no more than can be ticked."""
    for number in range(12):
        last = await school.drawn(f"fox {number}")
    first = await school.drawn("the first")
    place = await school.place(first)
    labels = [each.label for each in place.sources]
    assert labels[:3] == ["This picture", "fox 11", "fox 10"]
    assert len(labels) == 10
    assert place.sources[1].turn == last.id


async def test_of_a_set_each_picture_can_be_kept(school: School) -> None:
    place = await school.place(await school.drawn("owls", many=3))
    labels = [each.label for each in place.sources]
    assert labels == [f"This picture, number {number}" for number in (1, 2, 3)]


async def test_a_persons_message_offers_its_pictures_alone(school: School) -> None:
    notes = Attached("F2", "notes.txt", "text/plain")
    here = (THREAD, "9.9")
    place = await school.teaching.at_message(*here, (notes, PHOTO), STYLE)
    assert place is not None
    assert [each.file for each in place.sources] == [PHOTO]
    assert await school.teaching.at_message(*here, (notes,), STYLE) is None


async def test_our_own_message_offers_what_it_shows(school: School) -> None:
    turn = await school.drawn()
    await school.one.turns.posted(turn.id, "5.5")
    place = await school.teaching.at_message(THREAD, "5.5", (), STYLE)
    assert place is not None
    assert (place.kind, place.sources[0].turn) == (STYLE, turn.id)


async def test_a_sentence_is_proposed_once_and_its_field_comes_with_it(
    school: School,
) -> None:
    place = await school.place(await school.drawn())
    school.teaching.begin_to_describe(place, OPEN, "about")
    await school.one.idle()
    [view] = school.views.updated
    assert "'initial_value': 'A red fox.'" in str(view)
    assert view["private_metadata"] == "about"
    assert len(school.describer.asked) == 1


async def test_without_a_sentence_its_field_is_empty(school: School) -> None:
    place = await school.place(await school.drawn())
    school.describer.said = ""
    school.teaching.begin_to_describe(place, OPEN, "about")
    await school.one.idle()
    [view] = school.views.updated
    assert "taught_sentence" in str(view)
    assert "initial_value" not in str(view)


async def test_where_slack_shows_no_pictures_the_sentence_comes_without(
    school: School,
) -> None:
    place = await school.place(await school.drawn())
    school.views.refused = "slack_file"
    school.teaching.begin_to_describe(place, OPEN, "about")
    await school.one.idle()
    assert "taught_sentence" in said_in(school.views.updated)


async def test_who_is_faster_than_the_model_gets_its_sentence_all_the_same(
    school: School,
) -> None:
    place = await school.place(await school.drawn())
    school.teaching.begin_to_describe(place, OPEN, "about")
    await school.teaching.take(form(sentence=None), place)
    [pixel] = await school.names.of_team("T1")
    assert pixel.sentence == "A red fox."


async def test_what_is_taught_is_as_it_was_filled_in(school: School) -> None:
    turn = await school.drawn()
    place = await school.place(turn)
    filled = form(" +Pixel ", agreed=True, everywhere=False, sentence="Small\nand red")
    wrong, view = await school.teaching.take(filled, place)
    assert not wrong
    assert "`+Pixel`" in said_in([view])
    [pixel] = await school.names.usable("T1", THREAD.channel)
    assert turn.answer is not None
    [drawn] = turn.answer.pictures
    assert pixel.pictures == (NamePicture(drawn.sha256, "png", 1024, 768),)
    assert (pixel.name, pixel.sentence) == ("Pixel", "Small and red")
    assert (pixel.taught_by, pixel.agreed_by) == ("U1", "U1")
    assert (pixel.channel, pixel.made) == (THREAD.channel, 100.0)


async def test_what_is_wrong_is_said_at_its_field(school: School) -> None:
    place = await school.place(await school.drawn())
    filled = form("winter", chosen=(), agreed=None)
    wrong, _ = await school.teaching.take(filled, place)
    assert set(wrong) == {NAME, PICTURES, PEOPLE}
    assert "How about “Our winter”?" in wrong[NAME]
    filled = form(chosen=tuple(range(5)))
    assert set((await school.teaching.take(filled, place))[0]) == {PICTURES}
    assert not await school.names.of_team("T1")


async def test_a_name_is_taken_where_it_could_be_meant(school: School) -> None:
    await school.taught("Pixel", everywhere=False)
    elsewhere = replace(THREAD, channel="C2")
    place = await school.place(await school.drawn("there", thread=elsewhere))
    wrong, _ = await school.teaching.take(form("pixel"), place)
    assert wrong[NAME].startswith(TAKEN.format(name="pixel"))
    wrong, _ = await school.teaching.take(form("pixel", everywhere=False), place)
    assert not wrong


async def test_of_two_who_teach_a_name_at_once_one_is_told(school: School) -> None:
    place = await school.place(await school.drawn())
    both = [school.teaching.take(form(user=user), place) for user in ("U1", "U2")]
    (_, first), (_, second) = await asyncio.gather(*both)
    assert "can be used" in said_in([first])
    assert TAKEN.format(name="Pixel") in said_in([second])
    assert len(await school.names.of_team("T1")) == 1


async def test_the_limits_of_a_person_and_of_the_workspace_are_said(
    school: School,
) -> None:
    for name in ("Pixel", "Foxy"):
        await school.taught(name)
    place = await school.place(await school.drawn())
    wrong, _ = await school.teaching.take(form("Third"), place)
    assert wrong[NAME] == limits.OF_PERSON
    await school.taught("Third", user="U2")
    wrong, _ = await school.teaching.take(form("Fourth", user="U3"), place)
    assert wrong[NAME] == limits.OF_WORKSPACE


async def test_a_picture_of_another_channel_cannot_be_kept(school: School) -> None:
    """A form that says so was not opened by us."""
    turn = await school.drawn()
    elsewhere = replace(THREAD, channel="C2")
    place = KeepPlace(elsewhere, NameKind.CHARACTER, (NameSource(turn.id),))
    _, view = await school.teaching.take(form(), place)
    assert teaching.GONE in said_in([view])
    assert not await school.names.of_team("T1")


@pytest.fixture
def posted() -> School:
    """Where a person's file can be fetched."""
    school = School()
    image = InputImage(PNG + b"photo", "image/png")
    school.one.files = FakeFiles(Brought((image,)))
    school.__post_init__()
    return school


async def test_a_posted_picture_is_copied(posted: School) -> None:
    place = KeepPlace(THREAD, STYLE, (NameSource(file=PHOTO),))
    await posted.teaching.take(form("Winter style"), place)
    [style] = await posted.names.of_team("T1")
    assert await posted.one.shelf.read(style.pictures[0].sha256) == PNG + b"photo"


async def test_what_was_copied_for_nothing_does_not_stay(posted: School) -> None:
    place = KeepPlace(THREAD, STYLE, (NameSource(file=PHOTO),))
    posted.teaching = replace(
        posted.teaching, limits=replace(posted.teaching.limits, most=9)
    )
    both = [posted.teaching.take(form(user=f"U{each}"), place) for each in range(2)]
    await asyncio.gather(*both)
    [style] = await posted.names.of_team("T1")
    assert [*posted.one.shelf.kept] == [style.pictures[0].sha256]
    await posted.names.forget(style.id)
    await posted.pictures.sweep()
    assert not posted.one.shelf.kept


async def test_a_picture_that_another_process_drops_meanwhile_is_kept_again(
    posted: School,
) -> None:
    """It was left over, and that it has a name was not known there yet."""
    async with posted.pictures.kept([PNG]) as (picture,):
        await posted.one.shelf.drop(picture.sha256)
    assert await posted.one.shelf.read(picture.sha256) == PNG


async def test_a_file_that_is_gone_is_not_kept(school: School) -> None:
    place = KeepPlace(THREAD, STYLE, (NameSource(file=PHOTO),))
    _, view = await school.teaching.take(form("Winter style"), place)
    assert teaching.GONE in said_in([view])


async def test_what_takes_long_is_shown_later(
    school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Slack waits three seconds for an answer to a form."""
    monkeypatch.setattr(storing_soon, "SOON", 0)
    monkeypatch.setattr(storing_soon, "AFTERWARDS", 0)
    place = await school.place(await school.drawn())
    school.describer.may.clear()
    school.teaching.begin_to_describe(place, OPEN, "about")
    _, view = await school.teaching.take(form(sentence=None), place)
    assert "One moment" in said_in([view])
    school.describer.may.set()
    await school.one.idle()
    assert "can be used" in said_in(school.views.updated)


async def test_people_of_other_companies_teach_only_where_they_are(
    school: School,
) -> None:
    """Whatever their form says when it comes back."""
    school.outside.append("U8")
    place = await school.teaching.for_person(
        await school.place(await school.drawn()), "U8"
    )
    assert "everywhere" not in str(keep_form("", place, ""))
    assert "everywhere" in str(keep_form("", replace(place, only_here=False), ""))
    await school.teaching.take(form(user="U8", everywhere=True), place)
    [pixel] = await school.names.of_team("T1")
    assert pixel.channel == THREAD.channel
