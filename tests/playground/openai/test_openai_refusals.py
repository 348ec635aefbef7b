"""The API's refusals before a stream: status, code and param of each."""

import base64
import io
from datetime import date
from typing import Any

import openai
import pytest
from openai import AsyncOpenAI
from PIL import Image

from playground.openai import OpenAIEmulator
from tests.playground.openai.asking import IMAGE, asking

PNG = "data:image/png;base64,"


def tool(**more: Any) -> dict[str, Any]:
    return asking(tools=[{**IMAGE, **more}])


def seen(url: str, role: str = "user") -> dict[str, Any]:
    part = {"type": "input_image", "image_url": url}
    return asking([{"role": role, "content": [part]}])


def small(fmt: str = "PNG", mode: str = "RGB", edge: int = 64) -> bytes:
    out = io.BytesIO()
    Image.new(mode, (edge, edge)).save(out, fmt)
    return out.getvalue()


def as_url(data: bytes) -> str:
    return PNG + base64.b64encode(data).decode()


WRONG: dict[str, tuple[dict[str, Any], str | None, str | None]] = {
    "an unknown field": (
        asking(extra_body={"drawing": 1}),
        "unknown_parameter",
        "drawing",
    ),
    "a tool's unknown field": (tool(n=2), "unknown_parameter", "tools[0].n"),
    "an unknown tool": (
        asking(tools=[{"type": "paint"}]),
        "invalid_value",
        "tools[0].type",
    ),
    "an unknown quality": (
        tool(quality="best"),
        "invalid_value",
        "tools[0].quality",
    ),
    "a wrong type": (
        tool(partial_images="3"),
        "invalid_type",
        "tools[0].partial_images",
    ),
    "an unknown include": (
        asking(include=["everything"]),
        "invalid_value",
        "include[0]",
    ),
    "an unknown model": (asking(model="gpt-99"), "model_not_found", "model"),
    "an image model as the main one": (
        asking(model="gpt-image-2"),
        "model_not_found",
        "model",
    ),
    "an unknown image model": (tool(model="gpt-image-9"), "model_not_found", "tools"),
    "an image model of the past": (
        tool(model="gpt-image-1"),
        "model_not_found",
        "tools",
    ),
    "a main model that cannot draw": (
        {**tool(), "model": "gpt-3.5-turbo"},
        None,
        "tools",
    ),
    "an old main model with a new image model": (
        {**tool(), "model": "gpt-4o"},
        None,
        None,
    ),
    "a size not divisible by 16": (
        tool(size="1000x1000"),
        "invalid_value",
        "tools[0].size",
    ),
    "a size too long": (tool(size="3840x1024"), "invalid_value", "tools[0].size"),
    "a size too small": (tool(size="512x512"), "invalid_value", "tools[0].size"),
    "a size too big": (tool(size="3840x3840"), "invalid_value", "tools[0].size"),
    "four previews": (
        tool(partial_images=4),
        "integer_above_max_value",
        "tools[0].partial_images",
    ),
    "a stream without previews": (
        {**tool(partial_images=0), "stream": True},
        "invalid_value",
        "tools",
    ),
    "previews of a gif": (
        tool(output_format="gif"),
        "invalid_value",
        "tools[0].partial_images",
    ),
    "a gif": (
        tool(output_format="gif", partial_images=0),
        "unsupported_value",
        "tools[0].output_format",
    ),
    "a transparent jpeg": (
        tool(output_format="jpeg", background="transparent"),
        "invalid_value",
        "tools[0].background",
    ),
    "a compressed png": (
        tool(output_compression=50),
        "invalid_value",
        "tools[0].output_compression",
    ),
    "fidelity with a new model": (
        tool(input_fidelity="high"),
        "invalid_input_fidelity_model",
        "tools[0].input_fidelity",
    ),
    "the best quality of an old model": (
        tool(model="gpt-image-2", quality="max"),
        "invalid_value",
        "tools[0].quality",
    ),
    "an edit without a picture": (
        tool(action="edit"),
        "invalid_value",
        "tools[0].action",
    ),
    "a mask without a picture": (
        tool(input_image_mask={"image_url": as_url(small(mode="RGBA"))}),
        "invalid_value",
        "tools[0].input_image_mask",
    ),
    "a long safety identifier": (
        asking(safety_identifier="x" * 129),
        "string_above_max_length",
        "safety_identifier",
    ),
    "a chosen tool that is not there": (
        asking(tools=[], tool_choice={"type": "image_generation"}),
        None,
        "tool_choice",
    ),
    "stream options without a stream": (
        asking(stream_options={"include_obfuscation": False}),
        None,
        "stream_options",
    ),
    "a chain and a conversation": (
        asking(previous_response_id="resp_1", conversation="conv_1"),
        "mutually_exclusive_parameters",
        None,
    ),
    "an unknown parent": (
        asking(previous_response_id="resp_unknown"),
        "previous_response_not_found",
        "previous_response_id",
    ),
    "a malformed parent": (
        asking(previous_response_id="nonsense"),
        "invalid_value",
        "previous_response_id",
    ),
    "an address that is no data URL": (
        seen("data:text/plain;base64,aGk="),
        "invalid_image_url",
        "input[0].content[0].image_url",
    ),
    "base64 that is none": (
        seen(PNG + "%%%"),
        "invalid_base64_image",
        "input[0].content[0].image_url",
    ),
    "bytes that are no picture": (
        seen(as_url(b"hello")),
        "invalid_image",
        "input[0].content[0]",
    ),
    "a picture in another format": (
        seen(as_url(small("BMP"))),
        "invalid_image_format",
        "input[0].content[0]",
    ),
    "an address out in the web": (
        seen("https://example.com/cat.png"),
        "failed_to_download_image",
        "input[0].content[0].image_url",
    ),
    "a picture that the assistant shows": (
        seen(as_url(small()), role="assistant"),
        "invalid_value",
        "input[0].content[0]",
    ),
    "no input": ({"model": "gpt-6.1-sol"}, "missing_required_parameter", "input"),
    "a warm reasoning model": (
        asking(temperature=0.2),
        "unsupported_parameter",
        "temperature",
    ),
}


