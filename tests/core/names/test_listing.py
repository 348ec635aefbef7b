"""Who sees which names, and who may change and forget them."""

from dataclasses import replace

from bot.core.accepting.part_forms import OpenForm
from bot.core.messages import name_lists
from bot.core.names.listing import UNREADABLE
from bot.core.names.wording import TAKEN
from bot.core.ports import Brought
from bot.core.turn.asks import Attached
from bot.core.turn.keeping import (
    MORE_FILES,
    NAME,
    PEOPLE,
    PICTURES,
    ChangeForm,
    ListPlace,
    NamePlace,
)
from bot.core.turn.request import InputImage
from bot.core.turn.taught import Taught
from playground.slack.schema import check_view
from tests.core.names.conftest import School, said_in
from tests.fakes import FakeFiles
from tests.homes import FakeMemberships
from tests.studio import PNG

HERE = ListPlace("T1", "C1")
PHOTO = Attached("F1", "ann.jpg", "image/jpeg")


def changed(user: str = "U1", name: str = "Pixel", **more: object) -> ChangeForm:
    """What somebody has changed."""
    filled = ChangeForm("V1", user, name, "Blue now", (0,), agreed=False)
    return replace(filled, **more)  # type: ignore[arg-type] # a test names fields


async def change(
    school: School, taught: Taught, form: ChangeForm
) -> tuple[dict[str, str], str]:
    """What is wrong with a change, and what is shown after it."""
    place = NamePlace(taught.id, HERE)
    wrong, view = await school.lists.change(form, place, "about")
    await school.one.idle()
    return wrong, said_in([view]) if view else ""


async def test_what_was_taught_for_another_channel_is_not_listed(
    school: School,
) -> None:
    await school.taught("Pixel", everywhere=False)
    [pixel] = await school.lists.listed(HERE, "U2")
    assert pixel.name == "Pixel"
    for elsewhere in (ListPlace("T1", "C2"), ListPlace("T2", "C1")):
        assert not await school.lists.listed(elsewhere, "U1")


async def test_without_a_channel_the_list_has_what_can_be_used_in_ones_own(
    school: School,
) -> None:
    """As the home tab opens it."""
    await school.taught("Pixel", everywhere=False)
    await school.taught("Foxy")
    everywhere = ListPlace("T1")
    assert isinstance(school.lists.memberships, FakeMemberships)
    school.lists.memberships.rooms["T1", "U2"].add("C1")
    for user, seen in (("U2", ["Foxy", "Pixel"]), ("U3", ["Foxy"])):
        found = await school.lists.listed(everywhere, user)
        assert [each.name for each in found] == seen


async def test_a_list_opens_at_once_with_what_is_ones_own(school: School) -> None:
    await school.taught("Pixel")
    await school.taught("Foxy", user="U2")
    view = await school.lists.form(HERE, "U2", "about")
    told = said_in([view])
    assert told.index("*1. Foxy*") < told.index("*2. Pixel*")
    assert "forget:2" in told
    assert "forget:1" not in told
    assert "slack_file" not in told


async def test_its_pictures_and_an_admins_menus_follow(school: School) -> None:
    await school.taught("Pixel")
    school.admins.append("U9")
    form = OpenForm("V1", "U9")
    school.lists.begin_to_complete(HERE, form, lambda file: f"about {file}")
    await school.one.idle()
    [view] = school.views.updated
    assert "forget:1" in said_in([view])
    assert "FGRID0" in said_in([view])
    assert view["private_metadata"] == "about FGRID0"


async def test_a_picture_of_a_list_that_was_closed_does_not_stay(
    school: School,
) -> None:
    await school.taught("Pixel")
    school.views.refused = "names_form"
    school.lists.begin_to_complete(HERE, OpenForm("V1", "U1"), lambda _: "")
    await school.one.idle()
    assert not school.lists.sheets.shown.private.shown  # type: ignore[attr-defined] # the fake's own


async def test_long_lists_have_pages(school: School) -> None:
    one = await school.taught("Pixel")
    many = [replace(one, id=number) for number in range(20)]
    for page, found in ((0, "names_after"), (2, "names_before")):
        place = replace(HERE, page=page)
        view = name_lists.list_form("", place, many, {each.id for each in many})
        assert found in str(view)
        assert not check_view(view)
    assert "*17. Pixel*" in str(view)


