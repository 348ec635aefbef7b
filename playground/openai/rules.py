"""Refuses requests that the API refuses as a whole; cheap checks come first."""

import re
from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from playground.openai.asks import messages, parts
from playground.openai.errors import refused
from playground.openai.functions import check_functions, functions_of
from playground.openai.models import is_image_model, reasons, switched_off
from playground.openai.rules_image import (
    check_models,
    check_streamed,
    check_tool,
    within,
)
from playground.openai.servers import check_servers, servers_of
from playground.openai.shape import check_create
from playground.openai.tools import draws, tool_of

_LONGEST = {"safety_identifier": 128, "prompt_cache_key": 64, "user": 512}
_SPOKEN = "'output_text' and 'refusal'"


def check_request(
    request: Mapping[str, Any],
    models: set[str],
    today: date,
    granted: Collection[str] = (),
) -> None:
    """Refuse what the API refuses before it looks at any state."""
    check_create(request)
    _check_lengths(request)
    _check_together(request)
    _check_model(request, models, today)
    for index, tool in enumerate(request.get("tools") or ()):
        if tool["type"] == "image_generation":
            check_tool(tool, f"tools[{index}].", granted)
    if draws(request):
        check_models(request, models, today)
        if request.get("stream"):
            check_streamed(request)
    check_functions(request)
    check_servers(request)
    _check_choice(request)
    _check_roles(request)


def _check_lengths(request: Mapping[str, Any]) -> None:
    for name, most in _LONGEST.items():
        got = len(request.get(name) or "")
        if got > most:
            raise refused(
                f"Invalid '{name}': string too long. Expected a string with maximum "
                f"length {most}, but got a string with length {got} instead.",
                name,
                "string_above_max_length",
            )
    within(request.get("max_output_tokens"), (16, 10**9), "max_output_tokens")
    within(request.get("max_tool_calls"), (1, 10**9), "max_tool_calls")
    _check_metadata(request.get("metadata") or {})


def _check_metadata(metadata: Mapping[str, str]) -> None:
    if len(metadata) > 16:
        told = "Invalid 'metadata': too many properties. Expected at most 16."
        raise refused(told, "metadata", "object_above_max_properties")
    for key, value in metadata.items():
        if len(key) > 64 or len(str(value)) > 512:
            told = "Invalid 'metadata': a key or a value is too long."
            raise refused(told, "metadata", "string_above_max_length")


def _check_together(request: Mapping[str, Any]) -> None:
    if request.get("previous_response_id") and request.get("conversation"):
        told = "Mutually exclusive parameters: previous_response_id, conversation."
        raise refused(told, code="mutually_exclusive_parameters")
    if request.get("stream_options") and not request.get("stream"):
        told = "'stream_options' is only allowed when 'stream' is enabled."
        raise refused(told, "stream_options")
    if not any(request.get(k) for k in ("input", "prompt", "conversation")):
        told = "Missing required parameter: 'input'."
        raise refused(told, "input", "missing_required_parameter")


def _check_model(request: Mapping[str, Any], models: set[str], today: date) -> None:
    name = request["model"]
    if name not in models or is_image_model(name) or switched_off(name, today):
        told = f"The requested model '{name}' does not exist."
        raise refused(told, "model", "model_not_found")
    if reasons(name) and request.get("temperature") not in (None, 1):
        told = "Unsupported parameter: 'temperature' is not supported with this model."
        raise refused(told, "temperature", "unsupported_parameter")


def _check_choice(request: Mapping[str, Any]) -> None:
    choice = request.get("tool_choice")
    kind = choice["type"] if isinstance(choice, Mapping) else ""
    given: Any = [choice]
    if isinstance(choice, Mapping) and kind == "allowed_tools":
        given = choice["tools"]
    if choice == "required" and not request.get("tools"):
        told = "Tool choice 'required' must be specified with 'tools' parameter."
        raise refused(told, "tool_choice")
    for one in given if kind else ():
        _check_chosen(request, one)


def _check_chosen(request: Mapping[str, Any], one: Mapping[str, Any]) -> None:
    kind = str(one.get("type"))
    hosted = kind == "image_generation" or kind.startswith("web_search")
    lost = hosted and tool_of(request, kind) is None
    lost |= kind == "function" and one.get("name") not in functions_of(request)
    lost |= kind == "mcp" and one.get("server_label") not in servers_of(request)
    if lost:
        told = f"Tool choice '{kind}' not found in 'tools' parameter."
        raise refused(told, "tool_choice")


def _check_roles(request: Mapping[str, Any]) -> None:
    """Check that an assistant's parts are output text, and a user's are input."""
    for index, message in enumerate(messages(request)):
        for place, part in enumerate(parts(message)):
            kind = str(part.get("type"))
            said = re.match(r"output_text|refusal", kind) is not None
            if message.get("role") == "assistant" and not said and part_of(message):
                raise refused(
                    f"Invalid value: '{kind}'. Supported values are: {_SPOKEN}.",
                    f"input[{index}].content[{place}]",
                    "invalid_value",
                )


def part_of(message: Mapping[str, Any]) -> bool:
    """Whether a message's content is written as parts, not as one string."""
    return not isinstance(message.get("content"), str)
