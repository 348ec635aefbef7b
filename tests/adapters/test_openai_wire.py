"""The frame of the stream: its begin, steps, failures and end."""

from typing import Any

import pytest

from bot.adapters.openai_wire import fault, is_last, translate
from bot.core.errors import ModelBusy, ModelError, ModelQuota
from bot.core.turn.events import (
    Finished,
    ListingBegan,
    ListingFailed,
    Reached,
    Started,
    StepDone,
    StepKind,
    StepStarted,
    TextDone,
    Usage,
)
from tests.adapters.openai_shapes import (
    DRAWN,
    PICTURE,
    URL,
    added,
    at_the_end,
    done,
    said,
)


def test_created_starts_and_can_be_taken_up_from_there() -> None:
    response = {"id": "resp_1", "model": "gpt-6.1-sol", "output": []}
    wire = {"type": "response.created", "sequence_number": 0, "response": response}
    assert translate(wire) == (Started("resp_1", "gpt-6.1-sol"), Reached(0))


@pytest.mark.parametrize(
    ("kind", "step"),
    [
        ("reasoning", StepKind.THINK),
        ("web_search_call", StepKind.SEARCH),
        ("image_generation_call", StepKind.DRAW),
    ],
)
def test_added_items_are_steps(kind: str, step: StepKind) -> None:
    # A web_search_call is added without the action that its type demands.
    assert added({"id": "x_1", "type": kind}) == (StepStarted("x_1", step),)


@pytest.mark.parametrize(
    ("action", "kind", "about"),
    [
        ({"type": "search", "query": "otters"}, StepKind.SEARCH, "otters"),
        ({"type": "search", "queries": ["a", "b"]}, StepKind.SEARCH, "a"),
        ({"type": "search", "queries": [None]}, StepKind.SEARCH, ""),
        ({"type": "open_page", "url": URL}, StepKind.READ, URL),
        ({"type": "find_in_page", "url": URL}, StepKind.READ, URL),
        (None, StepKind.SEARCH, ""),
    ],
)
def test_a_search_says_what_it_looked_for_when_it_is_done(
    action: Any, kind: StepKind, about: str
) -> None:
    item = {"id": "ws_1", "type": "web_search_call", "action": action}
    assert done(item) == (StepDone("ws_1", kind, about),)


def test_sources_without_an_address_do_no_harm() -> None:
    action = {"type": "search", "query": "rain", "sources": [{"type": "api"}, None]}
    item = {"id": "ws_1", "type": "web_search_call", "action": action}
    assert done(item) == (StepDone("ws_1", StepKind.SEARCH, "rain"),)


def test_a_failed_search_is_a_step_that_failed() -> None:
    item = {"id": "ws_1", "type": "web_search_call", "status": "failed"}
    assert done(item) == (StepDone("ws_1", StepKind.SEARCH, ok=False),)


def test_the_end_tells_what_was_used() -> None:
    drawn = {
        "input_tokens": 61,
        "input_tokens_details": {"image_tokens": 20, "text_tokens": 41},
        "output_tokens": 1356,
    }
    used = {
        "input_tokens": 2941,
        "input_tokens_details": {"cached_tokens": 1920},
        "output_tokens": 412,
    }
    tools = {"image_gen": drawn, "web_search": {"num_requests": 1}}
    assert at_the_end(usage=used, tool_usage=tools) == [
        Finished(Usage(2941, 1920, 412, 20, 41, 1356, 1))
    ]


def test_usage_without_details_is_taken_as_words() -> None:
    drawn = {"input_tokens": 61, "output_tokens": 5, "input_tokens_details": None}
    assert at_the_end(usage=None, tool_usage={"image_gen": drawn}) == [
        Finished(Usage(image_text_tokens=61, image_output_tokens=5))
    ]


@pytest.mark.parametrize("reason", ["max_output_tokens", "content_filter"])
def test_an_incomplete_answer_is_finished_but_cut_short(reason: str) -> None:
    ending = at_the_end(
        said("Half"), kind="incomplete", incomplete_details={"reason": reason}
    )
    assert ending == [
        TextDone("msg_1/0", "Half", ()),
        Finished(cut_short=reason),
    ]


def test_a_failed_answer_still_hands_over_what_was_paid_for() -> None:
    ending = at_the_end(PICTURE, kind="failed", error={"code": "server_error"})
    assert ending == [DRAWN]


NESTED = {"type": "error", "error": {"type": "tokens", "code": "rate_limit_exceeded"}}
FLAT = {"type": "error", "code": "ERR_SOMETHING", "message": "Something went wrong"}
FAILED = {"type": "response.failed", "response": {"error": {"code": "server_error"}}}
BROKE = {
    "type": "response.failed",
    "response": {"error": {"code": "insufficient_quota"}},
}
BARE = {"type": "response.failed", "response": None}


@pytest.mark.parametrize(
    ("wire", "expected"),
    [
        (NESTED, ModelBusy),
        (FLAT, ModelError),
        (FAILED, ModelBusy),
        (BROKE, ModelQuota),
        (BARE, ModelError),
    ],
)
def test_every_shape_of_a_failure_is_one_fault(
    wire: dict[str, Any], expected: type[ModelError]
) -> None:
    assert type(fault(wire)) is expected


def test_what_is_no_failure_is_no_fault() -> None:
    assert fault({"type": "response.completed", "response": {"error": None}}) is None


@pytest.mark.parametrize(
    "kind",
    ["keepalive", "response.queued", "response.in_progress", "response.new", "", None],
)
def test_other_events_mean_nothing_and_end_nothing(kind: Any) -> None:
    wire = {"type": kind, "sequence_number": 12}
    assert translate(wire) == ()
    assert not is_last(wire)


@pytest.mark.parametrize("junk", [None, "junk", 7, [], {}, [None, "x", {"type": 3}]])
@pytest.mark.parametrize(
    "kind",
    [
        "response.created",
        "response.completed",
        "response.incomplete",
        "response.output_item.added",
        "response.output_item.done",
        "response.output_text.annotation.added",
        "response.image_generation_call.partial_image",
        "error",
    ],
)
def test_fields_of_a_wrong_type_are_as_good_as_missing(kind: str, junk: Any) -> None:
    names = ("response", "item", "annotation", "item_id", "error", "partial_image_b64")
    for wire in (dict.fromkeys(names, junk), {"response": {"output": junk}}):
        translate({"type": kind, **wire})
        fault({"type": kind, **wire})


def test_items_without_an_id_go_by_their_place() -> None:
    assert done(said("One", item=""), index=3) == (TextDone("3/0", "One", ()),)


LIST = {"type": "mcp_list_tools", "id": "mcpl_1", "server_label": "shop", "tools": []}


def test_a_list_of_tools_that_begins_is_not_an_empty_one() -> None:
    assert added(LIST) == (ListingBegan("mcpl_1", "shop"),)


@pytest.mark.parametrize("more", [{}, {"tools": [{"name": "a"}], "error": "401"}])
def test_an_empty_or_failed_list_is_told(more: dict[str, Any]) -> None:
    failed = ListingFailed("mcpl_1", "shop")
    assert failed in done({**LIST, **more})
    assert failed in at_the_end({**LIST, **more})


def test_a_list_that_failed_is_told_before_its_item_is_done() -> None:
    wire = {"type": "response.mcp_list_tools.failed", "item_id": "mcpl_1"}
    assert translate(wire) == (ListingFailed("mcpl_1"),)


def test_a_list_with_tools_says_nothing() -> None:
    full = {**LIST, "tools": [{"name": "a"}]}
    assert not any(isinstance(e, ListingFailed) for e in done(full))