async def test_only_who_taught_it_or_an_admin_may_change_or_forget_it(
    school: School,
) -> None:
    pixel = await school.taught("Pixel")
    place = NamePlace(pixel.id, HERE)
    _, told = await change(school, pixel, changed("U2"))
    assert told.count("Only the person who taught this") == 1
    view = await school.lists.forget(place, "U2", "")
    assert "Only the person who taught this" in said_in([view])
    assert await school.names.get(pixel.id) == pixel
    school.admins.append("U2")
    _, told = await change(school, pixel, changed("U2", "Pixie"))
    assert "*Pixie*" in told
    kept = await school.names.get(pixel.id)
    assert kept is not None
    assert kept.taught_by == "U1"


async def test_a_name_of_another_workspace_is_not_there(school: School) -> None:
    pixel = await school.taught("Pixel")
    school.admins.append("U1")
    place = ListPlace("T2", "C1")
    assert await school.lists.changeable(place, pixel.id, "U1") == name_lists.GONE


async def test_an_admin_changes_nothing_of_a_channel_that_they_are_not_in(
    school: School,
) -> None:
    """Wherever the number of the name comes from."""
    pixel = await school.taught("Pixel", everywhere=False)
    school.admins.append("U9")
    place = ListPlace("T1", "C2")
    assert await school.lists.changeable(place, pixel.id, "U9") == name_lists.GONE
    assert isinstance(school.lists.memberships, FakeMemberships)
    school.lists.memberships.rooms["T1", "U9"].add("C1")
    assert await school.lists.changeable(place, pixel.id, "U9") == pixel


async def test_people_of_other_companies_have_what_was_taught_here_alone(
    school: School,
) -> None:
    foxy, pixel = await school.taught("Foxy", user="U2"), await school.taught("Pixel")
    await school.names.change(replace(foxy, channel="C1"))
    school.outside.append("U8")
    school.admins.append("U8")
    [seen] = await school.lists.listed(HERE, "U8")
    assert seen.name == "Foxy"
    assert await school.lists.changeable(HERE, pixel.id, "U8") == name_lists.GONE


async def test_a_change_keeps_what_it_does_not_name(school: School) -> None:
    """Nobody has to think of another name for one that was fine before."""
    pixel = await school.taught("Pixel", agreed=True)
    wrong, told = await change(school, pixel, changed("U1", agreed=True))
    assert not wrong
    assert "Blue now" in told
    kept = await school.names.get(pixel.id)
    assert kept == replace(pixel, sentence="Blue now")
    await change(school, pixel, changed("U1", agreed=False))
    kept = await school.names.get(pixel.id)
    assert kept is not None
    assert not kept.agreed_by


async def test_what_is_wrong_with_a_change_is_said_at_its_field(
    school: School,
) -> None:
    pixel = await school.taught("Pixel")
    await school.taught("Foxy")
    wrong, _ = await change(school, pixel, changed(name="foxy"))
    assert wrong[NAME].startswith(TAKEN.format(name="foxy"))
    wrong, _ = await change(school, pixel, changed(kept=(), agreed=None))
    assert set(wrong) == {PICTURES, PEOPLE}
    notes = Attached("F2", "notes.txt", "text/plain")
    wrong, _ = await change(school, pixel, changed(files=(PHOTO, PHOTO, notes, notes)))
    assert set(wrong) == {PICTURES, MORE_FILES}


async def test_a_replaced_picture_is_gone_from_the_shelf(school: School) -> None:
    """But not while a thread shows it."""
    pixel = await school.taught("Pixel")
    school.one.files.brought = Brought((InputImage(PNG + b"photo", "image/png"),))
    await change(school, pixel, changed(kept=(), files=(PHOTO,)))
    kept = await school.names.get(pixel.id)
    assert kept is not None
    [new] = kept.pictures
    assert [*school.one.shelf.kept] == [new.sha256]
    school.names.needed.add(new.sha256)
    await school.lists.forget(NamePlace(pixel.id, HERE), "U1", "")
    await school.one.idle()
    assert [*school.one.shelf.kept] == [new.sha256]


async def test_a_file_that_cannot_be_read_changes_nothing(school: School) -> None:
    pixel = await school.taught("Pixel")
    school.one.files = FakeFiles()
    _, told = await change(school, pixel, changed(files=(PHOTO,)))
    assert UNREADABLE in told
    assert await school.names.get(pixel.id) == pixel


async def test_what_was_forgotten_meanwhile_is_not_changed(school: School) -> None:
    pixel = await school.taught("Pixel")
    await school.names.forget(pixel.id)
    _, told = await change(school, pixel, changed())
    assert name_lists.GONE in told
