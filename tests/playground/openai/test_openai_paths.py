"""Background, resuming, cancelling, deleting; models, files, moderations; control."""

import asyncio
from typing import Any

import aiohttp
import openai
import pytest
from openai import AsyncOpenAI

from playground.openai import OpenAIEmulator
from playground.openai.profiles import Profile
from tests.playground.openai.asking import asking, stream_of, types_of
from tests.playground.openai.test_openai_refusals import as_url, small

HELD = "response.image_generation_call.partial_image"


async def in_background(client: AsyncOpenAI, **more: Any) -> Any:
    return await client.responses.create(**asking(background=True, **more))


async def after(client: AsyncOpenAI, id_: str, number: int) -> list[Any]:
    stream = await client.responses.retrieve(id_, stream=True, starting_after=number)
    async with stream:
        return [event async for event in stream]


@pytest.mark.slow
async def test_a_background_response_is_queued_and_ends_without_its_client(
    model: OpenAIEmulator, client: AsyncOpenAI
) -> None:
    queued = await in_background(client)
    assert queued.status == "queued"
    await model.until(lambda: model.responses[queued.id].done)
    assert (await client.responses.retrieve(queued.id)).status == "completed"


async def test_a_follower_that_comes_back_gets_exactly_the_rest_live(
    model: OpenAIEmulator, client: AsyncOpenAI
) -> None:
    model.hold(before=HELD, index=1)
    stream: Any = await client.responses.create(stream=True, **asking(background=True))
    first = await anext(stream)
    await model.until(lambda: model.held)
    await stream.close()
    record = model.responses[first.response.id]
    await model.until(lambda: record.closed_early)
    following = asyncio.create_task(after(client, record.id, 3))
    await model.until(lambda: len(model.requests) == 2)
    model.release()
    rest = await following
    assert [e.sequence_number for e in rest] == list(range(4, len(record.events)))
    assert rest[-1].type == "response.completed"


async def test_a_background_stream_says_queued_and_has_no_padding(
    client: AsyncOpenAI,
) -> None:
    events = await stream_of(client, **asking(background=True))
    assert types_of(events)[1] == "response.queued"
    deltas = [e for e in events if e.type == "response.output_text.delta"]
    assert not any(getattr(event, "obfuscation", None) for event in deltas)


async def test_cancelling_twice_is_like_once(
    model: OpenAIEmulator, client: AsyncOpenAI
) -> None:
    model.hold(before=HELD)
    queued = await in_background(client)
    await model.until(lambda: model.held)
    once = await client.responses.cancel(queued.id)
    twice = await client.responses.cancel(queued.id)
    assert [once.status, twice.status] == ["cancelled", "cancelled"]


async def test_only_background_responses_can_be_cancelled_or_followed(
    client: AsyncOpenAI,
) -> None:
    made = await client.responses.create(**asking())
    with pytest.raises(openai.BadRequestError, match="synchronous"):
        await client.responses.cancel(made.id)
    with pytest.raises(openai.BadRequestError, match="background=true"):
        await after(client, made.id, 0)


async def test_an_ordinary_response_is_not_found_while_it_runs(
    model: OpenAIEmulator, client: AsyncOpenAI
) -> None:
    model.hold(before=HELD)
    reading = asyncio.create_task(stream_of(client, **asking()))
    await model.until(lambda: model.held)
    [id_] = model.responses
    with pytest.raises(openai.NotFoundError):
        await client.responses.retrieve(id_)
    model.release()
    await reading


async def test_a_deleted_response_is_gone(client: AsyncOpenAI) -> None:
    made = await client.responses.create(**asking())
    await client.responses.delete(made.id)
    with pytest.raises(openai.NotFoundError, match="not found"):
        await client.responses.retrieve(made.id)


async def test_the_input_is_listed_the_latest_first(client: AsyncOpenAI) -> None:
    asked = [{"role": "user", "content": word} for word in ("b", "a")]
    made = await client.responses.create(**asking(asked))
    items: Any = await client.responses.input_items.list(made.id)
    assert [item.content[0].text for item in items.data] == ["a", "b"]


async def test_an_uploaded_picture_is_drawn_upon(
    model: OpenAIEmulator, client: AsyncOpenAI
) -> None:
    file = await client.files.create(
        file=("cat.png", small()),
        purpose="vision",
        expires_after={"anchor": "created_at", "seconds": 3600},
    )
    shown = {"type": "input_image", "file_id": file.id, "detail": "auto"}
    words = {"type": "input_text", "text": "make it blue"}
    made = await client.responses.create(
        **asking([{"role": "user", "content": [words, shown]}])
    )
    assert model.responses[made.id].attached == (small(),)
    assert (await client.files.content(file.id)).content == small()
    await client.files.delete(file.id)
    with pytest.raises(openai.NotFoundError):
        await client.files.retrieve(file.id)


