"""The contents of a modal's inputs: first what the app put there, then what people
type."""

from collections.abc import Iterator, Mapping

from playground.slack.messages import elements
from playground.slack.modals import FIELDS
from playground.slack.payloads import chosen
from playground.slack.values import Json
from playground.slack.workspace import View

REQUIRED = "Please complete this required field."


def fill(view: View, values: Mapping[str, Mapping[str, object]]) -> None:
    """Write a person's values into the view's state; unknown places raise."""
    state: dict[str, Json] = {}
    for block_id, element in stateful(view):
        given = values.get(block_id, {})
        kept = view.state.get(block_id, {}).get(element["action_id"])
        entry = kept or _initial(element)
        if element["action_id"] in given:
            entry = chosen(element, given[element["action_id"]])
        state.setdefault(block_id, {})[element["action_id"]] = {
            "type": element["type"],
            **entry,
        }
    _refuse_unknown(values, state)
    view.state = state


def unfilled(view: View) -> dict[str, str]:
    """The required inputs that hold nothing: Slack's client sends no such modal."""
    missing = {}
    for block in view.blocks:
        if block["type"] == "input" and not block.get("optional"):
            [(block_id, element)] = elements(block["element"], block["block_id"])
            entry = view.state[block_id][element["action_id"]]
            if entry.get(FIELDS[element["type"]]) in (None, "", []):
                missing[block_id] = REQUIRED
    return missing


def stateful(view: View) -> Iterator[tuple[str, Json]]:
    for block_id, element in elements(view.blocks):
        if element["type"] in FIELDS and element["type"] != "overflow":
            yield block_id, element


def _initial(element: Json) -> Json:
    field = FIELDS[element["type"]]
    initial = "initial_" + field.removeprefix("selected_")
    empty: object = [] if field == "selected_options" else None
    return {field: element.get(initial, empty)}


def _refuse_unknown(
    values: Mapping[str, Mapping[str, object]], state: Mapping[str, Json]
) -> None:
    for block_id, given in values.items():
        for action_id in given:
            if action_id not in state.get(block_id, {}):
                raise LookupError(f"No input {block_id}/{action_id}: {dict(state)}")
