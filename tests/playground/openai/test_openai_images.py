"""Direct pictures: how they are asked for, how they come, and what they look like."""

import asyncio
import base64
import io
from typing import Any, get_args
from xml.etree import ElementTree

import openai
import pytest
from openai import AsyncOpenAI
from openai.types import ImageEditStreamEvent, ImageGenStreamEvent, ImagesResponse
from PIL import Image, ImageChops, ImageDraw
from pydantic import TypeAdapter

from playground.artist import scene_from_picture
from playground.openai import OpenAIEmulator, load_script
from playground.openai.images_record import ImageRecord
from playground.openai.scripts import script_names
from playground.openai.steps import Raw
from playground.openai.wire import Wire, plain

MODEL = "gpt-image-2.6-sunburst"
SIZE = (1024, 1024)
CLASSES: dict[str, Any] = {
    get_args(kind.model_fields["type"].annotation)[0]: kind
    for union in (ImageGenStreamEvent, ImageEditStreamEvent)
    for kind in get_args(get_args(union)[0])
}


def wanting(words: str = "a lighthouse at night", **more: Any) -> dict[str, Any]:
    return {"model": MODEL, "prompt": words, "size": "1024x1024", **more}


async def events_of(client: AsyncOpenAI, **asked: Any) -> list[Any]:
    make: Any = client.images.edit if "image" in asked else client.images.generate
    async with await make(stream=True, **asked) as stream:
        return [event async for event in stream]


async def made_by(client: AsyncOpenAI, **asked: Any) -> list[bytes]:
    make: Any = client.images.edit if "image" in asked else client.images.generate
    made = await make(**asked)
    return [base64.b64decode(one.b64_json) for one in made.data]


def png(data: bytes, name: str = "a.png") -> tuple[str, bytes, str]:
    return name, data, "image/png"


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


def filled(
    colour: Any = "red", size: tuple[int, int] = SIZE, form: str = "PNG"
) -> bytes:
    out = io.BytesIO()
    mode = "RGBA" if isinstance(colour, tuple) and len(colour) == 4 else "RGB"
    Image.new(mode, size, colour).save(out, form)
    return out.getvalue()


HOLE = (256, 384, 640, 768)


def with_hole(size: tuple[int, int] = SIZE, box: Any = HOLE) -> bytes:
    """A mask: clear where the picture may change."""
    image = Image.new("RGBA", size, (0, 0, 0, 255))
    ImageDraw.Draw(image).rectangle((box[0], box[1], box[2] - 1, box[3] - 1), 0)
    return saved(image)


def with_mark(box: Any = HOLE) -> bytes:
    """A markup: a ring on nothing."""
    image = Image.new("RGBA", SIZE)
    ImageDraw.Draw(image).ellipse(box, outline="red", width=8)
    return saved(image)


def saved(image: Image.Image) -> bytes:
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def changed_box(before: bytes, after: bytes) -> tuple[int, int, int, int] | None:
    """The smallest box around all pixels that differ."""
    one, other = (opened(data).convert("RGB") for data in (before, after))
    return ImageChops.difference(one, other).getbbox()


def within(box: Any, outer: Any) -> bool:
    return bool(box) and all(
        (box[0] >= outer[0], box[1] >= outer[1], box[2] <= outer[2], box[3] <= outer[3])
    )


@pytest.fixture
async def sketch() -> Any:
    """An emulator of quick pictures, and its client."""
    async with (
        OpenAIEmulator(sketchy=True) as model,
        AsyncOpenAI(
            api_key=model.api_key, base_url=model.base_url, max_retries=0, timeout=20
        ) as client,
    ):
        yield model, client


Sides = tuple[OpenAIEmulator, AsyncOpenAI]


