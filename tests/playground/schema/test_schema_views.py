"""Modals, the Home tab, and what counts over a whole message."""

from typing import Any

from playground.slack.schema import (
    block_text_length,
    check_message_limits,
    check_view,
    image_urls,
    slack_files,
)

PLAIN = {"type": "plain_text", "text": "Title"}
ASK = {"type": "input", "label": PLAIN, "element": {"type": "plain_text_input"}}
SECTION = {"type": "section", "text": {"type": "mrkdwn", "text": "hello"}}


def modal(**fields: Any) -> dict[str, Any]:
    return {"type": "modal", "title": PLAIN, "blocks": [SECTION], **fields}


def said(view: object) -> list[str]:
    return [str(problem) for problem in check_view(view)]


def test_a_modal_and_a_home_tab_are_taken() -> None:
    assert said(modal(blocks=[ASK], submit=PLAIN, private_metadata="{}")) == []
    assert said({"type": "home", "blocks": [SECTION]}) == []


def test_a_modal_with_an_input_needs_a_submit_button() -> None:
    assert said(modal(blocks=[ASK])) == [
        "missing required field: submit [json-pointer:/view/submit]"
    ]


def test_the_limits_of_a_view_have_their_place() -> None:
    long = {"type": "plain_text", "text": "x" * 25}
    view = modal(title=long, private_metadata="x" * 3001, blocks=[{"type": "nope"}])
    assert said(view) == [
        "must be less than 25 characters [json-pointer:/view/title/text]",
        "unsupported type: nope [json-pointer:/view/blocks/0/type]",
        "must be less than 3001 characters [json-pointer:/view/private_metadata]",
    ]


def test_a_home_tab_has_no_submit() -> None:
    assert said({"type": "home", "blocks": [SECTION], "submit": PLAIN}) == [
        "invalid additional property: submit [json-pointer:/view]"
    ]


def test_a_view_that_is_none_is_refused() -> None:
    assert said("modal") == ["must provide an object [json-pointer:/view]"]
    assert said({"type": "modal"}) == [
        "missing required field: title [json-pointer:/view/title]",
        "missing required field: blocks [json-pointer:/view/blocks]",
    ]


def test_a_message_that_is_empty_or_too_large_is_named() -> None:
    long = {"type": "markdown", "text": "x" * 11_000}
    assert check_message_limits("", []) == "no_text"
    assert check_message_limits("x" * 4001, None) == "msg_too_long"
    assert check_message_limits("x" * 4001, None, longest=40_000) is None
    assert check_message_limits("a", [SECTION] * 51) == "msg_blocks_too_many"
    assert check_message_limits("a", [long, long]) == "msg_blocks_too_long"
    assert check_message_limits(None, [SECTION]) is None


def test_pictures_are_found_wherever_they_stand() -> None:
    image = {"type": "image", "alt_text": "a", "slack_file": {"id": "F0123ABCDE"}}
    link = {"type": "image", "alt_text": "a", "image_url": "https://a.b/c.png"}
    blocks = [image, {"type": "context", "elements": [link, image]}]
    assert slack_files(blocks) == [
        ("/blocks/0/slack_file", {"id": "F0123ABCDE"}),
        ("/blocks/1/elements/1/slack_file", {"id": "F0123ABCDE"}),
    ]
    assert image_urls(blocks) == [
        ("/blocks/1/elements/0/image_url", "https://a.b/c.png")
    ]


def test_every_text_counts() -> None:
    button = {"type": "button", "text": PLAIN, "value": "not shown"}
    assert block_text_length([SECTION, {"elements": [button]}, None]) == 10
