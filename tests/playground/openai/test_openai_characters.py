"""Characters and styles: looks stay where a picture is sent along, and only there."""

import base64
from collections.abc import Awaitable, Callable
from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from openai import AsyncOpenAI
from PIL import Image, ImageChops

from playground.artist import imagine, paint, scene_from_picture
from playground.openai import OpenAIEmulator
from playground.openai.likeness import looks_of
from tests.playground.openai.asking import SET, asking
from tests.playground.openai.test_openai_images import made_by, png, wanting

PIXEL = paint(imagine("a fox", seed=77), (256, 256))
WINTER = paint(imagine("a village as a watercolour"), (256, 256))
KEEP = "Keep a character recognisable; take from a style only how it is done."
LINE = "The character “Pixel”. People describe it as “a fox”."
Ask = Callable[..., Awaitable[bytes]]


def line(text: str) -> dict[str, Any]:
    return {"type": "input_text", "text": text}


def image(data: bytes) -> dict[str, Any]:
    url = f"data:image/png;base64,{base64.b64encode(data).decode()}"
    return {"type": "input_image", "image_url": url, "detail": "auto"}


def said(*content: dict[str, Any]) -> list[dict[str, Any]]:
    return [{"role": "user", "content": [*content]}]


def fox(data: bytes) -> tuple[str, int]:
    """The kind and the marks of the fox on a picture."""
    [found] = [t for t in scene_from_picture(data).things if t.kind == "fox"]
    return found.colour, found.seed


@pytest.fixture
def drawn(model: OpenAIEmulator, client: AsyncOpenAI) -> Ask:
    """The picture that the model draws for these parts of a message."""

    async def ask(*content: dict[str, Any], **more: Any) -> bytes:
        made = await client.responses.create(**asking(said(*content), **more))
        return model.responses[made.id].pictures[-1]

    return ask


async def test_a_character_keeps_its_looks_where_its_picture_comes(drawn: Ask) -> None:
    new = await drawn(
        line("Pixel in a forest"), line(LINE), image(PIXEL), instructions=KEEP
    )
    assert fox(new) == fox(PIXEL)
    assert scene_from_picture(new).background == "forest"


async def test_a_name_alone_gives_other_looks(drawn: Ask) -> None:
    new = await drawn(line("Pixel the fox in a forest"), instructions=KEEP)
    assert fox(new) != fox(PIXEL)


async def test_where_nobody_says_so_it_is_a_picture_like_any_other(
    model: OpenAIEmulator, drawn: Ask
) -> None:
    await drawn(line("make it night"), line(LINE), image(PIXEL))
    [record] = model.responses.values()
    assert (record.references, record.attached) == ((), (PIXEL,))


async def test_a_style_gives_its_manner_and_none_of_its_things(drawn: Ask) -> None:
    new = await drawn(
        line("a fox in our Winter style"),
        line("The style “Winter”."),
        image(WINTER),
        instructions=KEEP,
    )
    scene = scene_from_picture(new)
    assert scene.style == scene_from_picture(WINTER).style != ""
    assert [thing.kind for thing in scene.things] == ["fox"]


async def test_a_chain_still_knows_what_came_before(
    model: OpenAIEmulator, client: AsyncOpenAI
) -> None:
    first = await client.responses.create(
        **asking(said(line("Pixel"), line(LINE), image(PIXEL)), instructions=KEEP)
    )
    more = {"previous_response_id": first.id, "instructions": KEEP}
    again = await client.responses.create(
        **asking("a new picture: pixel on the beach", **more)
    )
    assert fox(model.responses[again.id].pictures[0]) == fox(PIXEL)


async def test_a_set_names_the_characters_of_the_words(
    model: OpenAIEmulator, client: AsyncOpenAI
) -> None:
    described = {**SET, "description": "… `character NAME` …"}
    content = said(line("four posters of Pixel"), line(LINE), image(PIXEL))
    made = await client.responses.create(
        **asking(content, tools=[described], instructions=KEEP)
    )
    [call] = [item for item in made.output if item.type == "function_call"]
    assert call.arguments.count('"uses":["character Pixel"]') == 4


async def test_the_image_model_keeps_them_as_well(client: AsyncOpenAI) -> None:
    words = f"Pixel by night\n\nImage 1: the character “Pixel”, “a fox”.\n{KEEP}"
    [new] = await made_by(client, **wanting(words, image=[png(PIXEL)]))
    assert fox(new) == fox(PIXEL)
    assert scene_from_picture(new).time == "night"
    [other] = await made_by(client, **wanting("Pixel the fox by night"))
    assert fox(other) != fox(PIXEL)


async def test_it_joins_a_picture_that_is_changed(client: AsyncOpenAI) -> None:
    beach = paint(imagine("a boat on a lake"), (256, 256))
    words = f"with Pixel\n\nImage 2: the character “Pixel”.\n{KEEP}"
    [new] = await made_by(client, **wanting(words, image=[png(beach), png(PIXEL)]))
    kinds = [thing.kind for thing in scene_from_picture(new).things]
    assert "boat" in kinds
    assert fox(new) == fox(PIXEL)


def test_looks_can_be_seen() -> None:
    """Two foxes in the same place differ in their marks."""
    scene = imagine("a fox", seed=77)
    [thing] = scene.things
    other = replace(scene, things=(replace(thing, seed=thing.seed + 1),))
    one, two = (
        Image.open(BytesIO(paint(each, (256, 256)))).convert("RGB")
        for each in (scene, other)
    )
    assert ImageChops.difference(one, two).getbbox()


async def test_sketches_keep_them_too(client: AsyncOpenAI) -> None:
    async with OpenAIEmulator(sketchy=True) as sketchy:
        there = client.with_options(base_url=sketchy.base_url, api_key=sketchy.api_key)
        [first] = await made_by(there, **wanting("Pixel"))
        words = f"Pixel\n\nImages 1 to 1: the character “Pixel”.\n{KEEP}"
        [again] = await made_by(there, **wanting(words, image=[png(first)]))
        [without] = await made_by(there, **wanting("Pixel"))
    assert looks_of(again) == looks_of(first)
    assert looks_of(without) != looks_of(first)
