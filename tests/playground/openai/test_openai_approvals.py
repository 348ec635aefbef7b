"""Tools of other servers: listed once, used once a person has allowed it."""

from typing import Any

import openai
import pytest

from playground.openai import OpenAIEmulator, Script
from playground.openai.servers import asks_first
from playground.openai.steps import Say, Use
from playground.openai.wire import Wire
from tests.playground.openai.asking import (
    IMAGE,
    Asking,
    decided,
    of,
    stream_of,
    stripe,
    types_of,
)
from tests.playground.openai.test_openai_scripts import complaints


async def test_a_question_ends_the_response(ann: Asking) -> None:
    made, [question] = await ann.asked()
    assert made.status == "completed"
    assert not made.output_text
    assert (question.server_label, question.name) == ("stripe", "list_payments")
    assert [item.type for item in made.output] == [
        "mcp_list_tools",
        "mcp_approval_request",
    ]


async def test_what_is_allowed_is_done_as_it_was_asked(ann: Asking) -> None:
    """And the tools are not listed again."""
    first, [question] = await ann.asked()
    made = await ann.goes_on(first, decided(question))
    call = made.output[0]
    assert call.type == "mcp_call"
    assert (call.approval_request_id, call.arguments) == (
        question.id,
        question.arguments,
    )
    assert (call.output.count("pay_"), call.error) == (3, None)
    assert not of(made, "mcp_list_tools")


async def test_what_is_not_allowed_is_not_done(ann: Asking) -> None:
    first, [question] = await ann.asked()
    made = await ann.goes_on(first, decided(question, approve=False))
    assert not of(made, "mcp_call")
    assert "not allowed" in made.output_text


async def test_the_events_are_those_of_the_recordings(
    model: OpenAIEmulator, ann: Asking
) -> None:
    script = Script("x", "x", ((Use("list_payments", "stripe"),), (Say("done"),)))
    model.play(script)
    events = await stream_of(ann.client, **ann.request())
    first = events[-1].response
    [question] = of(first, "mcp_approval_request")
    more = ann.request([decided(question)], previous_response_id=first.id)
    after = types_of(await stream_of(ann.client, **more))
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
    ann: Asking, given: list[Any]
) -> None:
    first, [question] = await ann.asked()
    said = given or [{"role": "user", "content": "hello"}]
    with pytest.raises(openai.BadRequestError, match=question.id) as refusal:
        await ann.goes_on(first, *said)
    assert "do not have an approval" in refusal.value.message


async def test_all_questions_of_a_response_are_answered_in_one_request(
    model: OpenAIEmulator, ann: Asking
) -> None:
    model.play("approvals_at_once")
    first, [one, other] = await ann.asked()
    with pytest.raises(openai.BadRequestError, match=other.id):
        await ann.goes_on(first, decided(one))
    made = await ann.goes_on(first, decided(one), decided(other, approve=False))
    [call] = of(made, "mcp_call")
    assert call.name == "list_payments"
    assert not ann.there.refunded
    assert made.output_text == "That is what came of it."


async def test_who_writes_instead_declines_in_the_same_request(
    ann: Asking,
) -> None:
    first, [question] = await ann.asked()
    words = {"role": "user", "content": "in words, why is the sky blue?"}
    made = await ann.goes_on(first, decided(question, approve=False), words)
    assert made.output_text
    assert not of(made, "mcp_call")


async def test_an_answer_to_no_question_is_refused(ann: Asking) -> None:
    first, [question] = await ann.asked()
    second = await ann.goes_on(first, decided(question))
    for given in (decided(question), {**decided(question), "approval_request_id": "x"}):
        with pytest.raises(openai.BadRequestError, match="weren't passed as input"):
            await ann.goes_on(second, given)


async def test_a_question_that_is_answered_twice_is_done_twice(
    ann: Asking,
) -> None:
    """Both requests follow the same response: nobody there knows of the other."""
    first, [question] = await ann.asked()
    for _ in range(2):
        assert of(await ann.goes_on(first, decided(question)), "mcp_call")


async def test_a_server_that_is_not_sent_again_lets_nobody_in(
    ann: Asking,
) -> None:
    first, [question] = await ann.asked()
    made = await ann.goes_on(first, decided(question), tools=[IMAGE])
    [call] = of(made, "mcp_call")
    assert (call.status, call.output, call.error.code) == ("failed", None, 401)


LISTED = {"name": "list_payments", "annotations": {"read_only": True}}


@pytest.mark.parametrize(
    ("policy", "asks"),
    [
        (None, True),
        ("always", True),
        ("never", False),
        ({"never": {"tool_names": ["list_payments"]}}, False),
        ({"never": {"read_only": True}}, False),
        ({"never": {"read_only": True, "tool_names": ["refund"]}}, True),
        ({"always": {"tool_names": ["list_payments"]}}, True),
        ({"never": {"tool_names": ["refund"]}}, True),
    ],
)
def test_who_is_asked_first(policy: Any, asks: bool) -> None:
    assert asks_first({"require_approval": policy}, LISTED) is asks


async def test_what_nobody_has_to_allow_is_done_at_once(ann: Asking) -> None:
    tools = [IMAGE, stripe(ann.there, require_approval="never")]
    made = await ann.client.responses.create(**ann.request(tools=tools))
    [call] = of(made, "mcp_call")
    assert call.approval_request_id is None
    assert len(ann.there.listed) == 1


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"server_label": "my server"}, "label"),
        ({"server_url": None}, "server_url"),
        ({"tunnel_id": "t"}, "tunnel_id"),
        ({"authorization": "Bearer rk_emulated"}, "authorization"),
        ({"api_key": "rk_emulated"}, "Unknown parameter"),
    ],
)
async def test_it_refuses_of_servers(ann: Asking, more: Any, told: str) -> None:
    tools = [stripe(ann.there, **more)]
    with pytest.raises(openai.BadRequestError, match=told):
        await ann.client.responses.create(**ann.request("hello", tools=tools))


async def test_it_refuses_a_label_twice(ann: Asking) -> None:
    tools = [stripe(ann.there), stripe(ann.there)]
    with pytest.raises(openai.BadRequestError, match="duplicate"):
        await ann.client.responses.create(**ann.request("hello", tools=tools))