async def test_a_stream_shows_previews_and_then_the_picture(sketch: Sides) -> None:
    model, client = sketch
    events = await events_of(client, **wanting(partial_images=2))
    assert [e.type for e in events] == [
        "image_generation.partial_image",
        "image_generation.partial_image",
        "image_generation.completed",
    ]
    last = events[-1]
    assert (last.size, last.quality, last.background) == ("1024x1024", "medium",
                                                          "opaque")  # fmt: skip
    assert last.usage.total_tokens == last.usage.input_tokens + last.usage.output_tokens
    [record] = model.images.values()
    assert record.pictures == [base64.b64decode(last.b64_json)] == model.pictures
    assert record.status == "completed"
    assert not model.responses


async def test_without_previews_there_is_one_event(sketch: Sides) -> None:
    _, client = sketch
    assert len(await events_of(client, **wanting())) == 1


async def test_each_preview_costs_a_hundred_tokens(sketch: Sides) -> None:
    _, client = sketch
    [*_, none], [*_, three] = [
        await events_of(client, **wanting(partial_images=n)) for n in (0, 3)
    ]
    assert three.usage.output_tokens - none.usage.output_tokens == 300


async def test_an_edit_has_events_of_its_own_and_counts_what_came(
    sketch: Sides,
) -> None:
    model, client = sketch
    files = [png(filled()), png(filled("blue"))]
    events = await events_of(
        client, **wanting("both", image=files, partial_images=1, quality="low")
    )
    assert [e.type for e in events] == ["image_edit.partial_image",
                                        "image_edit.completed"]  # fmt: skip
    assert events[-1].usage.input_tokens_details.image_tokens == 2 * 1056
    [note] = model.requests
    assert note.body["image"] == [
        f"a.png, image/png, {len(data)} bytes" for _, data, _ in files
    ]
    assert note.body["partial_images"] == 1
    assert note.response_id in model.images


async def test_several_pictures_come_at_once_and_no_two_are_alike(
    sketch: Sides,
) -> None:
    _, client = sketch
    made = await made_by(client, **wanting(n=3))
    assert len(set(made)) == 3


async def test_an_answer_is_what_the_sdk_expects(sketch: Sides) -> None:
    _, client = sketch
    made = await client.images.generate(**wanting(user="u1", n=2))
    TypeAdapter(ImagesResponse).validate_python(made.model_dump())
    assert made.safety_identifier == "u1"
    assert made.usage
    assert made.usage.output_tokens == 2 * 1767
    assert all(one.revised_prompt is None for one in made.data or ())


@pytest.mark.parametrize(("form", "kind"), [("jpeg", "JPEG"), ("webp", "WEBP")])
async def test_a_picture_has_its_format_and_compression(
    client: AsyncOpenAI, form: str, kind: str
) -> None:
    asked = wanting(output_format=form)
    [fine] = await made_by(client, **asked)
    [rough] = await made_by(client, **wanting(output_format=form, output_compression=5))
    assert opened(fine).format == opened(rough).format == kind
    assert len(rough) < len(fine) / 2


async def test_a_loop_has_its_frames_where_one_has_access(
    model: OpenAIEmulator, client: AsyncOpenAI
) -> None:
    model.formats.add("gif")
    asked = wanting("two boats", output_format="gif", frame_count=4)
    [data] = await made_by(client, **asked, extra_body={"frame_duration_ms": 120})
    image: Any = opened(data)
    assert (image.format, image.n_frames, image.size) == ("GIF", 4, SIZE)
    assert image.info["duration"] == 120


async def test_a_drawing_is_markup_and_tells_who_wrote_it(
    model: OpenAIEmulator, client: AsyncOpenAI
) -> None:
    model.formats.add("svg")
    asked = wanting("a red boat & <b>two trees</b>", output_format="svg")
    made = await client.images.generate(**asked, svg={"model": "gpt-6-astra"})
    TypeAdapter(ImagesResponse).validate_python(made.model_dump())
    assert made.svg_usage
    assert made.svg_usage.model == "gpt-6-astra"
    [data] = model.pictures
    root = ElementTree.fromstring(data)
    assert root.tag.endswith("}svg")
    assert [part for part in root.iter() if part.tag.endswith("}path")]


