"""Plays calls of functions: the arguments in deltas, then the call as a whole."""

import json
from collections.abc import Mapping
from typing import Any

from playground.openai.fitting import fitted
from playground.openai.functions import functions_of, parameters_of
from playground.openai.record import new_id
from playground.openai.schemas import allows
from playground.openai.stage import Item, Stage
from playground.openai.steps import Call

_DELTA = 16


def calls_again(stage: Stage) -> bool:
    """Whether the previous item was a call, so that this one is parallel to it."""
    items = stage.record.items
    return bool(items) and items[-1]["type"] == "function_call"


def one_only(stage: Stage) -> bool:
    """Whether a call was made, and the request wants no second one beside it."""
    kinds = [item["type"] for item in stage.record.items]
    alone = stage.record.request.get("parallel_tool_calls") is False
    return alone and "function_call" in kinds


async def call(stage: Stage, step: Call) -> None:
    """Play one call, which the caller has to answer in its next request."""
    told = arguments_of(step, functions_of(stage.record.request).get(step.call))
    item = await stage.open(
        "function_call",
        "fc",
        status="in_progress",
        arguments="",
        call_id=f"call_{new_id('c')[2:26]}",
        name=step.call,
    )
    await _speak(item, told)
    if step.stops:
        return
    await item.tell("function_call_arguments.done", arguments=told)
    await item.close(status="completed", arguments=told)


async def _speak(item: Item, told: str) -> None:
    size = max(_DELTA, len(told) // 100)
    for at in range(0, len(told), size):
        await item.stage.rest(item.stage.profile.word)
        await item.tell(
            "function_call_arguments.delta",
            delta=told[at : at + size],
            **item.stage.padding(),
        )


def arguments_of(step: Call, tool: Mapping[str, Any] | None) -> str:
    """The JSON of the arguments. They fit the schema, unless the step wants wrong
    ones."""
    if isinstance(step.arguments, str):
        return step.arguments
    if tool is None:
        return _json(step.arguments or {})
    schema = parameters_of(tool)
    if step.arguments is None:
        return _json(fitted(schema, None, schema))
    if not step.wrong and not allows(schema, step.arguments, schema):
        raise ValueError(f"the schema of {step.call!r} does not allow the arguments")
    return _json(step.arguments)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
