"""A reply that names one picture of a set by its number, after every kind of set.

The model that looks things up was shown all of them, with their numbers, once. The one
that only draws is given the picture that is meant, and no other.
"""

import io
from collections.abc import Awaitable, Callable

import pytest
from PIL import Image

from playground.slack.messages import Message
from tests.postgres_server import new_database
from tests.whole.conftest import Room, Start, has_ended, pictures
from tests.whole.test_photo_booth import filled, form_of, offered, photo

NIGHT = "number 3, but at night"
Way = Callable[[Room], Awaitable[Message]]


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.slow)])
async def base(request: pytest.FixtureRequest) -> dict[str, str]:
    """Both engines."""
    alone = request.param == "sqlite"
    return {} if alone else {"database_url": await new_database()}


async def by_model(room: Room) -> Message:
    return await room.ask("@Darkroom four logos for a bakery called Crumb")


async def by_count(room: Room) -> Message:
    return await room.ask("@Darkroom a logo for a bakery --count 4")


async def by_direct_count(room: Room) -> Message:
    return await room.ask("@Darkroom a logo for a bakery --direct --count 4")


async def by_variations(room: Room) -> Message:
    first = await room.ask("@Darkroom a lighthouse at night")
    await room.ann.clicks(first, "variations")
    return await room.ended(first)


async def by_booth(room: Room) -> Message:
    answer = await offered(room, files=[photo()])
    await room.ann.clicks(answer, "photo_booth")
    looks = filled("Claymation", "Knitted", "Comic cover", "Pixel art")
    assert not await room.ann.submits(await form_of(room), looks)
    return await room.ended(answer)


WAYS = [by_model, by_count, by_direct_count, by_variations, by_booth]


async def said(room: Room, words: str, below: Message) -> Message:
    """A reply below the set, and its answer."""
    asked = await room.ann.says(below.channel, words, thread=below)
    return await room.ended(asked)


async def whole(room: Room, sheet: Message, number: int) -> bytes:
    """One of the pictures, as a press of its number shows it."""
    known = {each.ts for each in room.beside(sheet)}
    await room.ann.clicks(sheet, f"pick_{number}")
    await room.slack.until(lambda: len(room.beside(sheet)) > len(known))
    picked = next(each for each in room.beside(sheet) if each.ts not in known)
    await room.slack.until(lambda: has_ended(picked))
    [file] = pictures(picked)
    data = room.slack.team().files[file].data
    assert data
    return data


def same(small: bytes, large: bytes) -> bool:
    """Whether one is the other, made small."""
    ours, theirs = (
        Image.open(io.BytesIO(each)).convert("RGB").resize((48, 48)).tobytes()
        for each in (small, large)
    )
    far = sum(abs(a - b) for a, b in zip(ours, theirs, strict=True)) / len(ours)
    return far < 3


def lines(room: Room) -> str:
    """The input of the last request to the model that looks things up."""
    return str(room.model.requests[-1].body["input"])


@pytest.mark.parametrize("way", WAYS)
async def test_the_model_knows_which_one_is_meant(
    room: Room, start: Start, way: Way
) -> None:
    """All of them came to it once, in order, and a reply after that brings none."""
    await start()
    sheet = await way(room)
    assert pictures(await said(room, NIGHT, sheet))
    last = list(room.model.responses.values())[-1]
    shown = [
        each for record in room.model.responses.values() for each in record.returned
    ]
    assert [each.number for each in shown] == [1, 2, 3, 4]
    assert all(each.title for each in shown)
    await said(room, "number 2, but in snow", sheet)
    assert "input_image" not in lines(room)
    assert list(room.model.responses.values())[-1].previous_response_id == last.id
    for each in shown:
        assert same(each.data, await whole(room, sheet, each.number))


@pytest.mark.parametrize("way", WAYS)
async def test_what_is_drawn_directly_starts_from_the_one_that_is_meant(
    room: Room, start: Start, way: Way
) -> None:
    await start()
    sheet = await way(room)
    night = await said(room, f"{NIGHT} --direct", sheet)
    *_, made = room.model.images.values()
    assert made.way == "edit"
    assert made.request["prompt"] == "at night"
    assert "Drawn directly from: at night" in str(night.blocks)
    assert "number 3" in str(night.blocks)
    assert made.attached == (await whole(room, sheet, 3),)


async def test_what_is_drawn_directly_starts_from_all_that_are_meant(
    room: Room, start: Start
) -> None:
    """In the order in which they are named, and in one picture."""
    await start()
    sheet = await by_count(room)
    answer = await said(room, "numbers 3 and 2 together --direct", sheet)
    *_, made = room.model.images.values()
    third, second = await whole(room, sheet, 3), await whole(room, sheet, 2)
    assert made.attached == (third, second)
    assert made.request["prompt"] == "these pictures together"
    assert "Drawn from numbers 3 and 2." in str(answer.blocks)
    lost = await said(room, "numbers 2 and 7 together --direct", sheet)
    assert "no number 7 here" in str(lost.blocks)
    assert len(room.model.images) == 5


async def test_a_set_can_be_made_of_several_of_another_set(
    room: Room, start: Start
) -> None:
    await start()
    sheet = await by_count(room)
    words = "put the oven from number 4 into number 1 --count 2"
    await said(room, words, sheet)
    fourth, first = await whole(room, sheet, 4), await whole(room, sheet, 1)
    made = list(room.model.images.values())[4:]
    assert [each.attached for each in made] == [(fourth, first)] * 2
    prompt = "put the oven from picture 1 into picture 2"
    assert {each.request["prompt"] for each in made} == {prompt}


async def test_the_model_knows_the_numbers_after_one_was_picked(
    room: Room, start: Start
) -> None:
    """The picked one is the current picture, and the others have come as well."""
    await start()
    sheet = await by_count(room)
    second = await whole(room, sheet, 2)
    await said(room, NIGHT, sheet)
    [record] = room.model.responses.values()
    assert [each.number for each in record.returned] == [1, 2, 3, 4]
    assert record.attached == (second,)


async def test_a_direct_reply_can_name_another_one_after_a_pick(
    room: Room, start: Start
) -> None:
    await start()
    sheet = await by_count(room)
    second = await whole(room, sheet, 2)
    await said(room, "with wheat ears --direct", sheet)
    *_, made = room.model.images.values()
    assert made.attached == (second,)
    await said(room, f"{NIGHT} --direct", sheet)
    *_, made = room.model.images.values()
    assert made.attached == (await whole(room, sheet, 3),)


async def test_a_set_can_be_made_of_one_of_another_set(
    room: Room, start: Start
) -> None:
    await start()
    sheet = await by_count(room)
    await said(room, f"{NIGHT} --count 2", sheet)
    third = await whole(room, sheet, 3)
    made = list(room.model.images.values())[4:]
    assert [each.attached for each in made] == [(third,)] * 2
    assert {each.request["prompt"] for each in made} == {"at night"}


@pytest.mark.parametrize("flag", ["--direct", "--count 2"])
async def test_a_number_that_is_not_there_is_said_and_costs_nothing(
    room: Room, start: Start, flag: str
) -> None:
    room.model.play("images_moderation")
    await start()
    sheet = await by_count(room)
    [lost] = [n for n in range(1, 5) if f"pick_{n}" not in str(sheet.blocks)]
    for number in (lost, 7):
        answer = await said(room, f"number {number}, but at night {flag}", sheet)
        assert f"no number {number} here" in str(answer.blocks)
    assert len(room.model.images) == 3
