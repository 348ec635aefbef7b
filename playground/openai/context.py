"""The context of a request: the responses before it, and the items that it points
at."""

from collections.abc import Iterable, Mapping
from typing import Any

from playground.openai.asks import messages
from playground.openai.errors import ApiError, missing, refused
from playground.openai.models import reasons
from playground.openai.record import Record

Responses = Mapping[str, Record]
_FIELD = "previous_response_id"


def chain_of(responses: Responses, start: str | None) -> list[Record]:
    """The responses before this one, the latest first.

    Only the first must still be there: what came before it is part of it.
    """
    if start is None:
        return []
    chain: list[Record] = []
    record = known(responses, start)
    if record is None or not _can_follow(record):
        raise _not_found(start)
    while record is not None:
        chain.append(record)
        record = responses.get(record.previous_response_id or "")
    return chain


def known(responses: Responses, id_: str) -> Record | None:
    """A response that is stored and has not expired."""
    record = responses.get(id_)
    return record if record and record.stored and not record.gone else None


def check_items(request: Mapping[str, Any], responses: Responses) -> None:
    """Refuse items that are pointed at but unknown, or torn from their reasoning."""
    given = {str(item.get("id")) for item in messages(request)}
    for item in messages(request):
        kind = item.get("type")
        if kind == "item_reference":
            _home(str(item["id"]), responses)
        bare = kind == "image_generation_call" and not item.get("result")
        if bare or (kind == "function_call" and _known_item(item, responses)):
            record = _home(str(item["id"]), responses)
            if reasons(str(request["model"])):
                _check_reasoning(item, record.items, given)


def picture_of_item(id_: str, responses: Responses) -> bytes | None:
    """The picture that an earlier image call made."""
    for record in responses.values():
        calls = [i for i in record.items if i["type"] == "image_generation_call"]
        for item, data in zip(calls, record.canvases, strict=False):
            if item["id"] == id_:
                return data
    return None


def _can_follow(record: Record) -> bool:
    """Whether the response can be followed: one that was cut short or is still running
    cannot."""
    return record.status in ("completed", "incomplete", "failed")


def _known_item(item: Mapping[str, Any], responses: Responses) -> bool:
    """Whether an item that is sent in full has the id of one that was made here."""
    return any(
        made["id"] == item.get("id")
        for record in responses.values()
        for made in record.items
    )


def _check_reasoning(
    asked: Mapping[str, Any], items: Iterable[Mapping[str, Any]], given: set[str]
) -> None:
    id_, before = asked["id"], ""
    for item in items:
        if item["id"] == id_ and before and before not in given:
            raise refused(
                f"Item '{id_}' of type '{asked['type']}' was provided without "
                f"its required 'reasoning' item: '{before}'.",
                "input",
            )
        before = str(item["id"]) if item["type"] == "reasoning" else ""


def _home(id_: str, responses: Responses) -> Record:
    """The response that an item belongs to."""
    for record in responses.values():
        if any(item["id"] == id_ for item in record.items):
            if record.stored and not record.gone:
                return record
            raise missing(
                f"Item with id '{id_}' not found. Items are not persisted when "
                "`store` is set to false. Try again with `store` set to true, or "
                "remove this item from your input.",
                "input",
            )
    raise missing(f"Item with id '{id_}' not found.", "input")


def _not_found(id_: str) -> ApiError:
    if not id_.startswith("resp_"):
        told = f"Invalid '{_FIELD}': '{id_[:100]}'. Expected an ID that begins with"
        return refused(f"{told} 'resp'.", _FIELD, "invalid_value")
    told = f"Previous response with id '{id_[:100]}' not found."
    return refused(told, _FIELD, "previous_response_not_found")
