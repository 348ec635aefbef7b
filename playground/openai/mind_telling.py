"""Says in words what came of the tools of servers."""

from collections.abc import Mapping
from typing import Any

from playground.openai.asks import Ask
from playground.openai.desk import Desk, read, rows_in
from playground.openai.stems import stems

LEFT = "That was not allowed, so I have left it."


def told(ask: Ask, desk: Desk) -> str:
    """What came of the tools, in words; empty if the ask has nothing to do with any."""
    left = LEFT if desk.declined else ""
    invented = "" if desk.used or left else _invented(ask, desk)
    return "\n".join(filter(None, (_returned(desk), left, invented)))


def _invented(ask: Ask, desk: Desk) -> str:
    """Of a server that offers nothing the model makes up a result, as the real one was
    seen to do."""
    named = [label for label in sorted(desk.bare) if stems(label) <= stems(ask.text)]
    return f"I have asked {named[0]}, and the result is 6." if named else ""


def _returned(desk: Desk) -> str:
    """What the calls gave back. What was only looked up for another one is left out."""
    kinds = {(tool.server, tool.name): tool.reads for tool in desk.tools}
    last = {(call["server_label"], call["name"]): call for call in desk.used}
    acts = [call for key, call in last.items() if not kinds.get(key, True)]
    return "\n\n".join(map(_came, acts or last.values()))


def _came(call: Mapping[str, Any]) -> str:
    if call["error"]:
        return f"{call['server_label']} could not do that: {_why(call['error'])}."
    output = str(call["output"])
    data = read(output)
    if rows := rows_in(data):
        return "\n".join(f"• {_line(row)}" for row in rows[:10])
    return _line(data) if isinstance(data, dict) else output[:500] or "Done."


def _why(error: Mapping[str, Any]) -> str:
    """The server's own words where it has any."""
    content = error.get("content")
    first = content[0] if isinstance(content, list) and content else {}
    said = str(first.get("text") or error.get("message") or "it failed")
    return said[:200].rstrip(".")


def _line(row: Mapping[str, Any]) -> str:
    return " · ".join(_cell(key, value) for key, value in row.items())


def _cell(key: str, value: Any) -> str:
    """Numbers say nothing by themselves."""
    if isinstance(value, int | float):
        return f"{key} {value:.2f}" if isinstance(value, float) else f"{key} {value}"
    return str(value)[:100]