async def test_a_file_cannot_expire_in_a_minute(client: AsyncOpenAI) -> None:
    with pytest.raises(openai.BadRequestError, match="seconds"):
        await client.files.create(
            file=("cat.png", small()),
            purpose="vision",
            expires_after={"anchor": "created_at", "seconds": 60},
        )


async def test_models_are_listed_with_their_last_day(client: AsyncOpenAI) -> None:
    names = {found.id async for found in client.models.list()}
    assert {"gpt-6.1-sol", "gpt-image-2.6-sunburst"} <= names
    assert (await client.models.retrieve("gpt-4o")).shutdown_date == "2027-01-14"
    with pytest.raises(openai.NotFoundError):
        await client.models.retrieve("gpt-99")


async def test_moderation_has_every_category_of_the_sdk(client: AsyncOpenAI) -> None:
    made = await client.moderations.create(input="a cat")
    assert not made.results[0].flagged
    assert made.results[0].categories.self_harm is False


@pytest.mark.slow
async def test_it_can_be_controlled_over_http(
    model: OpenAIEmulator, client: AsyncOpenAI
) -> None:
    async with aiohttp.ClientSession(model.url) as page:
        for path, body in (
            ("play", {"name": "two_pictures"}),
            ("hold", {"before": HELD, "index": 2}),
        ):
            async with page.post(f"/control/{path}", json=body) as answer:
                assert answer.status == 200
        reading = asyncio.create_task(stream_of(client, **asking()))
        await model.until(lambda: model.held)
        async with page.post("/control/release", json={}):
            pass
        await reading
        async with page.get("/control/responses") as answer:
            [told] = await answer.json()
    assert told["pictures"] == 2


async def test_the_control_refuses_other_names_for_this_machine(
    model: OpenAIEmulator,
) -> None:
    async with aiohttp.ClientSession(model.url) as page:
        named = {"Host": "evil.example"}
        async with page.get("/control/requests", headers=named) as answer:
            assert answer.status == 403
        async with page.post("/control/release", data="{}") as answer:
            assert answer.status == 415


async def test_news_come_as_they_happen(
    model: OpenAIEmulator, client: AsyncOpenAI
) -> None:
    async with (
        aiohttp.ClientSession(model.url) as page,
        page.get("/control/events") as feed,
    ):
        await feed.content.readuntil(b"\n\n")
        await client.responses.create(**asking())
        seen = b""
        while b"response.completed" not in seen:
            seen += await feed.content.readuntil(b"\n\n")
    assert b"event: request" in seen


async def test_a_slow_response_says_now_and_then_that_it_lives(
    model: OpenAIEmulator, client: AsyncOpenAI
) -> None:
    model.service.profile = Profile("brief", think=0.06, keepalive=0.02)
    events = await stream_of(client, **asking())
    assert types_of(events).count("keepalive") >= 2
    assert [e.sequence_number for e in events] == list(range(len(events)))


async def test_the_bytes_of_an_old_stream_are_let_go_and_its_log_is_kept(
    model: OpenAIEmulator, client: AsyncOpenAI
) -> None:
    made = await client.responses.create(**asking(background=True, stream=False))
    record = model.responses[made.id]
    await model.until(lambda: record.done)
    before = record.events
    record.forget_frames()
    assert record.events == before
    assert (await client.responses.retrieve(made.id)).output


@pytest.mark.slow
async def test_a_heavy_picture_is_as_large_as_a_photograph(
    client: AsyncOpenAI,
) -> None:
    async with OpenAIEmulator(heavy=True) as heavy:
        there = client.with_options(base_url=heavy.base_url)
        await there.responses.create(**asking())
        [record] = heavy.responses.values()
    assert 1_500_000 < len(record.pictures[0]) < 2_600_000


async def test_no_more_tools_are_called_than_allowed(
    model: OpenAIEmulator, client: AsyncOpenAI
) -> None:
    model.play("many_searches")
    made = await client.responses.create(**asking(max_tool_calls=2))
    calls = [item for item in made.output if item.type.endswith("_call")]
    assert len(calls) == 2


@pytest.mark.slow
async def test_asking_the_same_again_gives_another_picture(
    model: OpenAIEmulator, client: AsyncOpenAI
) -> None:
    for _ in range(2):
        await client.responses.create(**asking())
    first, second = model.responses.values()
    assert first.pictures != second.pictures


async def test_a_picture_that_cannot_be_decoded_fails_in_the_stream(
    client: AsyncOpenAI,
) -> None:
    url = as_url(small(edge=256)[:60])
    shown = {"type": "input_image", "image_url": url, "detail": "auto"}
    with pytest.raises(openai.APIError) as error:
        await stream_of(client, **asking([{"role": "user", "content": [shown]}]))
    assert error.value.code == "image_parse_error"
