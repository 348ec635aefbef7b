"""What was begun at OpenAI, from its log, and for which ask."""

from collections.abc import Mapping
from hashlib import sha256

from playground.openai.images_record import ImageRecord
from playground.openai.record import Record
from tests.chaos.asking import CODE
from tests.chaos.evidence import Paid
from tests.chaos.town import Town


def paid(town: Town) -> list[Paid]:
    """Every response and every direct picture that was begun for an ask."""
    ships = {
        request.response_id: _header(request.headers, "openai-project")
        for request in town.model.requests
        if request.response_id and request.method == "POST"
    }
    records: dict[str, Record] = {**town.model.responses, **town.model.images}
    codes: dict[str, str] = {}
    for id_, record in records.items():  # who follows comes later
        before = codes.get(record.previous_response_id or "", "")
        codes[id_] = before if _goes_on(record) else _asks_for(record)
    return [
        _response(record, ships.get(id_, ""), codes)
        for id_, record in records.items()
        if codes[id_]  # Eve's payloads have none
    ]


def _header(headers: Mapping[str, str], name: str) -> str:
    return next((text for key, text in headers.items() if key.lower() == name), "")


def _asks_for(record: Record) -> str:
    """The code of the ask: the last one that a person said."""
    found = CODE.findall(_said(record))
    return str(found[-1]) if found else ""


def _said(record: Record) -> str:
    """What the model was told; one that only draws has a prompt."""
    return str(record.request.get("input") or record.request.get("prompt"))


def _goes_on(record: Record) -> bool:
    """Whether it only answers what the response before has called and asked."""
    given = record.request.get("input")
    return isinstance(given, list) and not any("role" in item for item in given)


def _allowed(record: Record) -> tuple[str, ...]:
    calls = (item for item in record.items if item["type"] == "mcp_call")
    return tuple(str(call["approval_request_id"]) for call in calls)


def _response(record: Record, ship: str, codes: Mapping[str, str]) -> Paid:
    events = record.events
    return Paid(
        code=codes[record.id],
        ship=ship,
        at=record.created_at,
        until=events[-1].at if events else record.created_at,
        whole=record.status == "completed" and not record.closed_early,
        codes=frozenset(CODE.findall(_said(record))),
        pictures=frozenset(sha256(data).hexdigest() for data in record.pictures),
        previews=sum(event.type.endswith("partial_image") for event in events),
        given=frozenset(sha256(data).hexdigest() for data in record.attached),
        onto=codes.get(record.previous_response_id or "", ""),
        leg=(record.previous_response_id or "") if _goes_on(record) else "",
        allowed=_allowed(record),
        direct=isinstance(record, ImageRecord),
    )
