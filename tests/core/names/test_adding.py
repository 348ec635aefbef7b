"""Pictures are added to a name that is there already."""

from dataclasses import replace

import pytest

from bot.core.accepting.part_forms import OpenForm
from bot.core.messages import name_lists
from bot.core.names.adding import Adding
from bot.core.turn.keeping import AddForm, KeepPlace, NameSource
from bot.core.turn.taught import NameKind, NamePicture, Taught
from tests.core.names.conftest import School, form, said_in

ADD = AddForm("V1", "U1", 1)


@pytest.fixture
async def pixel(school: School) -> Taught:
    return await school.taught("Pixel")


@pytest.fixture
def adding(school: School) -> Adding:
    return Adding(school.lists)


@pytest.fixture
async def place(school: School) -> KeepPlace:
    return await school.place(await school.drawn("a fox at night"))


async def test_it_is_offered_to_those_who_may_change_the_name(
    school: School, pixel: Taught, adding: Adding, place: KeepPlace
) -> None:
    assert await adding.offered(form(" +pixel"), place) == pixel
    assert await adding.offered(form("Pixel", user="U2"), place) is None
    style = replace(place, kind=NameKind.STYLE)
    assert await adding.offered(form("Pixel"), style) is None
    assert await adding.offered(form("Pixie"), place) is None


async def test_a_form_in_which_something_is_wrong_says_so_first(
    pixel: Taught, adding: Adding, place: KeepPlace
) -> None:
    assert await adding.offered(form("Pixel", agreed=None), place) is None
    assert await adding.offered(form("Pixel", chosen=()), place) is None


async def test_a_name_of_another_channel_is_not_offered(
    school: School, adding: Adding
) -> None:
    await school.taught("Pixel", everywhere=False)
    there = replace((await school.drawn("x")).ask.thread, channel="C2")
    place = await school.place(await school.drawn("there", thread=there))
    assert await adding.offered(form("Pixel"), place) is None


async def test_what_is_added_is_the_newest_and_the_rest_stays(
    school: School, pixel: Taught, adding: Adding, place: KeepPlace
) -> None:
    view = await adding.add(replace(ADD, agreed=True), place)
    assert "2 pictures" in said_in([view])
    now = await school.names.get(pixel.id)
    assert now is not None
    assert now.pictures[:1] == pixel.pictures
    assert replace(now, pictures=pixel.pictures, agreed_by="") == pixel
    assert now.agreed_by == "U1"


async def test_four_pictures_are_the_most(
    school: School, pixel: Taught, adding: Adding, place: KeepPlace
) -> None:
    full = tuple(NamePicture(f"{number}") for number in range(4))
    await school.names.change(replace(pixel, pictures=full))
    view = await adding.add(ADD, place)
    assert "at most 4 pictures" in said_in([view])
    now = await school.names.get(pixel.id)
    assert now is not None
    assert now.pictures == full


async def test_somebody_else_and_a_forgotten_name_get_nothing(
    school: School, pixel: Taught, adding: Adding, place: KeepPlace
) -> None:
    """A form may be old, or made by hand."""
    view = await adding.add(replace(ADD, user="U2"), place)
    assert name_lists.NOT_YOURS in said_in([view])
    elsewhere = replace(place, sources=(NameSource(99),))
    assert "nothing was kept" in said_in([await adding.add(ADD, elsewhere)])
    assert await school.names.get(pixel.id) == pixel
    await school.names.forget(pixel.id)
    assert name_lists.GONE in said_in([await adding.add(ADD, place)])


async def test_a_late_proposal_does_not_take_the_place_of_what_is_shown(
    school: School, place: KeepPlace
) -> None:
    school.describer.may.clear()
    school.teaching.begin_to_describe(place, OpenForm("V1", "U1"), "about")
    school.teaching.left("V1")
    school.describer.may.set()
    await school.one.idle()
    assert not school.views.updated
