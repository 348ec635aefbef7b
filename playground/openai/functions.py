"""The functions of a request: checks them like the API, and says which may be
called."""

import re
from collections.abc import Mapping
from typing import Any

from playground.openai.errors import refused
from playground.openai.schemas import Fault, check_strict

_NAME = re.compile(r"[a-zA-Z0-9_-]{1,64}")
_EMPTY: dict[str, Any] = {"type": "object", "properties": {}}


def functions_of(request: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    """The functions that are offered, by their names."""
    tools = request.get("tools") or ()
    return {tool["name"]: tool for tool in tools if tool["type"] == "function"}


def parameters_of(tool: Mapping[str, Any]) -> Mapping[str, Any]:
    """The schema of a function's arguments."""
    return tool.get("parameters") or _EMPTY


def check_functions(request: Mapping[str, Any]) -> None:
    """Refuse names and schemas that the API does not take."""
    seen: set[str] = set()
    for index, tool in enumerate(request.get("tools") or ()):
        if tool["type"] != "function":
            continue
        check_name(tool["name"], f"tools[{index}].name")
        if tool["name"] in seen:
            told = f"Duplicate function name '{tool['name']}' in 'tools'."
            raise refused(told, f"tools[{index}].name", "invalid_value")
        seen.add(tool["name"])
        _check_parameters(tool, f"tools[{index}].parameters")
    _check_format(request)


def check_name(name: str, path: str) -> None:
    if not name or len(name) > 64:
        side = "long. Expected a string with maximum length 64" if name else "short"
        code = "string_above_max_length" if name else "empty_string"
        raise refused(f"Invalid '{path}': string too {side}.", path, code)
    if not _NAME.fullmatch(name):
        told = f"Invalid '{path}': string does not match pattern. Expected a string "
        told += "that matches the pattern '^[a-zA-Z0-9_-]+$'."
        raise refused(told, path, "invalid_value")


def _check_parameters(tool: Mapping[str, Any], path: str) -> None:
    """A strict function's schema is strict; any other one at least an object."""
    schema, told = parameters_of(tool), f"Invalid schema for function '{tool['name']}'"
    try:
        if tool.get("strict"):
            check_strict(schema)
        elif schema.get("type") != "object":
            kind = schema.get("type")
            raise Fault(f"schema must be of 'type: \"object\"', got '{kind}'.")
    except Fault as fault:
        code = "invalid_function_parameters"
        raise refused(f"{told}: {fault}", path, code) from fault


def _check_format(request: Mapping[str, Any]) -> None:
    """The same rules for an answer that is to be JSON."""
    wanted = (request.get("text") or {}).get("format") or {}
    searches = any(
        tool["type"].startswith("web_search") for tool in request.get("tools") or ()
    )
    if wanted.get("type") == "json_object" and searches:
        raise refused("web_search cannot be used with JSON mode.", "tools")
    if wanted.get("type") != "json_schema" or not wanted.get("strict"):
        return
    check_name(wanted["name"], "text.format.name")
    try:
        check_strict(wanted["schema"])
    except Fault as fault:
        told = f"Invalid schema for response_format '{wanted['name']}': {fault}"
        raise refused(told, "text.format.schema", "invalid_json_schema") from fault


def chosen_function(request: Mapping[str, Any]) -> str | None:
    """The function that has to be called, when the request says which."""
    choice = request.get("tool_choice")
    if choice == "required":
        others = [t for t in request.get("tools") or () if t["type"] != "function"]
        return None if others else next(iter(functions_of(request)), None)
    if isinstance(choice, Mapping) and choice["type"] == "function":
        return str(choice["name"])
    return None


def may_call(request: Mapping[str, Any], name: str) -> bool:
    """Whether the model is free to call this function."""
    choice = request.get("tool_choice") or "auto"
    if name not in functions_of(request) or choice == "none":
        return False
    if not isinstance(choice, Mapping):
        return True
    if choice["type"] == "allowed_tools":
        return any(tool.get("name") == name for tool in choice["tools"])
    return choice.get("name") == name
