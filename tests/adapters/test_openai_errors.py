"""The error of ours for each fault at OpenAI, and the sentence that a person reads."""

import httpx2
import pytest
from openai import APIConnectionError, APIStatusError

from bot.adapters.openai_errors import Fault, judge
from bot.adapters.openai_failures import failure, retry_after
from bot.core.errors import (
    ModelBusy,
    ModelCut,
    ModelError,
    ModelQuota,
    ModelRefused,
    ModelSetup,
    ModelSlow,
    ModelUnverified,
    ParentGone,
    ServerAway,
)

DRAWING = "image_generation_user_error"
REQUEST = httpx2.Request("POST", "http://127.0.0.1/v1/responses")


@pytest.mark.parametrize(
    ("fault", "expected"),
    [
        (Fault("previous_response_not_found", status=400), ParentGone),
        (Fault("previous_response_not_found", status=404), ParentGone),
        (Fault("invalid_value", param="previous_response_id", status=400), ParentGone),
        (Fault("rate_limit_exceeded", status=429), ModelBusy),
        (Fault("slow_down", status=503), ModelBusy),
        (Fault(status=500), ModelBusy),
        (Fault(status=529), ModelBusy),
        (Fault("insufficient_quota", "insufficient_quota", status=429), ModelQuota),
        (Fault("", "insufficient_quota", status=429), ModelQuota),
        (Fault("credit_balance_exhausted", status=429), ModelQuota),
        (Fault("project_spend_limit_exceeded"), ModelQuota),
        (Fault("invalid_api_key", status=401), ModelSetup),
        (Fault(status=403), ModelSetup),
        (Fault("model_not_found", status=404), ModelSetup),
        (Fault("invalid_value", param="tools[0].size", status=400), ModelSetup),
        (Fault("unknown_parameter", status=400), ModelSetup),
        (Fault("model_not_found"), ModelSetup),
        (
            Fault("string_above_max_length", param="instructions", status=400),
            ModelSetup,
        ),
        (Fault("rate_limit_exceeded"), ModelBusy),
        (Fault("wfr_something"), ModelError),
    ],
)
def test_a_fault_is_judged_by_what_can_be_done(
    fault: Fault, expected: type[ModelError]
) -> None:
    assert type(judge(fault)) is expected


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (Fault("moderation_blocked", stage="input"), "declined this request"),
        (
            Fault("moderation_blocked", stage="output"),
            "was drawn, but OpenAI's safety check declined",
        ),
        (Fault("moderation_blocked", stage="unknown"), "safety check declined this"),
        (Fault("", DRAWING, status=400), "safety check"),
        (Fault("image_content_policy_violation", status=400), "safety check"),
        (Fault("moderation_blocked", categories=("self-harm",)), "(self-harm)"),
        (Fault("invalid_image_format", status=400), "PNG or JPEG"),
        (Fault("image_too_large", status=400), "PNG or JPEG"),
        (Fault("context_length_exceeded", status=400), "Start a new one"),
        (Fault("invalid_image", DRAWING, status=400), "PNG or JPEG"),
        (Fault("invalid_image_file", DRAWING), "PNG or JPEG"),
        (Fault(status=413), "Write less"),
        (Fault("string_above_max_length", status=400, param="input"), "Write less"),
        (Fault("safety_identifier_blocked", status=403), "only OpenAI can change"),
        (Fault("", status=400, message="Identifier blocked."), "only OpenAI can"),
        (
            Fault("blocked", status=403, param="safety_identifier"),
            "only OpenAI can change",
        ),
    ],
)
def test_a_refusal_says_why_in_our_words(fault: Fault, words: str) -> None:
    error = judge(fault)
    assert isinstance(error, ModelRefused)
    assert words in error.told


@pytest.mark.parametrize("status", [424, None])
def test_a_server_that_openai_cannot_reach_is_named(status: int | None) -> None:
    """Before the stream, and inside of it."""
    said = "Error retrieving tool list from MCP server: 'stripe'. Http status code: 424"
    error = judge(
        Fault("http_error", "external_connector_error", "tools", said, status=status)
    )
    assert isinstance(error, ServerAway)
    assert error.label == "stripe"


def test_a_failed_dependency_without_a_name_is_still_one() -> None:
    error = judge(Fault(status=424, message="Failed Dependency"))
    assert isinstance(error, ServerAway)
    assert error.label == ""


def test_what_openai_says_is_for_the_log_alone() -> None:
    said = "Rejected. <https://help.openai.com> request id req_1"
    for code in ("moderation_blocked", "rate_limit_exceeded", "unknown_parameter", ""):
        error = judge(Fault(code, status=400, message=said))
        assert "req_1" in str(error)
        assert "req_1" not in error.told


def test_not_even_a_piece_of_the_key_reaches_the_log() -> None:
    said = "Incorrect API key provided: sk-abc***xyz"
    assert "sk-" not in str(judge(Fault("invalid_api_key", status=401, message=said)))


def test_a_whole_page_of_html_makes_a_short_line_in_the_log() -> None:
    error = judge(Fault(status=502, message="<html>\n" + "x" * 90_000))
    assert len(str(error)) < 400
    assert "\n" not in str(error)


def test_an_unverified_organization_is_told_where_to_verify() -> None:
    said = "Your organization must be verified to use the model `gpt-image-2`."
    error = judge(Fault(status=403, message=said))
    assert type(error) is ModelUnverified
    assert "Verify" in error.told


def test_the_wait_is_taken_from_the_headers() -> None:
    assert retry_after({"retry-after": "20"}) == 20
    assert retry_after({"retry-after-ms": "1500", "retry-after": "2"}) == 1.5


@pytest.mark.parametrize("value", ["", "soon", "nan", "inf", "-3"])
def test_a_wait_that_is_no_number_of_seconds_is_none(value: str) -> None:
    assert retry_after({"retry-after": value}) is None


def connection(cause: Exception) -> APIConnectionError:
    error = APIConnectionError(request=REQUEST)
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("cause", "begun", "expected"),
    [
        (httpx2.ConnectError("refused"), False, ModelBusy),
        (httpx2.ConnectTimeout("slow"), False, ModelBusy),
        (httpx2.ReadError("reset"), False, ModelBusy),
        (httpx2.ReadTimeout("silent"), False, ModelSlow),
        (httpx2.ReadError("reset"), True, ModelCut),
        (httpx2.ReadTimeout("silent"), True, ModelSlow),
    ],
)
def test_a_lost_connection_is_worth_another_try_until_the_request_is_at_work(
    cause: Exception, begun: bool, expected: type[ModelError]
) -> None:
    assert type(failure(connection(cause), begun)) is expected


def test_a_body_that_is_no_error_object_is_judged_by_its_status() -> None:
    response = httpx2.Response(503, request=REQUEST, headers={"retry-after": "9"})
    error = failure(APIStatusError("html", response=response, body="<html>"), False)
    assert isinstance(error, ModelBusy)
    assert error.retry_after == 9


@pytest.mark.parametrize(
    ("cause", "not_begun"),
    [(httpx2.ConnectError("refused"), True), (httpx2.ReadError("reset"), False)],
)
def test_only_where_nobody_was_reached_nothing_was_begun(
    cause: Exception, not_begun: bool
) -> None:
    error = failure(connection(cause), begun=False)
    assert isinstance(error, ModelBusy)
    assert error.not_begun is not_begun
