"""Servers whose tools a request offers (`mcp`): the rules, and which uses need
approval."""

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from playground.openai.errors import refused
from playground.openai.mcp_client import Server

Tool = Mapping[str, Any]

_LABEL = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,63}")
_ADDRESSES = ("server_url", "connector_id", "tunnel_id")


def servers_of(request: Mapping[str, Any]) -> dict[str, Tool]:
    """The servers by their labels."""
    tools = request.get("tools") or ()
    return {tool["server_label"]: tool for tool in tools if tool["type"] == "mcp"}


def check_servers(request: Mapping[str, Any]) -> None:
    """Refuse labels and addresses that the API does not take."""
    seen: set[str] = set()
    for index, tool in enumerate(request.get("tools") or ()):
        if tool["type"] != "mcp":
            continue
        label, path = tool["server_label"], f"tools[{index}]"
        if not _LABEL.fullmatch(label) or label in seen:
            told = f"Invalid or duplicate server label '{label}' in 'tools'."
            raise refused(told, f"{path}.server_label", "invalid_value")
        seen.add(label)
        _check_address(tool, path)


def _check_address(tool: Tool, path: str) -> None:
    if sum(bool(tool.get(name)) for name in _ADDRESSES) != 1:
        told = "One of 'server_url', 'connector_id', or 'tunnel_id' must be provided."
        raise refused(told, path, "missing_required_parameter")
    if str(tool.get("authorization", "")).lower().startswith("bearer "):
        # A rule of this house: the API takes the bare token, and adds the word itself.
        told = "'authorization' is the token alone, without 'Bearer '."
        raise refused(told, f"{path}.authorization", "invalid_value")


def server_at(tool: Tool) -> Server:
    """Where the server of a request is, with what lets the API in."""
    headers = {str(k): str(v) for k, v in (tool.get("headers") or {}).items()}
    if token := tool.get("authorization"):
        headers["Authorization"] = f"Bearer {token}"
    return Server(str(tool.get("server_url") or ""), headers)


def listed_as(found: Mapping[str, Any]) -> dict[str, Any]:
    """A tool as an item lists it: of the server's own marks only one is left."""
    marks = found.get("annotations") or {}
    return {
        "name": found["name"],
        "description": found.get("description") or "",
        "input_schema": found.get("inputSchema") or {},
        "annotations": {"read_only": bool(marks.get("readOnlyHint"))},
    }


def is_allowed(tool: Tool, listed: Tool) -> bool:
    """Whether the request lets the model use this tool of the server."""
    return tool.get("allowed_tools") is None or _among(tool["allowed_tools"], listed)


def asks_first(tool: Tool, listed: Tool) -> bool:
    """Whether a person has to approve that it is used; so it is unless the policy says
    otherwise."""
    policy = tool.get("require_approval") or "always"
    if isinstance(policy, Mapping):
        never = policy.get("never")
        return never is None or not _among(never, listed)
    return bool(policy != "never")


def _among(given: Any, listed: Tool) -> bool:
    """Whether a list of names, or a filter, is about this tool."""
    if not isinstance(given, Mapping):
        return listed["name"] in given
    names, reads = given.get("tool_names"), given.get("read_only")
    if names is not None and listed["name"] not in names:
        return False
    if reads is not None and listed["annotations"]["read_only"] is not reads:
        return False
    return names is not None or reads is not None


def echoed_server(tool: Tool) -> dict[str, Any]:
    """A server as the response object repeats it: no secret, and not its whole path."""
    told = {k: v for k, v in tool.items() if k != "authorization"}
    filled = {"allowed_tools": None, "require_approval": "always"}
    told = {"server_description": None, **filled, **told, "headers": None}
    if url := tool.get("server_url"):
        told["server_url"] = _redacted(url)
    for name, parts in (
        ("allowed_tools", ("read_only", "tool_names")),
        ("require_approval", ("always", "never")),
    ):
        if isinstance(told[name], Mapping):
            told[name] = {**dict.fromkeys(parts), **told[name]}
    return told


def _redacted(url: str) -> str:
    """The address without everything after the first part of its path, which may be
    secret."""
    split = urlsplit(url)
    first, more, _ = split.path.removeprefix("/").partition("/")
    return f"{split.scheme}://{split.netloc}/{first}{'/<redacted>' if more else ''}"
