"""Which tools of servers the model uses for which words: values in, steps out."""

from typing import Any

import pytest

from playground.openai.asks import Ask
from playground.openai.chart_rows import returned_chart
from playground.openai.desk import Desk, Tool
from playground.openai.mind_servers import uses_for
from playground.openai.mind_telling import told

DAYS = {"days": {"type": "integer", "default": 7}}
COUNT = {"count": {"type": "integer", "default": 5}}
ORDER = {"order": {"type": "string"}, "reason": {"type": "string"}}
TEXT = {"text": {"type": "string"}}


def tool(
    name: str, description: str, parts: Any = None, *needed: str, **more: Any
) -> Tool:
    schema = {"type": "object", "properties": parts or {}, "required": [*needed]}
    given: dict[str, Any] = {"server": "shop", "reads": True, "asks": True} | more
    return Tool(name=name, description=description, schema=schema, **given)


REFUND = tool("refund", "Give money back.", ORDER, "order", reads=False)
TOOLS = (
    tool("sales", "How the shop did: what was sold on each of the last days.", DAYS),
    tool("list_orders", "The newest orders, with who bought what.", COUNT),
    tool("list_customers", "The customers, with what they have spent."),
    REFUND,
    tool("get_status", "The status of each component.", server="status"),
    tool("list_incidents", "What went wrong.", server="status"),
    tool("post_update", "Post a line.", TEXT, "text", server="status", reads=False),
)
ROWS = (
    '{"currency": "EUR", "orders": [{"order": "S-112", "state": "paid", "amount": 9.5},'
    ' {"order": "S-111", "state": "paid", "amount": 20.0}]}'
)


def call(name: str, output: str | None = ROWS, error: Any = None) -> dict[str, Any]:
    return {"server_label": "shop", "name": name, "output": output, "error": error}


def used(words: str, **desk: Any) -> list[tuple[str, Any]]:
    uses = uses_for(Ask(words), {}, Desk(TOOLS, **desk))
    return [(use.use, use.arguments) for use in uses]


@pytest.mark.parametrize(
    ("words", "uses"),
    [
        ("how did the shop do this week, as a chart", [("sales", {"days": 7})]),
        ("what was sold in the shop in the last 3 days?", [("sales", {"days": 3})]),
        ("list the last three orders", [("list_orders", {"count": 3})]),
        ("refund order S-099", [("refund", {"order": "S-099"})]),
        ("refund the last order", [("list_orders", {})]),
        (
            "list the customers and the last orders",
            [("list_customers", {}), ("list_orders", {})],
        ),
        ("what is the status?", [("get_status", {})]),
        ("how many incidents does the status page have?", [("list_incidents", {})]),
        (
            "post an update on the status page: we are back",
            [("post_update", {"text": "we are back"})],
        ),
        ("draw the shop at night", []),
        ("a lighthouse at night with two boats", []),
        ("customers in a café, as a watercolour", []),
        ("make it sunrise", []),
    ],
)
def test_words_choose_tools_and_arguments(words: str, uses: list[Any]) -> None:
    assert used(words) == uses


def test_what_was_done_or_declined_is_not_done_again() -> None:
    words = "list the last orders"
    assert used(words, used=(call("list_orders"),)) == []
    declined = frozenset({("shop", "list_orders")})
    assert used(words, declined=declined) == []
    assert used("refund the last order", declined=declined) == []


@pytest.mark.parametrize("when", ["used", "before"])
def test_an_id_is_taken_from_what_was_returned(when: str) -> None:
    seen = {when: (call("list_orders"),)}
    assert used("refund the last order", **seen) == [("refund", {"order": "S-112"})]
    oldest = used("refund the oldest order", **seen)
    assert oldest == [("refund", {"order": "S-111"})]


def test_a_request_may_want_no_tool() -> None:
    desk = Desk(TOOLS)
    assert uses_for(Ask("list the orders"), {"tool_choice": "none"}, desk) == ()


def test_a_chart_shows_the_column_that_the_words_name_or_the_first() -> None:
    wish = returned_chart("as a chart", "bar", Desk(TOOLS, (call("list_orders"),)))
    assert wish is not None
    assert wish["labels"] == ["S-112", "S-111"]
    assert wish["series"] == [{"name": "", "values": [9.5, 20.0]}]
    assert (wish["unit"], wish["title"]) == ("EUR", "Amount by order")
    assert returned_chart("x", "bar", Desk(TOOLS, (call("sales", "9.5"),))) is None


def test_what_came_back_is_told() -> None:
    listed = told(Ask("orders"), Desk(TOOLS, (call("list_orders"),)))
    assert "S-112 · paid · amount 9.50" in listed
    error = {"type": "mcp_tool_execution_error", "content": [{"text": "No such one."}]}
    failed = Desk(TOOLS, (call("list_orders"), call("refund", None, error)))
    assert told(Ask("x"), failed) == "shop could not do that: No such one."
