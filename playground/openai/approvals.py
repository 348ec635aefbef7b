"""Approvals: each one that was asked for is answered in the next request, by its id."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from playground.openai.asks import messages
from playground.openai.errors import refused
from playground.openai.record import Record
from playground.openai.servers import names_of, servers_of
from playground.openai.steps import ListTools, Step, Use

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


def beforehand(request: Mapping[str, Any], chain: Sequence[Record]) -> Iterator[Step]:
    """The first steps of a response: tools are listed, and allowed ones used.

    The tools of a server whose list the chain has already are not listed again.
    """
    listed = {i["server_label"] for r in chain for i in r.items if _is_list(i)}
    for label, tool in servers_of(request).items():
        if label not in listed:
            yield ListTools(label, tuple(names_of(tool)))
    asked, _ = _before(chain)
    asked |= {str(i.get("id")): i for i in messages(request) if i.get("type") == ASKED}
    for answer in messages(request):
        if answer.get("type") == ANSWERED and answer["approve"]:
            item = asked[str(answer["approval_request_id"])]
            name, label = item["name"], item["server_label"]
            yield Use(name, label, item["arguments"], approval=str(item["id"]))


def _is_list(item: Item) -> bool:
    return bool(item["type"] == "mcp_list_tools")
