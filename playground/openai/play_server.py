"""Plays tools of other servers: their list, the approval before, and the call itself.

No server is reached: a call returns what its step says.
"""

import json
from typing import Any

from playground.openai.servers import asks_first, servers_of
from playground.openai.stage import Stage
from playground.openai.steps import ListTools, Use

_NOT_LET_IN = {"type": "http_error", "code": 401, "message": "Unauthorized"}
_BROKEN = {
    "type": "http_error",
    "code": 500,
    "message": "An unknown error occurred while executing the tool.",
}


async def list_tools(stage: Stage, step: ListTools) -> None:
    """The tools of one server, as far as the request allows them."""
    item = await stage.open(
        "mcp_list_tools", "mcpl", server_label=step.list_tools, tools=[], error=None
    )
    await item.tell("mcp_list_tools.in_progress")
    await item.tell("mcp_list_tools.completed")
    await item.close(tools=[_listed(name) for name in step.names])


def _listed(name: str) -> dict[str, Any]:
    schema = {"type": "object", "properties": {"about": {"type": "string"}}}
    told = {"name": name, "description": "", "input_schema": schema}
    return {**told, "annotations": {"read_only": False}}


async def use(stage: Stage, step: Use) -> None:
    """Ask first if the request wants that; otherwise, or once allowed, make the
    call."""
    server = servers_of(stage.record.request).get(step.server)
    if server and not step.approval and asks_first(server, step.use):
        await _ask(stage, step)
    else:
        await _call(stage, step, known=server is not None)


def waits(stage: Stage) -> bool:
    """Whether a person is asked, so that nothing else follows in this response."""
    return any(item["type"] == "mcp_approval_request" for item in stage.record.items)


async def _ask(stage: Stage, step: Use) -> None:
    item = await stage.open(
        "mcp_approval_request",
        "mcpr",
        arguments=_json(step.arguments),
        name=step.use,
        server_label=step.server,
    )
    await item.close()


async def _call(stage: Stage, step: Use, *, known: bool) -> None:
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
    error = _BROKEN if step.fails else None if known else _NOT_LET_IN
    how = "failed" if error else "completed"
    await item.tell(f"mcp_call.{how}")
    output = None if error else step.output
    await item.close(status=how, arguments=told, error=error, output=output)


def _json(arguments: Any) -> str:
    if isinstance(arguments, str):
        return arguments
    return json.dumps(dict(arguments or {}), ensure_ascii=False, separators=(",", ":"))
