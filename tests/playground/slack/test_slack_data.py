"""Charts and tables of Slack's own, as strict as their pages tell."""

from typing import Any

import pytest

from playground.slack.schema import check_blocks
from playground.slack.schema.data import not_rolled_out

PARTS = [{"label": "Kit", "value": 45}, {"label": "Kat", "value": 5.5}]
SERIES = {"name": "North", "data": PARTS}
AXES = {"categories": ["Kit", "Kat"], "x_label": "x", "y_label": "y"}
HEAD = [{"type": "raw_text", "text": "Month"}, {"type": "raw_text", "text": "Value"}]
ROW = [
    {"type": "raw_text", "text": "May"},
    {"type": "raw_number", "value": -12.5, "text": "−12.5"},
]


def chart(kind: str = "bar", **more: Any) -> dict[str, Any]:
    """A chart that Slack takes, but for what is changed."""
    along = {"series": [SERIES], "axis_config": AXES}
    inner = {"segments": PARTS} if kind == "pie" else along
    return {
        "type": "data_visualization",
        "title": "t",
        "chart": {"type": kind, **inner, **more},
    }


def table(**more: Any) -> dict[str, Any]:
    """A table that Slack takes, but for what is changed."""
    return {"type": "data_table", "caption": "c", "rows": [HEAD, ROW], **more}


@pytest.mark.parametrize(
    "block",
    [
        *(chart(kind) for kind in ("bar", "line", "area", "pie")),
        chart(series=[SERIES] * 6),
        table(),
        table(page_size=100, row_header_column_index=0),
    ],
)
def test_these_are_taken(block: dict[str, Any]) -> None:
    assert not check_blocks([block])
    assert "unsupported type" in str(*not_rolled_out([block]))


@pytest.mark.parametrize(
    ("block", "said"),
    [
        (chart("scatter"), "unsupported type: scatter"),
        ({**chart(), "title": "x" * 51}, "less than 51"),
        (chart(series=[SERIES] * 7), "no more than 6"),
        (chart(series=[]), "no fewer than 1"),
        (chart(series=[{**SERIES, "data": PARTS[:1]}]), "one value for each category"),
        (chart(axis_config={}), "missing required field: categories"),
        (chart(axis_config={**AXES, "y_label": "x" * 51}), "less than 51"),
        (chart(axis_config={"categories": ["x" * 21, "Kat"]}), "less than 21"),
        (chart("pie", segments=[{"label": "a", "value": 0}]), "greater than 0"),
        (chart("pie", segments=[PARTS[0]] * 7), "no more than 6"),
        (chart("pie", segments=[{"label": "a", "value": "1"}]), "must be a number"),
        (table(caption=""), "more than 0"),
        (table(rows=[HEAD]), "no fewer than 2"),
        (table(rows=[HEAD, *[ROW] * 101]), "no more than 101"),
        (table(rows=[HEAD, ROW[:1]]), "the same length"),
        (table(rows=[[{"type": "rich_text", "elements": []}] * 2, ROW]), "unsupported"),
        (table(page_size=101), "at most 100"),
        (
            table(rows=[HEAD, [{"type": "raw_text", "text": "x" * 3000}] * 2] * 2),
            "10001",
        ),
    ],
)
def test_these_are_refused(block: dict[str, Any], said: str) -> None:
    assert said in "; ".join(str(each) for each in check_blocks([block]))


def test_a_message_takes_two_charts_and_one_table() -> None:
    named = [{**chart(), "block_id": str(n)} for n in range(3)]
    assert not check_blocks(named[:2])
    assert "no more than 2" in str(check_blocks(named))
    assert "no more than 1" in str(check_blocks([table(), table()]))


def test_a_modal_takes_neither() -> None:
    assert check_blocks([chart()], "modal")
    assert check_blocks([table()], "home")
