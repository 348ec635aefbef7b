"""Plays tools of other servers: their list, the question before a call, and the
call."""

import json
import re
from collections.abc import Mapping
from itertools import chain
from typing import Any

from playground.openai.listing import listed
from playground.openai.mcp_client import Failed, call_tool, http_error
from playground.openai.servers import asks_first, is_allowed, server_at, servers_of
from playground.openai.stage import Item, Stage
from playground.openai.steps import ListTools, Obey, Use

_ORDER = re.compile(r"\bcall (\w+) with (\{.*?\})", re.IGNORECASE | re.DOTALL)


async def serve(stage: Stage, step: ListTools | Use | Obey) -> None:
    """One step that has to do with a server."""
    match step:
        case ListTools():
            await _list(stage, step)
        case Use():
            await _use(stage, step)
        case Obey():
            await _obey(stage)


async def _list(stage: Stage, step: ListTools) -> None:
    """The tools of one server, as far as the request allows them."""
    item = await stage.open(
        "mcp_list_tools", "mcpl", server_label=step.list_tools, tools=[], error=None
    )
    await item.tell("mcp_list_tools.in_progress")
    await item.tell("mcp_list_tools.completed")
    await item.close(tools=[dict(each) for each in step.tools])


async def _use(stage: Stage, step: Use) -> None:
    """Ask first if the request wants that; otherwise, or once allowed, make the
    call."""
    server = servers_of(stage.record.request).get(step.server)
    if step.approval:
        await _call(stage, step, server)
        return
    tool = _offered(stage, step, server)
    if server is None or tool is None:
        told = f"{step.server!r} does not offer the tool {step.use!r}"
        raise ValueError(told)
    if asks_first(server, tool):
        await _ask(stage, step)
    else:
        await _call(stage, step, server)


async def _obey(stage: Stage) -> None:
    """Do as the last output says, if it orders something."""
    calls = [item for item in stage.record.items if item["type"] == "mcp_call"]
    last = calls[-1] if calls else {}
    if order := _ORDER.search(str(last.get("output"))):
        await _use(stage, Use(order[1], last["server_label"], json.loads(order[2])))


def waits(stage: Stage) -> bool:
    """Whether a person is asked, so that nothing else follows in this response."""
    return any(item["type"] == "mcp_approval_request" for item in stage.record.items)


def _offered(
    stage: Stage, step: Use, server: Mapping[str, Any] | None
) -> Mapping[str, Any] | None:
    """The tool as it was listed in this chain, if the request allows it."""
    records = (*reversed(stage.record.chain), stage.record)
    items = chain.from_iterable(record.items for record in records)
    tools = listed(items).get(step.server, ())
    found = next((tool for tool in tools if tool["name"] == step.use), None)
    return found if found and server and is_allowed(server, found) else None


async def _ask(stage: Stage, step: Use) -> None:
    item = await stage.open(
        "mcp_approval_request",
        "mcpr",
        arguments=_json(step.arguments),
        name=step.use,
        server_label=step.server,
    )
    await item.close()


async def _call(stage: Stage, step: Use, server: Mapping[str, Any] | None) -> None:
    told = _json(step.arguments)
    item = await stage.open(
        "mcp_call",
        "mcp",
        status="in_progress",
        arguments="",
        name=step.use,
        server_label=step.server,
        approval_request_id=step.approval or None,
        error=None,
        output=None,
    )
    await item.tell("mcp_call.in_progress")
    await item.tell("mcp_call_arguments.delta", delta=told, **stage.padding())
    await item.tell("mcp_call.in_progress")  # the recordings have it twice
    await item.tell("mcp_call_arguments.done", arguments=told)
    await stage.rest(stage.profile.search)
    await _close(item, told, *await _outcome(server, step.use, told))


async def _close(item: Item, told: str, output: str | None, error: Any) -> None:
    how = "failed" if error else "completed"
    await item.tell(f"mcp_call.{how}")
    await item.close(status=how, arguments=told, error=error, output=output)


async def _outcome(
    server: Mapping[str, Any] | None, name: str, told: str
) -> tuple[str | None, Any]:
    """The output and the error of the call, of which one is None.

    Who does not send the server again, with what lets the API in, is not let in.
    """
    if server is None:
        return None, http_error(401)
    try:
        return await call_tool(server_at(server), name, json.loads(told)), None
    except Failed as failure:
        return None, failure.error


def _json(arguments: Any) -> str:
    if isinstance(arguments, str):
        return arguments
    return json.dumps(dict(arguments or {}), ensure_ascii=False, separators=(",", ":"))
