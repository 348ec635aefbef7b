"""Every script plays to its end, and every event of it is what the SDK expects."""

from collections.abc import Iterator, Mapping
from typing import Any, get_args

import aiohttp
import openai
import pytest
from openai import AsyncOpenAI
from openai.types.responses import ResponseError, ResponseStreamEvent
from pydantic import TypeAdapter, ValidationError

from playground.openai import OpenAIEmulator, Script, load_script
from playground.openai.record import Record
from playground.openai.scripts import script_names
from playground.openai.steps import Break, Raw, Refuse, Say, Use
from playground.openai.wire import Wire, plain
from tests.mcp_servers import Shop
from tests.playground.openai.asking import IMAGE, SET, asking, stream_of, stripe

pytestmark = pytest.mark.slow
WAITS = 0.2
CLASSES: dict[str, Any] = {
    get_args(kind.model_fields["type"].annotation)[0]: kind
    for kind in get_args(get_args(ResponseStreamEvent)[0])
}
ERROR_CODES = get_args(ResponseError.model_fields["code"].annotation)


def complaints(payload: Mapping[str, Any], script: Script) -> Iterator[str]:
    """The objections of the SDK's types to an event, except for the known ones."""
    steps = [step for take in script.takes for step in take]
    raw = {step.event for step in steps if isinstance(step, Raw)}
    if payload["type"] in raw or _known_exception(payload):
        return
    try:
        TypeAdapter(CLASSES[payload["type"]]).validate_python(_usual(payload))
    except ValidationError as error:
        yield f"{payload['type']}: {error.errors()[:2]}"


def _known_exception(payload: Mapping[str, Any]) -> bool:
    """Real frames that the SDK's types do not describe either."""
    added = payload["type"] == "response.output_item.added"
    item = payload.get("item", {})
    return (
        payload["type"] == "keepalive"
        or (payload["type"] == "error" and "error" in payload)
        or (added and item["type"] == "web_search_call" and "action" not in item)
    )


def _usual(payload: Mapping[str, Any]) -> Any:
    """The event without two things that are real and not in the types.

    Error codes outside of the enumeration, and sources that have no address.
    """
    event = plain(dict(payload))
    error = event.get("response", {}).get("error")
    if error and error["code"] not in ERROR_CODES:
        error["code"] = "server_error"
    items = [event.get("item", {}), *event.get("response", {}).get("output", ())]
    for action in (item.get("action") for item in items):
        if isinstance(action, dict) and "sources" in action:
            action["sources"] = [s for s in action["sources"] if s["type"] == "url"]
    return event


async def to_the_end(client: AsyncOpenAI, *more: Mapping[str, Any]) -> list[Any]:
    """Read a stream as far as it goes, through whatever breaks it."""
    events: list[Any] = []
    try:
        asked = asking(tools=[{"type": "web_search"}, IMAGE, SET, *more])
        async with await client.responses.create(stream=True, **asked) as stream:
            async for event in stream:
                events.append(event)  # noqa: PERF401 - what came before a break counts
    except (openai.APIError, ValueError):
        return events
    return events


@pytest.mark.parametrize("name", script_names())
async def test_a_script_plays_to_its_end_in_the_sdks_own_types(
    model: OpenAIEmulator, there: Shop, name: str
) -> None:
    script = load_script(name)
    model.play(script)
    uses = any(isinstance(step, Use) for take in script.takes for step in take)
    server = [stripe(there)] if uses else []
    async with AsyncOpenAI(
        api_key=model.api_key, base_url=model.base_url, max_retries=0, timeout=WAITS
    ) as hasty:
        client = hasty if "silence" in name else hasty.with_options(timeout=20)
        for _ in script.takes:
            await to_the_end(client, *server)
    assert not model.service.takes
    for record in model.responses.values():
        await model.until(lambda record=record: record.done)  # type: ignore[misc] # bound early on purpose
        assert list(_faults(record, script)) == []


def _faults(record: Record, script: Script) -> Iterator[str]:
    wires = [frame for frame in record.frames if isinstance(frame, Wire)]
    if [wire.number for wire in wires] != list(range(len(wires))):
        yield "numbers have holes"
    for wire in wires:
        yield from complaints(wire.payload, script)
    breaks = any(isinstance(s, Break) for take in script.takes for s in take)
    if not breaks and record.status == "in_progress":
        yield "never ended"


async def test_every_script_says_what_it_shows() -> None:
    for name in script_names():
        assert load_script(name).shows.endswith(".")


async def test_a_refusal_is_the_first_step_of_its_take() -> None:
    for name in script_names():
        for take in load_script(name).takes:
            assert not any(isinstance(step, Refuse) for step in take[1:])


async def last_of(client: AsyncOpenAI, model: OpenAIEmulator, name: str) -> Any:
    model.play(name)
    return (await to_the_end(client))[-1]


@pytest.mark.parametrize(
    ("name", "last"),
    [
        ("usual", "response.completed"),
        ("failed", "response.failed"),
        ("flat_error", "response.failed"),
        ("cut_short", "response.incomplete"),
        ("no_terminal_event", "response.output_text.delta"),
        ("cut_before_picture", "response.image_generation_call.partial_image"),
        ("reset", "response.image_generation_call.partial_image"),
    ],
)
async def test_the_last_event_that_a_client_sees(
    client: AsyncOpenAI, model: OpenAIEmulator, name: str, last: str
) -> None:
    assert (await last_of(client, model, name)).type == last


async def test_a_nested_error_is_raised_by_the_sdk(
    client: AsyncOpenAI, model: OpenAIEmulator
) -> None:
    model.play("quota_in_stream")
    with pytest.raises(openai.APIError) as error:
        async for _ in await client.responses.create(stream=True, **asking()):
            pass
    assert error.value.code == "insufficient_quota"


