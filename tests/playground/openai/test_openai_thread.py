"""The thin thread: an ask, its stream, the next ask, scripts and holds."""

import asyncio
import base64

import pytest
from openai import AsyncOpenAI

from playground.artist import imagine, paint, scene_from_picture
from playground.openai import OpenAIEmulator
from tests.playground.openai.asking import asking, stream_of, types_of

pytestmark = pytest.mark.slow


async def test_an_ask_for_facts_and_a_picture_searches_draws_and_says(
    client: AsyncOpenAI,
) -> None:
    events = await stream_of(client, **asking("a poster with the latest Knicks score"))
    assert types_of(events)[:2] == ["response.created", "response.in_progress"]
    assert events[-1].type == "response.completed"
    made = [item.type for item in events[-1].response.output]
    calls = ["web_search_call", "web_search_call", "image_generation_call"]
    assert [kind for kind in made if kind != "reasoning"] == [*calls, "message"]
    assert [event.sequence_number for event in events] == list(range(len(events)))


async def test_the_picture_comes_twice_and_is_kept(
    model: OpenAIEmulator, client: AsyncOpenAI
) -> None:
    events = await stream_of(client, **asking())
    [done] = [
        event.item
        for event in events
        if event.type == "response.output_item.done"
        and event.item.type == "image_generation_call"
    ]
    [again] = [
        item
        for item in events[-1].response.output
        if item.type == "image_generation_call"
    ]
    [record] = model.responses.values()
    assert base64.b64decode(done.result) == record.pictures[0]
    assert done.result == again.result


async def test_a_reply_edits_the_picture_before_it(client: AsyncOpenAI) -> None:
    first = await client.responses.create(**asking())
    second = await client.responses.create(
        **asking("make it day", previous_response_id=first.id)
    )
    [drawn] = [i for i in second.output if i.type == "image_generation_call"]
    assert second.previous_response_id == first.id
    assert drawn.action == "edit"


async def test_the_night_comes_and_the_lighthouse_stays(
    model: OpenAIEmulator, client: AsyncOpenAI
) -> None:
    first = await client.responses.create(**asking("a lighthouse with two boats"))
    second = await client.responses.create(
        **asking("make it night", previous_response_id=first.id)
    )
    before, after = (
        scene_from_picture(model.responses[made.id].pictures[0])
        for made in (first, second)
    )
    assert (before.time, after.time) == ("day", "night")
    assert after.things == before.things


async def test_several_attached_pictures_are_joined(
    model: OpenAIEmulator, client: AsyncOpenAI
) -> None:
    data = [paint(imagine(words), (128, 128)) for words in ("a lighthouse", "a boat")]
    urls = [f"data:image/png;base64,{base64.b64encode(d).decode()}" for d in data]
    shown = [{"type": "input_image", "image_url": u, "detail": "auto"} for u in urls]
    words = {"type": "input_text", "text": "put these together"}
    made = await client.responses.create(
        **asking([{"role": "user", "content": [words, *shown]}])
    )
    scene = scene_from_picture(model.responses[made.id].pictures[0])
    assert {"lighthouse", "boat"} <= {thing.kind for thing in scene.things}


async def test_a_held_stream_waits_before_the_event_and_goes_on_when_released(
    model: OpenAIEmulator, client: AsyncOpenAI
) -> None:
    model.hold(before="response.image_generation_call.partial_image", index=1)
    reading = asyncio.create_task(stream_of(client, **asking()))
    await model.until(lambda: model.held)
    [record] = model.responses.values()
    sent = [event.type for event in record.events]
    assert sent.count("response.image_generation_call.partial_image") == 1
    model.release()
    assert types_of(await reading)[-1] == "response.completed"


async def test_a_client_that_goes_away_ends_the_response(
    model: OpenAIEmulator, client: AsyncOpenAI
) -> None:
    model.hold(before="response.output_item.done")
    stream = await client.responses.create(stream=True, **asking())
    await model.until(lambda: model.held)
    await stream.close()
    [record] = model.responses.values()
    await model.until(lambda: record.done)
    assert record.closed_early
    assert record.status == "cancelled"


async def test_a_script_is_played_once_and_then_the_model_answers_by_itself(
    model: OpenAIEmulator, client: AsyncOpenAI
) -> None:
    model.play("two_pictures")
    first = await client.responses.create(**asking())
    second = await client.responses.create(**asking())
    counts = [
        [item.type for item in response.output].count("image_generation_call")
        for response in (first, second)
    ]
    assert counts == [2, 1]


async def test_the_log_tells_the_request_without_its_key(
    model: OpenAIEmulator, client: AsyncOpenAI
) -> None:
    made = await client.responses.create(**asking())
    [request] = model.requests
    assert (request.path, request.status) == ("/v1/responses", 200)
    assert request.response_id == made.id
    assert model.api_key not in str(request)
