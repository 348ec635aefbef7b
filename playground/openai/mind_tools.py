"""Decides when a tool is used because the words name it: a function, or a server."""

import re
from collections.abc import Mapping
from typing import Any

from playground.openai.asks import Ask
from playground.openai.fitting import fitted
from playground.openai.functions import functions_of, may_call, parameters_of
from playground.openai.mind_charts import CHART
from playground.openai.mind_sets import SET
from playground.openai.servers import names_of, servers_of
from playground.openai.steps import Call, Use

LEFT = "That was not allowed, so I have left it."


def tool_for(ask: Ask, request: Mapping[str, Any]) -> Call | Use | None:
    """The tool that the words name, unless it has just been used."""
    if ask.answers:
        return None
    return _function(ask, request) or _server(ask, request)


def _function(ask: Ask, request: Mapping[str, Any]) -> Call | None:
    for name, tool in functions_of(request).items():
        if (
            name not in (SET, CHART)
            and _named(name, ask.text)
            and may_call(request, name)
        ):
            schema, about = parameters_of(tool), ask.text[:200]
            wish = dict.fromkeys(schema.get("properties", {}), about)
            return Call(name, fitted(schema, wish, schema))
    return None


def _server(ask: Ask, request: Mapping[str, Any]) -> Use | None:
    """Of a server's tools the one that is named, or else the first."""
    for label, tool in servers_of(request).items():
        names = names_of(tool)
        if names and _named(label, ask.text):
            name = next((n for n in names if _named(n, ask.text)), names[0])
            return Use(name, label, {"about": ask.text[:200]})
    return None


def _named(name: str, text: str) -> bool:
    return re.search(rf"\b{re.escape(name)}\b", text, re.IGNORECASE) is not None