async def test_who_leaves_a_silent_stream_has_left_early(
    client: AsyncOpenAI, model: OpenAIEmulator
) -> None:
    model.play("silence_at_once")
    stream: Any = await client.responses.create(stream=True, **asking())
    assert (await anext(stream)).type == "response.created"
    await stream.close()
    [record] = model.responses.values()
    await model.until(lambda: record.closed_early)


async def test_a_background_response_outlives_the_cut_of_its_stream(
    client: AsyncOpenAI, model: OpenAIEmulator
) -> None:
    steps = load_script("cut_before_picture").takes[0] + load_script("usual").takes[0]
    model.play(Script("cut, then on", "The stream is cut.", (steps,)))
    asked = asking(background=True)
    seen = [e async for e in await client.responses.create(stream=True, **asked)]
    last: Any = seen[-1]
    assert last.type == "response.image_generation_call.partial_image"
    [id_] = model.responses
    rest = await client.responses.retrieve(
        id_, stream=True, starting_after=last.sequence_number
    )
    kinds = [event.type async for event in rest]
    assert kinds[-1] == "response.completed"


async def test_a_reset_is_a_connection_error(
    client: AsyncOpenAI, model: OpenAIEmulator
) -> None:
    model.play("reset")
    with pytest.raises(openai.APIConnectionError):
        async for _ in await client.responses.create(stream=True, **asking()):
            pass


async def test_a_rate_limit_has_its_headers_and_then_it_works(
    client: AsyncOpenAI, model: OpenAIEmulator
) -> None:
    model.play("busy_then_fine")
    with pytest.raises(openai.RateLimitError) as error:
        await client.responses.create(**asking())
    assert error.value.response.headers["retry-after"] == "1"
    assert (await client.responses.create(**asking())).status == "completed"


async def test_moderation_tells_its_stage_and_categories(
    client: AsyncOpenAI, model: OpenAIEmulator
) -> None:
    model.play("moderation_before_stream")
    with pytest.raises(openai.BadRequestError) as error:
        await client.responses.create(**asking())
    body: Any = error.value.body
    assert body["code"] == "moderation_blocked"
    assert body["moderation_details"]["categories"] == ["violence"]


async def test_a_picture_whose_status_still_says_generating_has_its_bytes(
    client: AsyncOpenAI, model: OpenAIEmulator
) -> None:
    last = await last_of(client, model, "still_generating")
    [drawn] = [i for i in last.response.output if i.type == "image_generation_call"]
    assert (drawn.status, bool(drawn.result)) == ("generating", True)


@pytest.mark.parametrize("name", ["usual", "citation_after_emoji", "very_long_text"])
async def test_a_citation_covers_the_whole_inline_link(
    client: AsyncOpenAI, model: OpenAIEmulator, name: str
) -> None:
    last = await last_of(client, model, name)
    part = last.response.output[-1].content[0]
    assert part.annotations
    for note in part.annotations:
        covered = part.text[note.start_index : note.end_index]
        assert covered.startswith("([")
        assert covered.endswith(f"]({note.url}))")
        assert "utm_source=openai" in note.url


async def test_a_very_long_text_is_forty_thousand_characters(
    client: AsyncOpenAI, model: OpenAIEmulator
) -> None:
    last = await last_of(client, model, "very_long_text")
    assert 40_000 <= len(last.response.output_text) < 60_000


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("html_instead_of_stream", "text/html"),
        ("json_instead_of_stream", "application/json"),
    ],
)
async def test_a_200_need_not_be_a_stream(
    model: OpenAIEmulator, name: str, kind: str
) -> None:
    model.play(name)
    key = {"Authorization": f"Bearer {model.api_key}"}
    asked = {**asking(), "stream": True}
    async with (
        aiohttp.ClientSession() as session,
        session.post(f"{model.base_url}/responses", json=asked, headers=key) as answer,
    ):
        assert (answer.status, answer.content_type) == (200, kind)


async def test_a_gateways_page_keeps_its_status_and_then_it_works(
    client: AsyncOpenAI, model: OpenAIEmulator
) -> None:
    model.play("html_502")
    with pytest.raises(openai.InternalServerError) as error:
        await client.responses.create(**asking())
    assert error.value.status_code == 502
    assert (await client.responses.create(**asking())).status == "completed"


async def test_a_bug_of_the_emulator_is_told_in_the_stream(
    client: AsyncOpenAI, model: OpenAIEmulator
) -> None:
    model.play(Script("late", "A refusal too late.", ((Say("a"), Refuse(400)),)))
    with pytest.raises(openai.APIError, match="emulator itself"):
        await stream_of(client, **asking())


async def test_sources_stay_away_unless_they_are_asked_for(
    client: AsyncOpenAI, model: OpenAIEmulator
) -> None:
    model.play("usual", times=2)
    counts = []
    for include in ([], ["web_search_call.action.sources"]):
        made: Any = await client.responses.create(**asking(include=include))
        [call] = [item for item in made.output if item.type == "web_search_call"]
        counts.append(len(call.action.sources or ()))
    assert counts == [0, 2]


async def test_padding_can_be_switched_off(
    client: AsyncOpenAI, model: OpenAIEmulator
) -> None:
    padded = []
    for options in ({}, {"stream_options": {"include_obfuscation": False}}):
        model.play("usual")
        stream: Any = await client.responses.create(stream=True, **asking(**options))
        deltas = [e async for e in stream if e.type == "response.output_text.delta"]
        padded.append(any(getattr(e, "obfuscation", None) for e in deltas))
    assert padded == [True, False]
