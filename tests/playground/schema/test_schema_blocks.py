"""Blocks: what Slack takes, and what it says about the rest."""

from typing import Any

import pytest
from slack_sdk.models import blocks as sdk

from playground.slack.schema import Problem, check_blocks

PLAIN = {"type": "plain_text", "text": "Name"}
OPTION = {"text": PLAIN, "value": "1"}
PICTURE = {"type": "image", "alt_text": "a fox", "slack_file": {"id": "F0123ABCDE"}}
BUTTON = {"type": "button", "text": PLAIN, "action_id": "go"}


def said(*blocks: Any, surface: Any = "message") -> list[str]:
    return [str(problem) for problem in check_blocks(list(blocks), surface)]


def actions(*elements: Any) -> dict[str, Any]:
    return {"type": "actions", "elements": list(elements)}


def asks(element: dict[str, Any]) -> dict[str, Any]:
    return {"type": "input", "label": PLAIN, "element": element}


def test_the_blocks_that_the_sdk_builds_are_taken() -> None:
    built = [
        sdk.HeaderBlock(text="Title"),
        sdk.SectionBlock(text="*hi*", accessory=sdk.ButtonElement(text="Go")),
        sdk.SectionBlock(fields=["one", "two"]),
        sdk.ImageBlock(alt_text="a fox", slack_file={"id": "F0123ABCDE"}, title="Fox"),
        sdk.ContextBlock(elements=[sdk.MarkdownTextObject(text="a"), PICTURE]),
        sdk.ActionsBlock(
            elements=[
                sdk.ButtonElement(
                    text="Stop",
                    action_id="stop",
                    style="danger",
                    confirm=sdk.ConfirmObject(title="Sure?", text="Really?"),
                ),
                sdk.StaticSelectElement(
                    action_id="size", options=[sdk.Option(value="1", label="one")]
                ),
                sdk.OverflowMenuElement(
                    action_id="more", options=[sdk.Option(value="1", label="one")]
                ),
            ]
        ),
        sdk.DividerBlock(),
        sdk.MarkdownBlock(text="**bold**"),
        sdk.InputBlock(label="Ask", element=sdk.PlainTextInputElement(action_id="a")),
        sdk.AlertBlock(text="careful", level="warning"),
    ]
    rows = [block.to_dict() for block in built]
    assert check_blocks(rows[:-1]) == []
    assert check_blocks([rows[-1]], "modal") == []


@pytest.mark.parametrize(
    ("block", "complaint"),
    [
        (
            {"type": "section", "text": {"type": "mrkdwn", "text": "x" * 3001}},
            "must be less than 3001 characters [json-pointer:/blocks/0/text/text]",
        ),
        (
            {"type": "section", "text": {"type": "mrkdwn", "text": ""}},
            "must be more than 0 characters [json-pointer:/blocks/0/text/text]",
        ),
        (
            {"type": "image", "slack_file": {"id": "F0123ABCDE"}},
            "missing required field: alt_text [json-pointer:/blocks/0/alt_text]",
        ),
        (
            {"type": "image", "alt_text": "a", "slack_file": {"id": "file-1"}},
            "must match pattern F[A-Z0-9]{8,} [json-pointer:/blocks/0/slack_file/id]",
        ),
        (
            {**PICTURE, "image_url": "https://a.b/c.png"},
            "only one of image_url or slack_file is allowed [json-pointer:/blocks/0]",
        ),
        (
            {**PICTURE, "image_bytes": 3},
            "invalid additional property: image_bytes [json-pointer:/blocks/0]",
        ),
        ({"type": "foo"}, "unsupported type: foo [json-pointer:/blocks/0/type]"),
        ({}, "missing required field: type [json-pointer:/blocks/0/type]"),
        ("text", "must provide an object [json-pointer:/blocks/0]"),
        (
            {"type": "section"},
            "missing required field: text [json-pointer:/blocks/0/text]",
        ),
        (
            {"type": "header", "text": {"type": "mrkdwn", "text": "a"}},
            "unsupported type: mrkdwn [json-pointer:/blocks/0/text/type]",
        ),
        (
            actions(*[{**BUTTON, "action_id": str(n)} for n in range(26)]),
            "no more than 25 items allowed [json-pointer:/blocks/0/elements]",
        ),
        (
            actions({**BUTTON, "value": "x" * 2001}),
            "must be less than 2001 characters "
            "[json-pointer:/blocks/0/elements/0/value]",
        ),
        (
            actions(asks({"type": "plain_text_input"})["element"]),
            "unsupported type: plain_text_input "
            "[json-pointer:/blocks/0/elements/0/type]",
        ),
        (
            asks({"type": "datepicker", "initial_date": "tomorrow!!"}),
            r"must match pattern \d{4}-\d\d-\d\d "
            "[json-pointer:/blocks/0/element/initial_date]",
        ),
        (
            asks({"type": "static_select"}),
            "missing required field: options [json-pointer:/blocks/0/element/options]",
        ),
        (
            {"type": "divider", "block_id": "x" * 256},
            "must be less than 256 characters [json-pointer:/blocks/0/block_id]",
        ),
    ],
)
def test_a_wrong_block_gets_the_sentence_and_the_place(
    block: Any, complaint: str
) -> None:
    assert said(block) == [complaint]


