"""Checks that every call of a function has one output, and every output a call."""

from collections.abc import Mapping, Sequence
from typing import Any

from playground.openai.asks import messages
from playground.openai.errors import refused
from playground.openai.record import Record


def check_outputs(request: Mapping[str, Any], chain: Sequence[Record]) -> None:
    """Refuse outputs of no call or of an answered one, and calls without an output."""
    made, answered = _before(chain)
    items = messages(request)
    made += [_id(item, "") for item in items if item.get("type") == "function_call"]
    for index, item in enumerate(items):
        if item.get("type") != "function_call_output":
            continue
        id_ = _id(item, f"input[{index}]")
        if id_ not in made:
            told = "No tool call found for function call output with call_id"
            raise refused(f"{told} {id_}.", "input")
        if id_ in answered:
            told = f"Duplicate tool output found for function call {id_}."
            raise refused(told, "input")
        answered.add(id_)
    for id_ in made:
        if id_ not in answered:
            raise refused(f"No tool output found for function call {id_}.", "input")


def _before(chain: Sequence[Record]) -> tuple[list[str], set[str]]:
    """The calls of the responses before, and those that were answered."""
    made: list[str] = []
    answered: set[str] = set()
    for record in reversed(chain):
        for item in (*messages(record.request), *record.items):
            if item.get("type") == "function_call":
                made.append(str(item["call_id"]))
            if item.get("type") == "function_call_output":
                answered.add(str(item["call_id"]))
    return made, answered


def _id(item: Mapping[str, Any], path: str) -> str:
    if not item.get("call_id"):
        where = f"{path}.call_id"
        told = f"Missing required parameter: '{where}'."
        raise refused(told, where, "missing_required_parameter")
    return str(item["call_id"])


def check_once(request: Mapping[str, Any], chain: Sequence[Record]) -> None:
    """Refuse items that are sent twice, or that the chain has already."""
    seen = {str(item["id"]) for record in chain for item in record.items}
    for item in messages(request):
        id_ = item.get("id")
        if id_ in seen:
            told = f"Duplicate item found with id {id_}. Remove duplicate items from "
            raise refused(f"{told}your input and try again.", "input")
        if id_:
            seen.add(str(id_))