async def test_a_transparent_picture_is_clear_at_its_corner(
    client: AsyncOpenAI,
) -> None:
    [data] = await made_by(client, **wanting("a red boat", background="transparent"))
    assert opened(data).convert("RGBA").getpixel((0, 0))[3] == 0  # type: ignore[index] # of RGBA


async def test_an_edit_is_the_same_picture_changed(client: AsyncOpenAI) -> None:
    [first] = await made_by(client, **wanting("a lighthouse with two boats"))
    asked = wanting("make it night", image=png(first))
    [second] = await made_by(client, **asked)
    before, after = scene_from_picture(first), scene_from_picture(second)
    assert [t.kind for t in before.things] == [t.kind for t in after.things]
    assert after.time == "night"
    assert changed_box(first, second)


async def test_variations_show_the_same_things_elsewhere(client: AsyncOpenAI) -> None:
    [first] = await made_by(client, **wanting("a lighthouse with two boats"))
    made = []
    for number in (1, 2, 3):
        words = f"A variation of this picture: Variation {number} of 3"
        made += await made_by(client, **wanting(words, image=png(first)))
    scenes = [scene_from_picture(data) for data in (first, *made)]
    kinds = [[t.kind for t in scene.things] for scene in scenes]
    assert all(kind == kinds[0] for kind in kinds)
    assert len({scene.things for scene in scenes}) == 4


async def test_a_foreign_photo_is_varied_in_another_light(client: AsyncOpenAI) -> None:
    photo = filled("#808080", form="JPEG")
    asked = wanting("something else", image=("a.jpg", photo, "image/jpeg"), n=2)
    made = await made_by(client, **asked)
    scenes = [scene_from_picture(data) for data in made]
    assert {scene.background for scene in scenes} == {"photo"}
    assert made[0] != made[1]


async def test_the_same_picture_with_more_pixels_is_not_varied(
    client: AsyncOpenAI,
) -> None:
    [first] = await made_by(client, **wanting("a lighthouse with two boats"))
    words = "The same picture, unchanged, with more detail"
    larger = wanting(words, image=png(first), size="1536x1536")
    [second] = await made_by(client, **larger)
    assert opened(second).size == (1536, 1536)
    assert scene_from_picture(first) == scene_from_picture(second)


@pytest.mark.parametrize("sketchy", [True, False])
async def test_a_mask_keeps_what_is_outside(sketchy: bool) -> None:
    async with (
        OpenAIEmulator(sketchy=sketchy) as model,
        AsyncOpenAI(api_key=model.api_key, base_url=model.base_url) as client,
    ):
        [first] = await made_by(client, **wanting("a lighthouse with two boats"))
        asked = wanting("a red bicycle", image=png(first), mask=png(with_hole()))
        events = await events_of(client, **asked, partial_images=1)
        for event in events:
            made = base64.b64decode(event.b64_json)
            assert within(changed_box(first, made), HOLE)
        model.play("images_strays")
        [strayed] = await made_by(client, **asked)
        assert not within(changed_box(first, strayed), HOLE)


async def test_what_the_words_name_fills_the_part(client: AsyncOpenAI) -> None:
    [first] = await made_by(client, **wanting("a lighthouse with two boats"))
    asked = wanting("a red bicycle", image=png(first), mask=png(with_hole()))
    [made] = await made_by(client, **asked)
    left, top, right, bottom = changed_box(first, made) or (0, 0, 0, 0)
    assert right - left > 0.7 * (HOLE[2] - HOLE[0])
    assert bottom - top > 0.7 * (HOLE[3] - HOLE[1])