@pytest.mark.parametrize(
    "element",
    [
        {"type": "checkboxes", "options": [OPTION]},
        {"type": "radio_buttons", "options": [OPTION], "initial_option": OPTION},
        {"type": "email_text_input"},
        {"type": "url_text_input", "placeholder": PLAIN},
        {"type": "number_input", "is_decimal_allowed": False, "min_value": "1"},
        {"type": "file_input", "filetypes": ["png"], "max_files": 1},
        {"type": "rich_text_input"},
        {"type": "timepicker", "initial_time": "23:59"},
        {"type": "datetimepicker", "initial_date_time": 1_700_000_000},
        {"type": "multi_users_select", "max_selected_items": 2},
        {"type": "conversations_select", "filter": {"include": ["im"]}},
        {"type": "channels_select"},
        {"type": "external_select", "min_query_length": 0},
    ],
)
def test_every_kind_of_field_is_taken_in_an_input(element: dict[str, Any]) -> None:
    assert said(asks({**element, "action_id": "a"}), surface="modal") == []


def test_rich_text_is_checked_down_to_its_smallest_part() -> None:
    section = {"type": "rich_text_section", "elements": [{"type": "text", "text": "a"}]}
    listed = {"type": "rich_text_list", "style": "bullet", "elements": [section]}
    wrong = {"type": "rich_text_section", "elements": [{"type": "user"}]}
    assert said({"type": "rich_text", "elements": [section, listed]}) == []
    assert said({"type": "rich_text", "elements": [wrong]}) == [
        "missing required field: user_id "
        "[json-pointer:/blocks/0/elements/0/elements/0/user_id]"
    ]


def test_a_container_holds_pictures_and_no_other_container() -> None:
    box = {"type": "container", "title": PLAIN, "child_blocks": [PICTURE]}
    assert said(box) == []
    assert said({**box, "child_blocks": [box]}) == [
        "unsupported type: container [json-pointer:/blocks/0/child_blocks/0/type]"
    ]


@pytest.mark.parametrize(
    ("kind", "surface"),
    [("alert", "message"), ("markdown", "modal"), ("table", "home")],
)
def test_a_block_on_the_wrong_surface_is_unsupported(kind: str, surface: str) -> None:
    [complaint] = said({"type": kind, "text": PLAIN}, surface=surface)
    assert complaint == f"unsupported type: {kind} [json-pointer:/blocks/0/type]"


def test_two_blocks_may_not_share_an_id_nor_two_buttons_of_one_block() -> None:
    twice = {"type": "divider", "block_id": "b"}
    assert said(twice, twice) == [
        '`block_id` "b" already exists [json-pointer:/blocks/1/block_id]'
    ]
    assert said(actions(BUTTON, BUTTON)) == [
        '`action_id` "go" already exists [json-pointer:/blocks/0/elements/1/action_id]'
    ]
    assert said(actions(BUTTON), actions(BUTTON)) == []


def test_a_message_has_fifty_blocks_and_a_modal_a_hundred() -> None:
    many = [{"type": "divider"}] * 51
    assert check_blocks(many) == [Problem("/blocks", "no more than 50 items allowed")]
    assert check_blocks(many, "modal") == []


def test_the_limit_of_markdown_counts_for_all_blocks_together() -> None:
    half = {"type": "markdown", "text": "x" * 7000}
    [complaint] = said(half, half)
    assert complaint.endswith("[json-pointer:/blocks/1/text]")


@pytest.mark.parametrize("rubbish", [None, "[]", {"type": "section"}, 3, [None]])
def test_rubbish_is_refused_and_raises_nothing(rubbish: object) -> None:
    assert check_blocks(rubbish)
