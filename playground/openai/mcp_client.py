"""Reaches MCP servers, as the API does: lists their tools, and calls them.

Since the revision of 2026-07-28 one request is enough; before it, a session had to be
opened first. Which of the two the real service speaks is not known: here the newer one
is tried first. Only servers on this machine are reached.
"""

import asyncio
import json
from collections.abc import Iterator, Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from aiohttp import ClientError, ClientResponse, ClientSession, ClientTimeout

from playground.callers import LOOPBACK

PATIENCE = 60.0
NEWER, OLDER = "2026-07-28", "2025-11-25"
_CLIENT = {"name": "openai-mcp", "version": "1.0.0"}
_META = {
    "io.modelcontextprotocol/protocolVersion": NEWER,
    "io.modelcontextprotocol/clientInfo": _CLIENT,
    "io.modelcontextprotocol/clientCapabilities": {},
}
_ACCEPT = {"Accept": "application/json, text/event-stream"}
_ONLY_OLDER = (400, 404, 405, 406, 415)
_MOST_PAGES = 20
_UNKNOWN = "An unknown error occurred while executing the tool."
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Server:
    """Where a server is, and what lets the API in."""

    url: str
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)


class Failed(Exception):
    """A server did not do what it was asked; `error` is what an item says of it."""

    def __init__(self, error: Json) -> None:
        super().__init__(error["type"])
        self.error = error


class _NotNewer(Exception):
    """The server does not understand the newer way."""


async def list_tools(server: Server) -> list[Json]:
    """The server's tools as it describes them itself. Raises Failed."""
    tools: list[Json] = []
    params: Json = {}
    for _ in range(_MOST_PAGES):
        result = await _ask(server, "tools/list", params)
        listed = result.get("tools")
        if not isinstance(listed, list):
            raise Failed(http_error(502))
        tools += listed
        if not (cursor := result.get("nextCursor")):
            break
        params = {"cursor": cursor}
    return tools


async def call_tool(server: Server, name: str, arguments: Json) -> str:
    """What the tool gave back. Raises Failed."""
    params = {"name": name, "arguments": arguments}
    result = await _ask(server, "tools/call", params)
    content = result.get("content") or []
    if result.get("isError"):
        raise Failed({"type": "mcp_tool_execution_error", "content": content})
    return "\n".join(map(_text, content))


def http_error(code: int) -> Json:
    """The error of a call that did not even get an answer of the protocol."""
    message = {401: "Unauthorized", 403: "Forbidden"}.get(code, _UNKNOWN)
    return {"type": "http_error", "code": code, "message": message}


def _text(block: Json) -> str:
    if block.get("type") == "text":
        return str(block["text"])
    return json.dumps(block, ensure_ascii=False)


async def _ask(server: Server, method: str, params: Json) -> Json:
    if urlsplit(server.url).hostname not in LOOPBACK:
        raise Failed(http_error(502))
    limit = ClientTimeout(total=None)
    try:
        async with (
            asyncio.timeout(PATIENCE),
            ClientSession(headers={**_ACCEPT, **server.headers}, timeout=limit) as http,
        ):
            try:
                return await _newer(http, server.url, method, params)
            except _NotNewer:
                return await _older(http, server.url, method, params)
    except (ClientError, OSError, ValueError) as error:
        raise Failed(http_error(500)) from error


async def _newer(http: ClientSession, url: str, method: str, params: Json) -> Json:
    headers = {"MCP-Protocol-Version": NEWER, "Mcp-Method": method}
    if "name" in params:
        headers["Mcp-Name"] = params["name"]
    body = _body(method, {**params, "_meta": _META}, 1)
    async with _sent(http, url, body, headers) as got:
        if got.status in _ONLY_OLDER:
            raise _NotNewer
        return await _result(got, 1)


async def _older(http: ClientSession, url: str, method: str, params: Json) -> Json:
    hello = {"protocolVersion": OLDER, "capabilities": {}, "clientInfo": _CLIENT}
    begun: Json = {"jsonrpc": "2.0", "method": "notifications/initialized"}
    async with _sent(http, url, _body("initialize", hello, 1)) as got:
        version = (await _result(got, 1)).get("protocolVersion", OLDER)
        session = got.headers.get("Mcp-Session-Id")
    headers = {"MCP-Protocol-Version": str(version)}
    if session:
        headers["Mcp-Session-Id"] = session
    async with _sent(http, url, begun, headers) as got:
        _check(got.status)
    async with _sent(http, url, _body(method, params, 2), headers) as got:
        result = await _result(got, 2)
    if session:
        async with http.delete(url, headers=headers, allow_redirects=False):
            pass
    return result


def _sent(
    http: ClientSession, url: str, body: Json, headers: Mapping[str, str] | None = None
) -> AbstractAsyncContextManager[ClientResponse]:
    return http.post(url, json=body, headers=headers, allow_redirects=False)


def _body(method: str, params: Json, number: int) -> Json:
    return {"jsonrpc": "2.0", "id": number, "method": method, "params": params}


def _check(status: int) -> None:
    if status >= 300:
        raise Failed(http_error(status))


async def _result(got: ClientResponse, number: int) -> Json:
    """The result in an answer, which is JSON or a stream of events."""
    _check(got.status)
    messages = _messages(await got.text())
    answer = next((m for m in messages if m.get("id") == number), None)
    if answer is None:
        raise Failed(http_error(502))
    if error := answer.get("error"):
        code, message = error.get("code", 0), str(error.get("message", ""))
        raise Failed({"type": "mcp_protocol_error", "code": code, "message": message})
    return dict(answer["result"])


def _messages(text: str) -> Iterator[Json]:
    if text.lstrip().startswith("{"):
        yield json.loads(text)
        return
    for block in text.replace("\r\n", "\n").split("\n\n"):
        lines = (line for line in block.split("\n") if line.startswith("data:"))
        if data := "\n".join(line.removeprefix("data:").strip() for line in lines):
            yield json.loads(data)