async def test_a_picture_is_continued_around_what_is_kept(client: AsyncOpenAI) -> None:
    wide, middle = (1536, 1024), (256, 0, 1280, 1024)
    [first] = await made_by(client, **wanting("a lighthouse with two boats"))
    canvas, mask = Image.new("RGBA", wide), Image.new("RGBA", wide)
    canvas.paste(opened(first).convert("RGBA"), middle[:2])
    mask.paste((0, 0, 0, 255), middle)
    [made] = await made_by(
        client,
        **wanting(
            "continue the picture to both sides",
            image=png(saved(canvas)),
            mask=png(saved(mask)),
            size="1536x1024",
        ),
    )
    after = opened(made).convert("RGB")
    assert changed_box(first, saved(after.crop(middle))) is None
    edges = [after.crop((x, 0, x + 8, 1024)).resize((1, 1)) for x in (248, 256)]
    near, kept = (edge.getpixel((0, 0)) for edge in edges)
    assert all(abs(a - b) < 16 for a, b in zip(near, kept, strict=True))  # type: ignore[arg-type] # of RGB


async def test_a_markup_changes_what_is_around_its_marks(sketch: Sides) -> None:
    _, client = sketch
    first = filled("green")
    asked = wanting("a red bicycle", image=png(first), markup=png(with_mark()))
    [made] = await made_by(client, **asked)
    near = (HOLE[0] - 24, HOLE[1] - 24, HOLE[2] + 25, HOLE[3] + 25)
    assert within(changed_box(first, made), near)


async def test_without_a_size_an_edit_keeps_that_of_its_picture(
    sketch: Sides,
) -> None:
    _, client = sketch
    wide = filled(size=(1280, 720))
    small = filled(size=(300, 600))
    for data, size in ((wide, (1280, 720)), (small, (1024, 1536))):
        [made] = await made_by(
            client, **wanting("in blue", image=png(data), size="auto")
        )
        assert opened(made).size == size


async def test_a_stream_stands_still_where_it_is_held(sketch: Sides) -> None:
    model, client = sketch
    model.hold(before="image_generation.completed")
    asking = [
        asyncio.create_task(events_of(client, **wanting(words, partial_images=1)))
        for words in ("a boat", "a tree")
    ]
    await model.until(lambda: len(model.held) == 2)
    kinds = [[e.type for e in r.events] for r in model.images.values()]
    assert kinds == [["image_generation.partial_image"]] * 2
    model.release()
    assert all([len(await one) == 2 for one in asking])


async def test_so_does_an_answer_that_is_no_stream(sketch: Sides) -> None:
    model, client = sketch
    model.hold(before="image_generation.completed")
    asking = asyncio.create_task(made_by(client, **wanting()))
    await model.until(lambda: model.held)
    assert not asking.done()
    model.release()
    assert await asking


async def test_who_goes_away_loses_the_picture(sketch: Sides) -> None:
    model, client = sketch
    model.hold(before="image_generation.completed")
    stream: Any = await client.images.generate(**wanting(partial_images=1), stream=True)
    await anext(stream)
    await stream.close()
    [record] = model.images.values()
    await model.until(lambda: record.done)
    assert (record.status, record.closed_early) == ("cancelled", True)
    assert record.pictures == []


async def test_a_script_for_responses_waits_for_a_response(sketch: Sides) -> None:
    model, client = sketch
    model.play("failed")
    model.play("images_busy_then_fine")
    with pytest.raises(openai.RateLimitError):
        await client.images.generate(**wanting())
    assert await made_by(client, **wanting())
    assert (len(model.service.takes), len(model.service.image_takes)) == (1, 0)


async def test_a_direct_picture_cannot_be_chained_or_fetched(sketch: Sides) -> None:
    model, client = sketch
    await client.images.generate(**wanting())
    [id_] = model.images
    with pytest.raises(openai.BadRequestError):
        await client.responses.create(
            model="gpt-6.1-sol", input="and?", previous_response_id=id_
        )
    with pytest.raises(openai.NotFoundError):
        await client.responses.retrieve(id_)


