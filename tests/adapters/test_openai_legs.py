"""Turns of several requests through the official client, against the emulator."""

from collections.abc import AsyncIterator, Mapping
from dataclasses import replace
from typing import Any

import pytest

from bot.adapters.openai_request import build
from bot.adapters.openai_wire import translate
from bot.core.answering.bot_tools import BotTool, BotTools
from bot.core.answering.tool_context import ToolContext
from bot.core.errors import ModelError
from bot.core.identity.secret import Secret
from bot.core.turn.decisions import Choice, Decision
from bot.core.turn.events import ApprovalAsked
from bot.core.turn.legs import Output
from bot.core.turn.request import Offer
from bot.core.turn.terms import ToolServer
from bot.core.turn.turns import Outcome
from tests.adapters.openai_side import ASK, TERMS, Side, asking, listen, side
from tests.mcp_servers import TOKEN, shop
from tests.playground.openai.asking import SET
from tests.studio import Studio, outcome, shown

OFFER = Offer(SET["name"], SET["description"], SET["parameters"])


@pytest.fixture
async def here() -> AsyncIterator[Side]:
    async with side() as found:
        yield found


async def test_calls_are_heard_once_each_and_their_outputs_taken(here: Side) -> None:
    here.there.play("calls_at_once")
    asked = replace(ASK, offers=(OFFER,))
    heard = await listen(here.model(), asked)
    first, second = heard.progress.calls
    assert [each.name for each in (first, second)] == ["draw_set"] * 2
    assert '"Kite"' in second.arguments
    outputs = tuple(Output(each.id, "drawn") for each in (first, second))
    follows = heard.progress.response
    after = replace(asked, words="", follows=follows, outputs=outputs)
    assert (await listen(here.model(), after)).error is None


async def test_a_turn_with_a_tool_is_answered_by_the_emulated_model(here: Side) -> None:
    titles: list[str] = []

    async def draw(
        context: ToolContext, call: str, arguments: Mapping[str, Any]
    ) -> Output:
        titles.extend(each["title"] for each in arguments["pictures"])
        return Output(call, "1 Wheat and 2 Oven are drawn.")

    here.there.play("call")
    tools = BotTools(BotTool(OFFER, draw))
    one = Studio(here.model(), terms=TERMS, tools=tools)  # type: ignore[arg-type] # a real one
    turn = await one.answer()
    assert titles == ["Wheat", "Oven"]
    assert outcome(turn) is Outcome.DONE
    assert "Here are two logos" in await shown(one, turn)
    assert turn.answer is not None
    assert turn.answer.usage.input_tokens > 0


def test_a_question_is_read_and_its_decision_written() -> None:
    item = {
        "type": "mcp_approval_request",
        "id": "mcpr_1",
        "server_label": "stripe",
        "name": "pay",
        "arguments": '{"cents":100}',
    }
    wire = {"type": "response.output_item.done", "output_index": 0, "item": item}
    assert ApprovalAsked("mcpr_1", "stripe", "pay", '{"cents":100}') in translate(wire)
    decisions = (Decision("mcpr_1", Choice.THREAD, "U1"),)
    body = build(replace(ASK, words="", follows="resp_1", decisions=decisions))
    assert body["input"] == [
        {
            "type": "mcp_approval_response",
            "approval_request_id": "mcpr_1",
            "approve": True,
        }
    ]


def test_who_goes_on_without_deciding_declines_first() -> None:
    decisions = (Decision("mcpr_1", Choice.NO),)
    body = build(replace(ASK, follows="resp_1", decisions=decisions))
    assert [each["type"] for each in body["input"][:1]] == ["mcp_approval_response"]
    assert body["input"][0]["approve"] is False
    assert body["input"][1]["role"] == "user"


STRIPE = ToolServer(
    "stripe",
    "https://mcp.stripe.example",
    ("list_payments", "refund"),
    token=Secret("rk_emulated"),
)


def test_a_server_is_sent_with_its_token_and_every_tool_by_name() -> None:
    [tool] = build(asking(servers=(STRIPE,)))["tools"][-1:]
    assert tool == {
        "type": "mcp",
        "server_label": "stripe",
        "server_url": "https://mcp.stripe.example",
        "allowed_tools": ["list_payments", "refund"],
        "require_approval": "always",
        "authorization": "rk_emulated",
    }
    trusting = replace(STRIPE, trusted=("list_payments",), token=Secret())
    [tool] = build(asking(servers=(trusting,)))["tools"][-1:]
    assert "authorization" not in tool
    assert tool["require_approval"] == {
        "always": {"tool_names": ["refund"]},
        "never": {"tool_names": ["list_payments"]},
    }
    assert "rk_emulated" not in repr(asking(servers=(STRIPE,)))


@pytest.fixture
async def stripe() -> AsyncIterator[ToolServer]:
    """One that is there."""
    async with shop(token=TOKEN) as there:
        yield replace(STRIPE, url=there.url, token=Secret(TOKEN))


async def test_a_question_is_heard_and_what_is_decided_is_understood(
    here: Side, stripe: ToolServer
) -> None:
    here.there.play("approvals_at_once")
    asked = replace(asking(servers=(stripe,)), words="what came in?")
    heard = await listen(here.model(), asked)
    one, other = heard.progress.questions
    assert (one.server, one.name, one.arguments) == (
        "stripe",
        "list_payments",
        '{"count":2}',
    )
    decisions = (
        Decision(one.id, Choice.ONCE, "U1"),
        Decision(other.id, Choice.NO, "U1"),
    )
    follows = heard.progress.response
    after = replace(asked, words="", follows=follows, decisions=decisions)
    answered = await listen(here.model(), after)
    assert (answered.error, answered.text) == (None, "That is what came of it.")
    [done] = [
        item
        for item in here.there.responses[answered.progress.response].items
        if item["type"] == "mcp_call"
    ]
    assert (done["name"], done["output"].count("pay_")) == ("list_payments", 2)


async def test_a_question_that_is_left_open_is_an_error(
    here: Side, stripe: ToolServer
) -> None:
    here.there.play("approval")
    asked = replace(asking(servers=(stripe,)), words="what came in?")
    heard = await listen(here.model(), asked)
    after = replace(asked, words="and?", follows=heard.progress.response)
    assert isinstance((await listen(here.model(), after)).error, ModelError)
