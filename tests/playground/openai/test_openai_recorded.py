"""The usual stream has the order and the fields of what was recorded."""

import json
from typing import Any

import aiohttp

from playground.openai import OpenAIEmulator
from tests.playground.openai.asking import asking

CALL = "response.web_search_call"
DRAWING = "response.image_generation_call"
ORDER = [
    "response.created",
    "response.in_progress",
    "response.output_item.added",
    "response.output_item.done",
    "response.output_item.added",
    f"{CALL}.in_progress",
    f"{CALL}.searching",
    f"{CALL}.completed",
    "response.output_item.done",
    "response.output_item.added",
    "response.output_item.done",
    "response.output_item.added",
    f"{DRAWING}.in_progress",
    f"{DRAWING}.generating",
    f"{DRAWING}.partial_image",
    f"{DRAWING}.partial_image",
    f"{DRAWING}.partial_image",
    f"{DRAWING}.completed",
    "response.output_item.done",
    "response.output_item.added",
    "response.content_part.added",
    "response.output_text.delta",
    "response.output_text.annotation.added",
    "response.output_text.done",
    "response.content_part.done",
    "response.output_item.done",
    "response.completed",
]


async def wire(
    model: OpenAIEmulator, script: str = "usual"
) -> tuple[aiohttp.ClientResponse, list[Any]]:
    """A script as it comes over the wire, without any client's help."""
    model.play(script)
    key = {"Authorization": f"Bearer {model.api_key}"}
    async with (
        aiohttp.ClientSession() as session,
        session.post(
            f"{model.base_url}/responses",
            json={**asking(), "stream": True},
            headers=key,
        ) as answer,
    ):
        text = await answer.text()
    blocks = [block.split("\n") for block in text.strip().split("\n\n")]
    assert all(first.startswith("event: ") for first, _ in blocks)
    assert "[DONE]" not in text
    return answer, [json.loads(data.removeprefix("data: ")) for _, data in blocks]


def once(types: list[str]) -> list[str]:
    """The deltas of a text, however many there are, count as one."""
    delta = "response.output_text.delta"
    kept, seen = [], False
    for kind in types:
        if kind != delta or not seen:
            kept.append(kind)
        seen = seen or kind == delta
    return kept


async def test_events_come_in_the_recorded_order(model: OpenAIEmulator) -> None:
    _, events = await wire(model)
    assert once([event["type"] for event in events]) == ORDER


async def test_a_search_is_added_without_its_action_and_done_with_it(
    model: OpenAIEmulator,
) -> None:
    _, events = await wire(model)
    added, done = (event["item"] for event in (events[4], events[8]))
    assert set(added) == {"id", "type", "status"}
    assert set(done["action"]) == {"type", "query", "queries", "sources"}


async def test_a_picture_is_added_bare_and_done_with_everything(
    model: OpenAIEmulator,
) -> None:
    _, events = await wire(model)
    added, done = (event["item"] for event in (events[11], events[18]))
    assert set(added) == {"id", "type", "status"}
    assert set(done) == set(added) | {
        "action",
        "background",
        "output_format",
        "quality",
        "result",
        "revised_prompt",
        "size",
    }
    assert "result" not in events[17]


async def test_the_whole_comes_once_more_at_the_end(model: OpenAIEmulator) -> None:
    _, events = await wire(model)
    done = [e["item"] for e in events if e["type"] == "response.output_item.done"]
    last = events[-1]["response"]
    assert last["output"] == done
    assert last["tool_usage"]["web_search"]["num_requests"] == 1
    assert last["tool_usage"]["image_gen"]["total_tokens"] > 0
    assert last["usage"]["total_tokens"] > 0


async def test_a_stream_has_the_headers_of_the_api(model: OpenAIEmulator) -> None:
    answer, _ = await wire(model)
    assert answer.headers["Content-Type"] == "text/event-stream; charset=utf-8"
    assert answer.headers["x-request-id"] == model.requests[0].id
    assert "x-ratelimit-remaining-tokens" in answer.headers


async def test_the_tools_are_echoed_with_their_defaults(model: OpenAIEmulator) -> None:
    _, events = await wire(model)
    web, image = events[0]["response"]["tools"]
    assert web["user_location"]["country"] == "US"
    assert (image["background"], image["output_compression"]) == ("auto", 100)


async def test_a_call_may_come_right_after_the_beginning(model: OpenAIEmulator) -> None:
    """And a search may say what it looks for when it is only added."""
    _, events = await wire(model, "at_once")
    assert events[1]["type"] == "response.in_progress"
    assert events[2]["item"]["action"]["query"] == "knicks score"
    kinds = [item["type"] for item in events[-1]["response"]["output"]]
    assert kinds == ["web_search_call", "image_generation_call", "message"]


async def test_a_thought_is_summed_up_before_it_is_done(model: OpenAIEmulator) -> None:
    _, events = await wire(model, "thinks_aloud")
    assert [event["type"] for event in events[2:8]] == [
        "response.output_item.added",
        "response.reasoning_summary_part.added",
        "response.reasoning_summary_text.delta",
        "response.reasoning_summary_text.done",
        "response.reasoning_summary_part.done",
        "response.output_item.done",
    ]
    assert events[7]["item"]["summary"][0]["text"].startswith("**Planning the poster**")
    kinds = [item["type"] for item in events[-1]["response"]["output"]]
    assert kinds[-2:] == ["reasoning", "message"]


async def test_penalties_and_counts_are_echoed(model: OpenAIEmulator) -> None:
    _, events = await wire(model)
    told = events[0]["response"]
    assert (told["frequency_penalty"], told["presence_penalty"]) == (0.0, 0.0)
    assert told["prompt_cache_retention"] is None
    assert told["tools"][1]["n"] == 1