async def to_the_end(client: AsyncOpenAI, **asked: Any) -> tuple[list[Any], str]:
    """The events of a stream, and the name of the error that ends it."""
    events: list[Any] = []
    make: Any = client.images.edit if "image" in asked else client.images.generate
    try:
        async with await make(stream=True, **asked) as stream:
            async for event in stream:
                events.append(event)  # noqa: PERF401 - what came before a break counts
    except openai.APIError as error:
        return events, type(error).__name__
    return events, ""


def complaints(record: ImageRecord, raw: set[str]) -> list[str]:
    """The objections of the SDK's types to the events of a request."""
    wires = [frame for frame in record.frames if isinstance(frame, Wire)]
    found = [f"{w.type} has a number" for w in wires if "sequence_number" in w.payload]
    for wire in wires:
        payload = plain(dict(wire.payload))
        if wire.type in raw or wire.type == "error" or payload.get("b64_json") is None:
            continue
        TypeAdapter(CLASSES[wire.type]).validate_python(payload)
    return found


@pytest.mark.parametrize("name", script_names("images"))
async def test_a_script_for_images_plays_to_its_end_in_the_sdks_own_types(
    sketch: Sides, name: str
) -> None:
    model, client = sketch
    model.play(script := load_script(name))
    patient = client.with_options(timeout=0.3 if "silence" in name else 20)
    image: dict[str, Any] = {"image": png(filled()), "mask": png(with_hole())}
    for _ in script.takes:
        await to_the_end(
            patient,
            **wanting(partial_images=3, **(image if "strays" in name else {})),
        )
    assert not model.service.image_takes
    raw = {s.event for take in script.takes for s in take if isinstance(s, Raw)}
    for record in model.images.values():
        await model.until(lambda record=record: record.done)  # type: ignore[misc] # bound early on purpose
        assert complaints(record, raw) == []


@pytest.mark.parametrize(
    ("name", "kinds", "error"),
    [
        ("usual", ["partial_image", "partial_image", "completed"], ""),
        ("one_preview_fewer", ["partial_image", "completed"], ""),
        ("no_previews", ["completed"], ""),
        ("cut", ["partial_image"], ""),
        ("reset", ["partial_image"], "APIConnectionError"),
        ("flat_error", ["partial_image", "error"], ""),
        ("nested_error", ["partial_image"], "APIError"),
        ("moderation_of_picture", ["partial_image"], "APIError"),
        ("busy_in_stream", [], "APIError"),
        ("overloaded", [], "InternalServerError"),
        ("moderation", [], "BadRequestError"),
        ("quota", [], "RateLimitError"),
    ],
)
async def test_what_a_client_sees_of_a_failure(
    sketch: Sides, name: str, kinds: list[str], error: str
) -> None:
    model, client = sketch
    model.play(f"images_{name}")
    events, raised = await to_the_end(client, **wanting(partial_images=2))
    assert [e.type.rpartition(".")[2] for e in events] == kinds
    assert raised == error


@pytest.mark.parametrize(
    ("name", "error"),
    [
        ("nested_error", openai.InternalServerError),
        ("busy_in_stream", openai.RateLimitError),
        ("moderation_of_picture", openai.BadRequestError),
        ("cut", openai.APIConnectionError),
    ],
)
async def test_without_a_stream_a_failure_is_an_answer(
    sketch: Sides, name: str, error: type[openai.APIError]
) -> None:
    model, client = sketch
    model.play(f"images_{name}")
    with pytest.raises(error):
        await client.images.generate(**wanting())


async def test_moderation_tells_its_stage_when_it_comes_late(sketch: Sides) -> None:
    model, client = sketch
    model.play("images_moderation_of_picture")
    with pytest.raises(openai.APIError) as refusal:
        async for _ in await client.images.generate(**wanting(), stream=True):
            pass
    body: Any = refusal.value.body
    assert body["moderation_details"]["moderation_stage"] == "output"
    assert refusal.value.code == "moderation_blocked"
