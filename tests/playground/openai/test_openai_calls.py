"""Functions: how they are called, and what the request after the call has to bring."""

import base64
import json
from collections.abc import Sequence
from typing import Any

import openai
import pytest
from openai import AsyncOpenAI

from playground.openai import OpenAIEmulator, Script
from playground.openai.play_call import arguments_of
from playground.openai.steps import Call
from tests.playground.openai.asking import IMAGE, SET, asking, stream_of, types_of
from tests.playground.openai.test_openai_refusals import as_url, small

FOUR = "four logos for a bakery called Crumb"


def offering(words: Any = FOUR, **more: Any) -> dict[str, Any]:
    return asking(words, **{"tools": [IMAGE, SET], **more})


def output(call_id: str, given: Any = "done") -> dict[str, Any]:
    return {"type": "function_call_output", "call_id": call_id, "output": given}


def calls_of(response: Any) -> list[Any]:
    return [item for item in response.output if item.type == "function_call"]


def pictures_of(call: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(call.arguments)["pictures"]
    return found


def shown(titles: Sequence[str], pictures: Sequence[bytes]) -> list[dict[str, Any]]:
    """A bot's output for a call: lines and pictures in turn."""
    parts: list[dict[str, Any]] = []
    for number, (title, data) in enumerate(zip(titles, pictures, strict=True), 1):
        parts.append({"type": "input_text", "text": f"{number}. {title}"})
        parts.append({"type": "input_image", "image_url": as_url(data)})
    return parts


async def test_a_call_is_streamed_in_the_order_of_the_recordings(
    client: AsyncOpenAI,
) -> None:
    events = await stream_of(client, **offering())
    kinds = list(dict.fromkeys(types_of(events)))
    assert kinds[-5:] == [
        "response.output_item.added",
        "response.output_item.done",
        "response.function_call_arguments.delta",
        "response.function_call_arguments.done",
        "response.completed",
    ]
    parts = [e.delta for e in events if e.type.endswith("arguments.delta")]
    [call] = calls_of(events[-1].response)
    assert "".join(parts) == call.arguments
    assert call.call_id.startswith("call_")
    assert events[-1].response.status == "completed"


async def test_its_item_begins_empty_and_ends_whole(client: AsyncOpenAI) -> None:
    events = await stream_of(client, **offering())
    items = [
        (e.type, e.item.status, bool(e.item.arguments))
        for e in events
        if "output_item" in e.type and e.item.type == "function_call"
    ]
    assert items == [
        ("response.output_item.added", "in_progress", False),
        ("response.output_item.done", "completed", True),
    ]


async def test_arguments_without_a_script_are_what_the_schema_allows(
    model: OpenAIEmulator, client: AsyncOpenAI
) -> None:
    model.play(Script("x", "x", ((Call("draw_set"),),)))
    [call] = calls_of(await client.responses.create(**offering()))
    assert pictures_of(call) == [{"title": "a", "prompt": "a", "uses": []}] * 2


async def test_a_script_may_send_what_the_schema_forbids_when_it_says_so(
    model: OpenAIEmulator, client: AsyncOpenAI
) -> None:
    model.play("call_wrong_arguments")
    [call] = calls_of(await client.responses.create(**offering()))
    assert json.loads(call.arguments) == {"pictures": "four of them"}


def test_otherwise_it_is_a_mistake_of_the_script() -> None:
    with pytest.raises(ValueError, match="does not allow"):
        arguments_of(Call("draw_set", {"pictures": []}), SET)


async def test_calls_are_made_beside_each_other_unless_the_request_wants_one(
    model: OpenAIEmulator, client: AsyncOpenAI
) -> None:
    model.play("calls_at_once", times=2)
    both = await client.responses.create(**offering())
    one = await client.responses.create(**offering(parallel_tool_calls=False))
    assert [len(calls_of(made)) for made in (both, one)] == [2, 1]
    assert [item.type for item in both.output].count("reasoning") == 1


async def refusal_after(client: AsyncOpenAI, *given: Any) -> openai.BadRequestError:
    """The refusal of a request that follows a call of a set with these items."""
    first = await client.responses.create(**offering())
    [call] = calls_of(first)
    items = [item(call) if callable(item) else item for item in given]
    with pytest.raises(openai.BadRequestError) as refusal:
        await client.responses.create(**offering(items, previous_response_id=first.id))
    return refusal.value


SAID = {"role": "user", "content": "and?"}


async def test_a_call_needs_its_output(client: AsyncOpenAI) -> None:
    refusal = await refusal_after(client, SAID)
    assert "No tool output found for function call call_" in refusal.message
    assert refusal.param == "input"


async def test_an_output_needs_its_call(client: AsyncOpenAI) -> None:
    refusal = await refusal_after(client, output("call_unknown"))
    told = "No tool call found for function call output with call_id call_unknown."
    assert told in refusal.message


async def test_an_output_without_the_id_of_a_call_is_refused(
    client: AsyncOpenAI,
) -> None:
    lost = {"type": "function_call_output", "output": "done"}
    refusal = await refusal_after(client, lost)
    assert refusal.param == "input[0].call_id"


async def test_a_call_is_answered_once(client: AsyncOpenAI) -> None:
    def answer(call: Any) -> Any:
        return output(call.call_id)

    refusal = await refusal_after(client, answer, answer)
    assert "Duplicate tool output found for function call call_" in refusal.message


async def test_a_call_that_the_chain_has_is_not_sent_again(client: AsyncOpenAI) -> None:
    refusal = await refusal_after(
        client,
        lambda call: call.model_dump(exclude_none=True),
        lambda call: output(call.call_id),
    )
    assert "Duplicate item found with id fc_" in refusal.message


async def test_every_call_of_a_response_needs_its_output(
    model: OpenAIEmulator, client: AsyncOpenAI
) -> None:
    model.play("calls_at_once")
    first = await client.responses.create(**offering())
    one, other = calls_of(first)
    with pytest.raises(openai.BadRequestError, match=other.call_id):
        await client.responses.create(
            **offering([output(one.call_id)], previous_response_id=first.id)
        )
    outputs = [output(one.call_id), output(other.call_id)]
    made = await client.responses.create(
        **offering(outputs, previous_response_id=first.id)
    )
    assert made.output_text


async def test_a_call_without_a_chain_comes_with_its_reasoning(
    client: AsyncOpenAI,
) -> None:
    first = await client.responses.create(**offering())
    thought, call = (item.model_dump(exclude_none=True) for item in first.output)
    asked = [{"role": "user", "content": FOUR}, call, output(call["call_id"])]
    with pytest.raises(openai.BadRequestError, match="required 'reasoning' item"):
        await client.responses.create(**offering(asked))
    asked.insert(1, thought)
    assert (await client.responses.create(**offering(asked))).output_text


async def after_a_set(client: AsyncOpenAI, model: OpenAIEmulator) -> Any:
    """The response that follows a set of three pictures, each of its own."""
    drawn = []
    for words in ("a red boat", "an oak tree", "a lighthouse"):
        made = await client.responses.create(**asking(words))
        drawn += model.responses[made.id].pictures
    first = await client.responses.create(**offering("three logos for a bakery"))
    [call] = calls_of(first)
    parts = shown(["Boat", "Old oak", "Light"], drawn)
    answer = [output(call.call_id, parts)]
    return await client.responses.create(
        **offering(answer, previous_response_id=first.id)
    )


@pytest.mark.slow
async def test_what_a_set_showed_is_told_and_its_numbers_are_understood(
    client: AsyncOpenAI, model: OpenAIEmulator
) -> None:
    told = await after_a_set(client, model)
    assert "2. Old oak" in told.output_text
    assert not calls_of(told)
    shown_before = {one.number: one.data for one in model.responses[told.id].returned}
    for words, number in (("number 2, but at night", 2), ("the third one in snow", 3)):
        reply = await client.responses.create(
            **offering(words, previous_response_id=told.id)
        )
        [drawn] = [i for i in reply.output if i.type == "image_generation_call"]
        assert drawn.action == "edit"
        assert same_things(shown_before[number], base64.b64decode(drawn.result or ""))


def same_things(one: bytes, other: bytes) -> bool:
    """Whether the same things stand on both pictures, whatever the light is."""
    from playground.artist import scene_from_picture  # noqa: PLC0415

    kinds = [[t.kind for t in scene_from_picture(data).things] for data in (one, other)]
    return kinds[0] == kinds[1] and kinds[0] != []


@pytest.mark.parametrize(
    ("choice", "called"),
    [
        ("auto", True),
        ("none", False),
        ("required", True),
        ({"type": "function", "name": "draw_set"}, True),
        ({"type": "image_generation"}, False),
        (
            {
                "type": "allowed_tools",
                "mode": "auto",
                "tools": [{"type": "image_generation"}],
            },
            False,
        ),
    ],
)
async def test_the_choice_of_tools_is_kept(
    client: AsyncOpenAI, choice: Any, called: bool
) -> None:
    made = await client.responses.create(**offering(tool_choice=choice))
    assert bool(calls_of(made)) is called


async def test_without_a_choice_not_even_a_script_calls_a_tool(
    model: OpenAIEmulator, client: AsyncOpenAI
) -> None:
    model.play("call_and_picture")
    made = await client.responses.create(**offering(tool_choice="none"))
    assert {item.type for item in made.output} <= {"reasoning", "message"}


async def test_a_chosen_function_is_called_whatever_is_asked(
    client: AsyncOpenAI,
) -> None:
    chosen = {"type": "function", "name": "draw_set"}
    made = await client.responses.create(**offering("why?", tool_choice=chosen))
    assert len(pictures_of(calls_of(made)[0])) == 4


async def test_a_function_of_a_name_is_echoed_as_it_was_sent(
    client: AsyncOpenAI,
) -> None:
    made: Any = await client.responses.create(**offering("hello"))
    assert made.tools[1].name == "draw_set"
    assert made.tools[1].strict is True


def changed(**more: Any) -> dict[str, Any]:
    return offering(tools=[{**SET, **more}])


def schema(**more: Any) -> dict[str, Any]:
    found: dict[str, Any] = SET["parameters"]
    return changed(parameters={**found, **more})


PARAMETERS = "tools[0].parameters"
SCHEMA = "invalid_function_parameters"
WRONG: dict[str, tuple[dict[str, Any], str, str | None, str]] = {
    "further properties": (
        schema(additionalProperties=True),
        "In context=(), 'additionalProperties' is required to be supplied and to be",
        SCHEMA,
        PARAMETERS,
    ),
    "a property that may be missing": (
        schema(required=[]),
        "including every key in properties. Missing 'pictures'.",
        SCHEMA,
        PARAMETERS,
    ),
    "a default": (
        schema(properties={"pictures": {"type": "string", "default": "x"}}),
        "In context=('properties', 'pictures'), 'default' is not permitted.",
        SCHEMA,
        PARAMETERS,
    ),
    "an array of nothing": (
        schema(properties={"pictures": {"type": "array"}}),
        "In context=('properties', 'pictures'), array schema missing items.",
        SCHEMA,
        PARAMETERS,
    ),
    "a list of arguments": (schema(type="array"), "got 'type: \"array\"'", SCHEMA,
                            PARAMETERS),
    "arguments of a wrong kind": (
        changed(strict=False, parameters={"type": "string"}),
        "got 'string'",
        SCHEMA,
        PARAMETERS,
    ),
    "a name with a blank": (changed(name="draw set"), "does not match pattern",
                            "invalid_value", "tools[0].name"),
    "a long name": (changed(name="x" * 65), "string too long",
                    "string_above_max_length", "tools[0].name"),
    "the same name twice": (offering(tools=[SET, SET]), "Duplicate function name",
                            "invalid_value", "tools[1].name"),
    "a choice that is not offered": (
        offering(tool_choice={"type": "function", "name": "chart"}),
        "Tool choice 'function' not found in 'tools' parameter.",
        None,
        "tool_choice",
    ),
    "an answer whose schema is loose": (
        offering(text={"format": {"type": "json_schema", "name": "x", "strict": True,
                                  "schema": {"type": "object", "properties": {}}}}),
        "Invalid schema for response_format 'x': In context=()",
        "invalid_json_schema",
        "text.format.schema",
    ),
    "JSON of any kind with a search": (
        asking(text={"format": {"type": "json_object"}}),
        "cannot be used with JSON mode",
        None,
        "tools",
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", WRONG)
async def test_it_refuses_of_functions(client: AsyncOpenAI, what: str) -> None:
    asked, told, code, param = WRONG[what]
    with pytest.raises(openai.BadRequestError) as refusal:
        await client.responses.create(**asked)
    assert told in refusal.value.message
    assert (refusal.value.code, refusal.value.param) == (code, param)


async def test_a_loose_function_may_say_what_it_likes(client: AsyncOpenAI) -> None:
    loose = {"type": "object", "properties": {"n": {"type": "integer", "default": 4}}}
    made = await client.responses.create(
        **offering("hello", tools=[{**SET, "strict": False, "parameters": loose}])
    )
    assert made.status == "completed"


async def test_a_picture_in_an_output_is_looked_at(client: AsyncOpenAI) -> None:
    first = await client.responses.create(**offering())
    [call] = calls_of(first)
    bad = [{"type": "input_image", "image_url": as_url(small("BMP"))}]
    with pytest.raises(openai.BadRequestError) as refusal:
        await client.responses.create(
            **offering([output(call.call_id, bad)], previous_response_id=first.id)
        )
    assert refusal.value.code == "invalid_image_format"
    assert refusal.value.param == "input[0].output[0]"


async def test_calls_do_not_count_as_calls_of_hosted_tools(
    model: OpenAIEmulator, client: AsyncOpenAI
) -> None:
    model.play("call_and_picture")
    made = await client.responses.create(**offering(max_tool_calls=1))
    assert [item.type for item in made.output if item.type != "reasoning"] == [
        "image_generation_call",
        "function_call",
    ]
