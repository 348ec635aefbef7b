"""What the image model gets when a part of a picture is to change."""

from dataclasses import replace

import pytest

from bot.core.errors import AskError
from bot.core.ports import Brought
from bot.core.turn.asks import Ask, Attached
from bot.core.turn.changes import PartForm, PartPlace, part_ask
from bot.core.turn.options import Button
from bot.core.turn.regions import Region, of_cells
from bot.core.turn.request import InputImage, Request
from bot.core.turn.turns import Answer, KeptPicture, Outcome, Turn
from tests.fakes import THREAD, FakeFiles
from tests.studio import Studio, reply, studio

CELLS = of_cells(1024, 1024, ("A1",))


async def drew(one: Studio, data: bytes) -> Turn:
    """A turn with this picture."""
    turn = await one.accepted(reply(1))
    await one.turns.begin(turn.id)
    kept = KeptPicture(await one.shelf.keep(data), "png", 1024, 1024, len(data))
    await one.turns.answered(turn.id, Answer(Outcome.DONE, pictures=(kept,)))
    return await one.again(turn)


async def wanted(one: Studio, ask: Ask) -> Request:
    turn = await one.accepted(ask)
    begun = await one.turns.begin(turn.id)
    return (await one.wanted(begun)).request


def of_part(
    before: Turn, region: Region = CELLS, button: Button = Button.CHANGED
) -> Ask:
    form = PartForm("V1", "U1", region, button, "a red bicycle")
    return part_ask(form, PartPlace(THREAD, onto=before.id), before)


async def test_the_picture_before_goes_with_a_mask_and_nothing_else() -> None:
    one = studio()
    before = await drew(one, b"fox")
    request = await wanted(one, of_part(before))
    assert request.images == (InputImage(b"fox", "image/png"),)
    assert request.mask is not None
    assert b"'A1'" in request.mask
    assert b"inverse=False" in request.mask
    assert b"(1024, 1024)" in request.mask
    assert (request.history, request.offers, request.terms.direct) == ((), (), True)
    assert request.words.startswith("a red bicycle")


async def test_what_is_to_be_kept_is_the_rest_that_may_not_change() -> None:
    one = studio()
    request = await wanted(one, of_part(await drew(one, b"fox"), button=Button.KEPT))
    assert b"inverse=True" in (request.mask or b"")


async def test_what_was_painted_is_read_from_the_shelf() -> None:
    one = studio()
    before = await drew(one, b"fox")
    painted = Region(1024, 1024, mask=await one.shelf.keep(b"gray"))
    request = await wanted(one, of_part(before, painted))
    assert painted.mask.encode() in (request.mask or b"")
    await one.shelf.drop(painted.mask)
    again = replace(of_part(before, painted), claim="another")
    with pytest.raises(AskError, match="no longer stored"):
        await wanted(one, again)


async def test_notes_go_as_what_they_are() -> None:
    one = studio()
    before = await drew(one, b"fox")
    noted = Region(1024, 1024, notes=await one.shelf.keep(b"an arrow"))
    request = await wanted(one, of_part(before, noted, Button.MARKED))
    assert (request.markup, request.mask) == (b"an arrow", None)
    assert "orders about places" in request.words


async def test_more_around_it_is_drawn_where_the_room_is() -> None:
    one = studio()
    region = Region(1024, 1024, margins=(512, 0, 0, 0))
    ask = of_part(await drew(one, b"fox"), region, Button.AROUND)
    request = await wanted(one, ask)
    assert request.images == (InputImage(b"wide fox", "image/png"),)
    assert b"left=512" in (request.mask or b"")
    assert request.terms.size == "1536x1024"


async def test_around_it_and_within_it_are_one_region() -> None:
    """What was painted covers the whole with its room, so it replaces the mask."""
    one = studio()
    mask = await one.shelf.keep(b"gray")
    region = Region(1024, 1024, mask=mask, margins=(512, 0, 0, 0))
    ask = of_part(await drew(one, b"fox"), region, Button.AROUND)
    request = await wanted(one, ask)
    assert request.images == (InputImage(b"wide fox", "image/png"),)
    assert mask.encode() in (request.mask or b"")
    assert b"(1536, 1024)" in (request.mask or b"")
    assert "change only what the mask leaves open" in request.words


async def test_a_file_of_a_message_is_fetched_again() -> None:
    brought = Brought((InputImage(b"photo", "image/jpeg"),))
    one = studio(files=FakeFiles(brought))
    form = PartForm("V1", "U1", CELLS, Button.CHANGED, "a hat")
    ask = part_ask(form, PartPlace(THREAD, file=Attached("F1", "a.jpg")))
    request = await wanted(one, ask)
    assert request.images == (InputImage(b"photo", "image/png"),)
    one.files.brought = Brought(unused=("a.jpg (gone)",))
    with pytest.raises(AskError, match="no longer there"):
        await wanted(one, replace(ask, claim="another"))


async def test_a_picture_that_is_gone_is_told() -> None:
    one = studio()
    before = await drew(one, b"fox")
    assert before.answer is not None
    await one.shelf.drop(before.answer.pictures[0].sha256)
    with pytest.raises(AskError, match="no longer there"):
        await wanted(one, of_part(before))