@pytest.mark.parametrize("what", WRONG)
async def test_it_refuses(client: AsyncOpenAI, what: str) -> None:
    asked, code, param = WRONG[what]
    with pytest.raises(openai.BadRequestError) as refusal:
        await client.responses.create(**asked)
    assert (refusal.value.code, refusal.value.param) == (code, param)
    assert refusal.value.type == "invalid_request_error"
    assert refusal.value.request_id


async def test_a_wrong_key_is_a_401_that_does_not_repeat_it(
    model: OpenAIEmulator,
) -> None:
    async with AsyncOpenAI(
        api_key="sk-wrong-1234567890abcdef", base_url=model.base_url, max_retries=0
    ) as stranger:
        with pytest.raises(openai.AuthenticationError) as refusal:
            await stranger.responses.create(**asking())
    assert refusal.value.code == "invalid_api_key"
    assert "1234567890" not in str(refusal.value)


async def test_an_unverified_organization_cannot_draw(
    model: OpenAIEmulator, client: AsyncOpenAI
) -> None:
    model.organization_verified = False
    with pytest.raises(openai.PermissionDeniedError, match="must be verified"):
        await client.responses.create(**asking())


async def test_a_model_that_is_taken_away_is_refused(
    model: OpenAIEmulator, client: AsyncOpenAI
) -> None:
    model.models.remove("gpt-image-2.6-sunburst")
    with pytest.raises(openai.BadRequestError, match="does not exist"):
        await client.responses.create(**asking())


async def test_a_model_ends_on_its_day(
    model: OpenAIEmulator, client: AsyncOpenAI
) -> None:
    model.today = date(2026, 12, 1)
    with pytest.raises(openai.BadRequestError, match="shut down on 2026-12-01"):
        await client.responses.create(**tool(model="gpt-image-1.5"))


async def test_an_expired_parent_is_not_found(
    model: OpenAIEmulator, client: AsyncOpenAI
) -> None:
    parent = await client.responses.create(**asking())
    model.expire(parent.id)
    with pytest.raises(openai.BadRequestError) as refusal:
        await client.responses.create(
            **asking("and now?", previous_response_id=parent.id)
        )
    assert refusal.value.code == "previous_response_not_found"


async def test_what_was_not_stored_cannot_be_chained(client: AsyncOpenAI) -> None:
    parent = await client.responses.create(**asking(store=False))
    with pytest.raises(openai.BadRequestError) as refusal:
        await client.responses.create(
            **asking("and now?", previous_response_id=parent.id)
        )
    assert refusal.value.code == "previous_response_not_found"


async def test_a_bare_picture_id_needs_its_reasoning(client: AsyncOpenAI) -> None:
    made = await client.responses.create(**asking())
    [thought] = [item for item in made.output if item.type == "reasoning"]
    [drawn] = [item for item in made.output if item.type == "image_generation_call"]
    bare = [
        {"type": "image_generation_call", "id": drawn.id},
        {"role": "user", "content": "make it day"},
    ]
    with pytest.raises(openai.BadRequestError, match=f"reasoning.*{thought.id}"):
        await client.responses.create(**asking(bare))


async def test_a_mask_has_the_size_of_the_picture_and_alpha(
    client: AsyncOpenAI,
) -> None:
    shown = seen(as_url(small()))["input"]
    for mask in (small(mode="RGBA", edge=32), small()):
        wrong = tool(input_image_mask={"image_url": as_url(mask)})
        with pytest.raises(openai.BadRequestError) as refusal:
            await client.responses.create(**{**wrong, "input": shown})
        assert refusal.value.code == "invalid_mask_image_format"


async def test_all_that_the_sdk_allows_passes(client: AsyncOpenAI) -> None:
    words = {"type": "input_text", "text": "a copy of this in blue"}
    shown = {"type": "input_image", "image_url": as_url(small()), "detail": "high"}
    place = {"type": "approximate", "country": "DE", "timezone": "Europe/Berlin"}
    made = await client.responses.create(
        **asking(
            [{"type": "message", "role": "user", "content": [words, shown]}],
            tools=[{"type": "web_search", "user_location": place}, IMAGE],
            tool_choice={"type": "image_generation"},
            reasoning={"effort": "low"},
            text={"verbosity": "low"},
            metadata={"thread": "1"},
            truncation="auto",
            max_tool_calls=4,
        )
    )
    assert made.status == "completed"
