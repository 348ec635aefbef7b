"""Tools of other servers: listed once, used once a person has allowed it."""

from collections.abc import Mapping
from typing import Any

import openai
import pytest
from openai import AsyncOpenAI

from playground.openai import OpenAIEmulator, Script
from playground.openai.servers import asks_first
from playground.openai.steps import Say, Use
from playground.openai.wire import Wire
from tests.playground.openai.asking import IMAGE, STRIPE, asking, stream_of, types_of
from tests.playground.openai.test_openai_scripts import complaints


def offering(words: Any = "ask stripe what came in", **more: Any) -> dict[str, Any]:
    return asking(words, **{"tools": [IMAGE, STRIPE], **more})


def decided(item: Any, *, approve: bool = True) -> dict[str, Any]:
    kind = "mcp_approval_response"
    return {"type": kind, "approval_request_id": item.id, "approve": approve}


def of(response: Any, kind: str) -> list[Any]:
    return [item for item in response.output if item.type == kind]


async def asked(client: AsyncOpenAI, **more: Any) -> tuple[Any, list[Any]]:
    """A response that ends with questions, and these."""
    made = await client.responses.create(**offering(**more))
    return made, of(made, "mcp_approval_request")


async def gone_on(client: AsyncOpenAI, first: Any, *given: Any, **more: Any) -> Any:
    return await client.responses.create(
        **offering(list(given), previous_response_id=first.id, **more)
    )


async def test_a_question_ends_the_response(client: AsyncOpenAI) -> None:
    made, [question] = await asked(client)
    assert made.status == "completed"
    assert not made.output_text
    assert (question.server_label, question.name) == ("stripe", "list_payments")
    assert [item.type for item in made.output] == [
        "mcp_list_tools",
        "mcp_approval_request",
    ]


async def test_what_is_allowed_is_done_as_it_was_asked(client: AsyncOpenAI) -> None:
    """And the tools are not listed again."""
    first, [question] = await asked(client)
    made = await gone_on(client, first, decided(question))
    call = made.output[0]
    assert call.type == "mcp_call"
    assert (call.approval_request_id, call.arguments) == (
        question.id,
        question.arguments,
    )
    assert (call.output, call.error) == ("done", None)
    assert not of(made, "mcp_list_tools")


async def test_what_is_not_allowed_is_not_done(client: AsyncOpenAI) -> None:
    first, [question] = await asked(client)
    made = await gone_on(client, first, decided(question, approve=False))
    assert not of(made, "mcp_call")
    assert "not allowed" in made.output_text


async def test_the_events_are_those_of_the_recordings(
    model: OpenAIEmulator, client: AsyncOpenAI
) -> None:
    script = Script("x", "x", ((Use("list_payments", "stripe"),), (Say("done"),)))
    model.play(script)
    events = await stream_of(client, **offering())
    first = events[-1].response
    [question] = of(first, "mcp_approval_request")
    more = offering([decided(question)], previous_response_id=first.id)
    after = types_of(await stream_of(client, **more))
    assert after[2:10] == [
        "response.output_item.added",
        "response.mcp_call.in_progress",
        "response.mcp_call_arguments.delta",
        "response.mcp_call.in_progress",
        "response.mcp_call_arguments.done",
        "response.mcp_call.completed",
        "response.output_item.done",
        "response.output_item.added",
    ]
    for record in model.responses.values():
        wires = [frame for frame in record.frames if isinstance(frame, Wire)]
        assert not [c for wire in wires for c in complaints(wire.payload, script)]


@pytest.mark.parametrize("given", [[], [{"role": "user", "content": "and?"}]])
async def test_a_question_that_is_left_open_is_refused(
    client: AsyncOpenAI, given: list[Any]
) -> None:
    first, [question] = await asked(client)
    said = given or [{"role": "user", "content": "hello"}]
    with pytest.raises(openai.BadRequestError, match=question.id) as refusal:
        await gone_on(client, first, *said)
    assert "do not have an approval" in refusal.value.message


async def test_all_questions_of_a_response_are_answered_in_one_request(
    model: OpenAIEmulator, client: AsyncOpenAI
) -> None:
    model.play("approvals_at_once")
    first, [one, other] = await asked(client)
    with pytest.raises(openai.BadRequestError, match=other.id):
        await gone_on(client, first, decided(one))
    made = await gone_on(client, first, decided(one), decided(other, approve=False))
    [call] = of(made, "mcp_call")
    assert call.name == "list_payments"
    assert made.output_text == "That is what came of it."


async def test_who_writes_instead_declines_in_the_same_request(
    client: AsyncOpenAI,
) -> None:
    first, [question] = await asked(client)
    words = {"role": "user", "content": "in words, why is the sky blue?"}
    made = await gone_on(client, first, decided(question, approve=False), words)
    assert made.output_text
    assert not of(made, "mcp_call")


async def test_an_answer_to_no_question_is_refused(client: AsyncOpenAI) -> None:
    first, [question] = await asked(client)
    second = await gone_on(client, first, decided(question))
    for given in (decided(question), {**decided(question), "approval_request_id": "x"}):
        with pytest.raises(openai.BadRequestError, match="weren't passed as input"):
            await gone_on(client, second, given)


async def test_a_question_that_is_answered_twice_is_done_twice(
    client: AsyncOpenAI,
) -> None:
    """Both requests follow the same response: nobody there knows of the other."""
    first, [question] = await asked(client)
    for _ in range(2):
        assert of(await gone_on(client, first, decided(question)), "mcp_call")


async def test_a_server_that_is_not_sent_again_lets_nobody_in(
    client: AsyncOpenAI,
) -> None:
    first, [question] = await asked(client)
    made = await gone_on(client, first, decided(question), tools=[IMAGE])
    [call] = of(made, "mcp_call")
    assert (call.status, call.output, call.error.code) == ("failed", None, 401)


@pytest.mark.parametrize(
    ("policy", "asks"),
    [
        (None, True),
        ("always", True),
        ("never", False),
        ({"never": {"tool_names": ["list_payments"]}}, False),
        ({"always": {"tool_names": ["list_payments"]}}, True),
        ({"never": {"tool_names": ["refund"]}}, True),
    ],
)
def test_who_is_asked_first(policy: Any, asks: bool) -> None:
    assert asks_first({"require_approval": policy}, "list_payments") is asks


async def test_what_nobody_has_to_allow_is_done_at_once(client: AsyncOpenAI) -> None:
    made = await client.responses.create(
        **offering(tools=[IMAGE, {**STRIPE, "require_approval": "never"}])
    )
    [call] = of(made, "mcp_call")
    assert call.approval_request_id is None


def changed(**more: Any) -> Mapping[str, Any]:
    return offering("hello", tools=[{**STRIPE, **more}])


@pytest.mark.parametrize(
    "asked",
    [
        changed(server_label="my server"),
        changed(server_url=None),
        changed(tunnel_id="t"),
        changed(authorization="Bearer rk_emulated"),
        offering("hello", tools=[STRIPE, STRIPE]),
    ],
)
async def test_it_refuses_of_servers(
    client: AsyncOpenAI, asked: Mapping[str, Any]
) -> None:
    with pytest.raises(openai.BadRequestError):
        await client.responses.create(**asked)
