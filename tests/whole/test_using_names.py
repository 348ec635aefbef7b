"""Using characters and styles by naming them: what is sent along, and what is not."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.core.turn.taught import NameKind
from playground.artist import scene_from_picture
from playground.openai.likeness import looks_of, manner_of
from tests.postgres_server import new_database
from tests.whole.conftest import Room, Start, has_ended
from tests.whole.taught import FOX, School, drawn, images, last, school_in, texts
from tests.whole.test_parts import filled, opened_form

LINE = f"The character “Pixel”, which people describe as “{FOX}”."


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.slow)])
async def base(request: pytest.FixtureRequest) -> dict[str, str]:
    """Both engines."""
    alone = request.param == "sqlite"
    return {} if alone else {"database_url": await new_database()}


@pytest.fixture
async def school(
    room: Room, start: Start, base: dict[str, str], tmp_path: Path
) -> AsyncIterator[School]:
    """With the bot already running."""
    await start()
    async with school_in(room, tmp_path, base.get("database_url", "")) as school:
        yield school


@pytest.fixture
async def pixel(school: School) -> bytes:
    """The one picture of the character Pixel."""
    data = await school.draws()
    await school.teach("Pixel", data)
    return data


async def test_a_name_brings_its_picture_and_its_sentence_in_any_channel(
    room: Room, pixel: bytes
) -> None:
    answer = await room.ask("@Darkroom pixel’s birthday", where="#design")
    assert images(last(room)) == [pixel]
    assert texts(last(room)) == ["pixel’s birthday", LINE]
    assert looks_of(last(room).pictures[-1]) == looks_of(pixel)
    assert "with Pixel (small fox)" in str(answer.blocks)


async def test_a_reply_in_a_chain_does_not_send_it_again(
    room: Room, school: School, pixel: bytes
) -> None:
    """Until it is changed, or OpenAI has lost the chain."""
    answer = await room.ask("@Darkroom Pixel waving")
    reply = await room.ask("Pixel by night", thread=answer)
    assert texts(last(room)) == ["Pixel by night"]
    assert looks_of(last(room).pictures[-1]) == looks_of(pixel)
    assert "with Pixel (small fox)" in str(reply.blocks)
    [known] = await school.names.of_team(room.slack.team().id)
    await school.names.change(replace(known, sentence="A fox with a hat"))
    await room.ask("Pixel by day", thread=answer)
    assert "A fox with a hat" in texts(last(room))[1]
    room.model.expire_all()
    await room.ask("at sunset", thread=answer)
    assert images(last(room))[-1:] == [pixel]
    await room.ask("and Pixel in fog", thread=answer)
    assert texts(last(room)) == ["and Pixel in fog"]


async def test_a_style_gives_only_its_manner(room: Room, school: School) -> None:
    data = await school.draws()
    await school.teach("Winter", data, kind=NameKind.STYLE, sentence="Pale and soft")
    answer = await room.ask("@Darkroom a hut in our winter style")
    new = last(room).pictures[-1]
    assert scene_from_picture(new).style == manner_of(data)
    assert looks_of(new) != looks_of(data)
    assert "with Winter style" in str(answer.blocks)


async def test_a_direct_picture_has_them_behind_what_it_changes(
    room: Room, pixel: bytes
) -> None:
    first = await room.ask("@Darkroom +pixel, waving --direct")
    prompt = str(drawn(room).request["prompt"])
    assert prompt.startswith("pixel, waving\n\nImage 1: the character “Pixel”")
    assert drawn(room).attached == (pixel,)
    assert looks_of(drawn(room).pictures[-1]) == looks_of(pixel)
    before = drawn(room).pictures[-1]
    await room.ask("Pixel by night --direct", thread=first)
    assert drawn(room).attached == (before, pixel)
    assert "\nImage 2: the character" in str(drawn(room).request["prompt"])


@pytest.mark.parametrize("words", ["four pictures of Pixel", "Pixel --count 4"])
async def test_each_picture_of_a_set_has_it(
    room: Room, pixel: bytes, words: str
) -> None:
    answer = await room.ask(f"@Darkroom {words}")
    assert len(room.model.images) == 4
    for each in room.model.images.values():
        assert each.attached == (pixel,)
        assert looks_of(each.pictures[-1]) == looks_of(pixel)
    assert "with Pixel (small fox)" in str(answer.blocks)


async def test_variations_have_it_beside_the_picture(room: Room, pixel: bytes) -> None:
    first = await room.ask("@Darkroom Pixel waving")
    await room.ann.clicks(first, "variations")
    await room.ended(first)
    [*each] = room.model.images.values()
    assert [len(one.attached) for one in each] == [2] * 4
    assert {one.attached[1] for one in each} == {pixel}


async def test_no_names_uses_none(room: Room, pixel: bytes) -> None:
    answer = await room.ask("@Darkroom Pixel and +nobody --no-names")
    assert texts(last(room)) == ["Pixel and +nobody"]
    assert looks_of(last(room).pictures[-1]) != looks_of(pixel)
    assert "with Pixel" not in str(answer.blocks)


async def test_a_wrong_plus_name_costs_nothing_and_has_a_proposal(
    room: Room, pixel: bytes
) -> None:
    before = len(room.model.responses)
    answer = await room.ask("@Darkroom +pixl waving")
    assert len(room.model.responses) == before
    assert "“pixl”" in str(answer.blocks)
    assert "Did you mean `+Pixel`?" in str(answer.blocks)


async def test_the_newest_pictures_go_along_if_there_are_too_many(
    room: Room, school: School
) -> None:
    portraits = [await school.draws() for _ in range(4)]
    for number in range(5):
        await school.teach(f"Fox{number}", *portraits, made=float(number))
    named = " ".join(f"Fox{number}" for number in range(5))
    answer = await room.ask(f"@Darkroom {named}")
    assert len(images(last(room))) == 16
    assert "“Fox0”" in texts(last(room))[1]
    assert images(last(room))[:4] == portraits  # Fox0 has none
    assert "only the newest pictures" in str(answer.blocks)
    reply = await room.ask("Fox0 alone", thread=answer)
    assert images(last(room)) == portraits
    assert has_ended(reply)


async def test_a_channels_name_is_only_known_there(room: Room, school: School) -> None:
    data = await school.draws()
    channel = room.slack.team().channel("#general")
    await school.teach("Pixel", data, channel=channel.id)
    await room.ask("@Darkroom Pixel waving", where="#design")
    assert images(last(room)) == []
    await room.ask("@Darkroom Pixel waving", where="#general")
    assert images(last(room)) == [data]


async def test_a_name_of_another_workspace_is_none(room: Room, school: School) -> None:
    await school.teach("Pixel", await school.draws(), team="T_OTHER")
    answer = await room.ask("@Darkroom Pixel waving")
    assert texts(last(room)) == ["Pixel waving"]
    assert "with Pixel" not in str(answer.blocks)


async def test_details_tell_of_it_as_it_is_now(
    room: Room, school: School, pixel: bytes
) -> None:
    answer = await room.ask("@Darkroom Pixel waving")
    await room.ann.clicks(answer, "details")
    await room.slack.until(lambda: room.slack.modal_of("ann") is not None)
    told = str(room.slack.modal_of("ann"))
    assert "With the character “Pixel”" in told
    assert FOX in told
    assert f"1 picture · taught by <@{room.ann.user.id}>" in told


async def test_details_show_its_pictures_until_they_are_closed(
    room: Room, school: School, pixel: bytes
) -> None:
    answer = await room.ask("@Darkroom Pixel waving")
    await room.ann.clicks(answer, "details")
    await room.slack.until(lambda: "the-pictures" in str(room.slack.modal_of("ann")))
    form = room.slack.modal_of("ann")
    assert form is not None
    [image] = [each for each in form.blocks if each["type"] == "image"]
    file = room.slack.team().files[image["slack_file"]["id"]]
    await room.ann.closes(form)
    await room.slack.until(lambda: file.deleted)


async def test_a_part_of_a_picture_can_become_a_character(
    room: Room, pixel: bytes
) -> None:
    """The masked picture comes first."""
    first = await room.ask("@Darkroom a meadow --format png --size 1:1 --no-names")
    turn = len(room.model.responses)
    form = await opened_form(room, first, "change_part", turn)
    chosen = filled("B2", "C2", wish="Pixel is sitting here")
    assert not await room.ann.submits(form, chosen)
    await room.ended(first)
    assert len(drawn(room).attached) == 2
    assert drawn(room).attached[1] == pixel
    assert "Image 2: the character “Pixel”" in str(drawn(room).request["prompt"])
