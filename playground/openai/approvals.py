"""Approvals: each one that was asked for is answered in the next request, by its id."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from playground.openai.asks import messages
from playground.openai.errors import refused
from playground.openai.record import Record
from playground.openai.steps import Use

Item = Mapping[str, Any]

ASKED, ANSWERED = "mcp_approval_request", "mcp_approval_response"
_OPEN = "The following MCP approval requests do not have an approval: "
_LOST = (
    "The following MCP approval requests have approval responses but weren't passed "
    "as input: "
)


def check_approvals(request: Mapping[str, Any], chain: Sequence[Record]) -> None:
    """Refuse a request that leaves an approval open, or answers one that was not asked
    for."""
    asked, answered = _before(chain)
    items = messages(request)
    asked |= {str(i.get("id")): i for i in items if i.get("type") == ASKED}
    still = [id_ for id_ in asked if id_ not in answered]
    given = [str(i["approval_request_id"]) for i in items if i.get("type") == ANSWERED]
    if lost := [id_ for id_ in given if id_ not in still]:
        raise refused(_LOST + ", ".join(lost), "input")
    if left := [id_ for id_ in still if id_ not in given]:
        raise refused(_OPEN + ", ".join(left), "input")


def _before(chain: Sequence[Record]) -> tuple[dict[str, Item], set[str]]:
    """The questions of earlier responses, and the answers that were given."""
    items: list[Item] = [item for record in chain for item in record.items]
    asked = {str(item["id"]): item for item in items if item["type"] == ASKED}
    answers = [i for r in chain for i in messages(r.request)]
    ids = {str(i["approval_request_id"]) for i in answers if i.get("type") == ANSWERED}
    return asked, ids


def approved(request: Mapping[str, Any], chain: Sequence[Record]) -> Iterator[Use]:
    """The uses that a person has approved, exactly as they were asked for."""
    asked, _ = _before(chain)
    asked |= {str(i.get("id")): i for i in messages(request) if i.get("type") == ASKED}
    for answer in messages(request):
        if answer.get("type") == ANSWERED and answer["approve"]:
            item = asked[str(answer["approval_request_id"])]
            name, label = item["name"], item["server_label"]
            yield Use(name, label, item["arguments"], approval=str(item["id"]))
