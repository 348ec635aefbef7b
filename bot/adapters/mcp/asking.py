"""Asks one server for its tools, in both ways that the protocol has had.

Since the revision of 2026-07-28, one request is enough. Before it, a session had to be
opened first. The newer way is tried first, and what is not a list of tools is taken for
a server that only knows the older one.
"""

import re
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from typing import Any, Final

from bot.adapters.mcp.errors import NotThisWay, ServerError
from bot.adapters.mcp.posting import Exchange, Json
from bot.core.servers.tools import ListedTool

NEWER: Final = "2026-07-28"
OLDER: Final = "2025-11-25"
MOST_PAGES: Final = 20
MOST_TOOLS: Final = 500
_NAME: Final = re.compile(r"[\w./:-]{1,128}", re.ASCII)
_SESSION: Final = re.compile(r"[\x21-\x7e]{1,1000}")
_CLIENT: Final = {"name": "darkroom", "version": "1"}
_META: Final = {
    "io.modelcontextprotocol/protocolVersion": NEWER,
    "io.modelcontextprotocol/clientInfo": _CLIENT,
    "io.modelcontextprotocol/clientCapabilities": {},
}
_HEADERS: Final = {"MCP-Protocol-Version": NEWER, "Mcp-Method": "tools/list"}
Page = Callable[[int, Json], Awaitable[Json]]


async def tools_of(exchange: Exchange) -> tuple[ListedTool, ...]:
    """All tools of the server. Raises ServerError."""
    try:
        return await _all(_newer(exchange))
    except NotThisWay:
        async with _session(exchange) as page:
            return await _all(page)


def listing_question() -> Json:
    """The question for the first of a server's tools, in the newer way."""
    return _body("tools/list", {"_meta": _META}, 1)


def listing_headers() -> dict[str, str]:
    """What has to be sent along with it."""
    accept = "application/json, text/event-stream"
    return {"Accept": accept, **_HEADERS}


def _newer(exchange: Exchange) -> Page:
    headers = _HEADERS

    async def page(number: int, params: Json) -> Json:
        body = _body("tools/list", {**params, "_meta": _META}, number)
        return _result((await exchange.ask(body, headers))[0])

    return page


@asynccontextmanager
async def _session(exchange: Exchange) -> AsyncIterator[Page]:
    params = {"protocolVersion": OLDER, "capabilities": {}, "clientInfo": _CLIENT}
    answer, session = await exchange.ask(_body("initialize", params, 1), {})
    version = _result(answer).get("protocolVersion")
    headers = {"MCP-Protocol-Version": OLDER}
    if isinstance(version, str) and re.fullmatch(r"[\w.-]{1,30}", version):
        headers["MCP-Protocol-Version"] = version
    if session:
        if not _SESSION.fullmatch(session):
            raise ServerError("its session has no usable name")
        headers["Mcp-Session-Id"] = session

    async def page(number: int, params: Json) -> Json:
        body = _body("tools/list", params, number + 1)
        return _result((await exchange.ask(body, headers))[0])

    begun = {"jsonrpc": "2.0", "method": "notifications/initialized"}
    try:
        await exchange.tell(begun, headers)
        yield page
    finally:
        if session:
            await exchange.leave(headers)


async def _all(page: Page) -> tuple[ListedTool, ...]:
    found: dict[str, ListedTool] = {}
    params: Json = {}
    for number in range(1, MOST_PAGES + 1):
        result = await page(number, params)
        listed = result.get("tools")
        if not isinstance(listed, list):
            raise NotThisWay("it lists no tools")
        for each in filter(None, map(_tool, listed)):
            if each.name in found:
                raise ServerError("it lists a tool twice")
            found[each.name] = each
        if len(found) > MOST_TOOLS:
            raise ServerError("it lists too many tools")
        if not (cursor := result.get("nextCursor")):
            return tuple(found.values())
        params = {"cursor": cursor}
    raise ServerError("its list has no end")


def _tool(listed: object) -> ListedTool | None:
    """A tool; None where it has no name that the model could call."""
    if not isinstance(listed, dict):
        return None
    name, description = listed.get("name"), listed.get("description")
    if not isinstance(name, str) or not _NAME.fullmatch(name):
        return None
    return ListedTool(
        name,
        description if isinstance(description, str) else "",
        _mapping(listed.get("inputSchema")),
        _mapping(listed.get("annotations")),
    )


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _body(method: str, params: Json, number: int) -> Json:
    return {"jsonrpc": "2.0", "id": number, "method": method, "params": params}


def _result(answer: Json) -> Json:
    result = answer.get("result")
    if not isinstance(result, dict):
        raise NotThisWay("it answers with an error")
    return result
