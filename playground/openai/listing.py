"""Lists the tools of a request's servers, before its response begins.

A server whose tools a response of the chain has listed already is not asked again. If
one cannot be listed, the whole request is refused.
"""

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from playground.openai.errors import ApiError
from playground.openai.mcp_client import Failed, list_tools
from playground.openai.record import Record
from playground.openai.servers import is_allowed, listed_as, server_at, servers_of
from playground.openai.steps import ListTools

_LOST = (
    "Error retrieving tool list from MCP server: '{label}'. "
    "Http status code: 424 (Failed Dependency)"
)


async def listings(
    request: Mapping[str, Any], chain: Sequence[Record]
) -> tuple[ListTools, ...]:
    """The lists that the response begins with. Raises ApiError."""
    known = listed(item for record in chain for item in record.items)
    fresh = {k: tool for k, tool in servers_of(request).items() if k not in known}
    asked = (_list(label, tool) for label, tool in fresh.items())
    return tuple(await asyncio.gather(*asked))


def listed(items: Iterable[Mapping[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    """The tools that these items list, by the label of their server."""
    return {
        item["server_label"]: item["tools"]
        for item in items
        if item["type"] == "mcp_list_tools"
    }


async def _list(label: str, tool: Mapping[str, Any]) -> ListTools:
    try:
        found = map(listed_as, await list_tools(server_at(tool)))
    except Failed as error:
        kind, code = "external_connector_error", "http_error"
        raise ApiError(424, _LOST.format(label=label), kind, code, "tools") from error
    return ListTools(label, tuple(each for each in found if is_allowed(tool, each)))
