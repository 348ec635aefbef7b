"""What the emulated model has before it: tools of servers, and what they gave back."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain as joined
from typing import Any

from playground.openai.asks import messages
from playground.openai.listing import listed
from playground.openai.record import Record
from playground.openai.servers import asks_first, is_allowed, servers_of
from playground.openai.steps import Items

Item = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Tool:
    """A tool of a server that may be used now; `asks` says whether a person has to
    approve it."""

    server: str
    name: str
    description: str
    schema: Mapping[str, Any]
    reads: bool
    asks: bool


@dataclass(frozen=True, slots=True)
class Desk:
    """`used` are the calls since a person last said something, the oldest first;
    `before` are those of the thread until then, the latest first."""

    tools: tuple[Tool, ...] = ()
    used: tuple[Item, ...] = ()
    before: tuple[Item, ...] = ()
    declined: frozenset[tuple[str, str]] = frozenset()
    """Servers and tools that somebody did not allow since then."""
    bare: frozenset[str] = frozenset()
    """Servers whose lists are empty."""

    def uses_of(self, tool: Tool) -> list[Item]:
        """The calls of one tool since a person last said something."""
        wanted = (tool.server, tool.name)
        return [i for i in self.used if (i["server_label"], i["name"]) == wanted]

    @property
    def outputs(self) -> Iterator[str]:
        """What the calls of the whole thread gave back, the latest first."""
        for call in (*reversed(self.used), *self.before):
            if call["output"]:
                yield str(call["output"])


EMPTY = Desk()


def desk_of(request: Mapping[str, Any], chain: Sequence[Record], items: Items) -> Desk:
    """Read it from a request, the responses before it, and what this one has so far."""
    turn, earlier = _parted(request, chain)
    here = [*joined.from_iterable(r.items for r in reversed(turn)), *items]
    before = joined.from_iterable(reversed(r.items) for r in earlier)
    lists = listed([*joined.from_iterable(r.items for r in reversed(earlier)), *here])
    answers = [*messages(request), *(i for r in turn for i in messages(r.request))]
    return Desk(
        tuple(_tools(request, lists)),
        tuple(item for item in here if item["type"] == "mcp_call"),
        tuple(item for item in before if item["type"] == "mcp_call"),
        frozenset(_declined(here, answers)),
        frozenset(label for label, tools in lists.items() if not tools),
    )


def read(output: str) -> Any:
    """The output as data; None if it is plain text."""
    try:
        return json.loads(output)
    except ValueError:
        return None


def rows_in(data: Any) -> list[dict[str, Any]]:
    """The longest list of objects in some data."""
    found: list[dict[str, Any]] = []
    match data:
        case list() if data and all(isinstance(each, dict) for each in data):
            found = data
        case dict():
            found = max(map(rows_in, data.values()), key=len, default=[])
    return found


def _parted(
    request: Mapping[str, Any], chain: Sequence[Record]
) -> tuple[Sequence[Record], Sequence[Record]]:
    """The responses of this turn, and those of earlier ones."""
    asked: Mapping[str, Any] = request
    for number, record in enumerate(chain):
        if any(item.get("role") == "user" for item in messages(asked)):
            return chain[:number], chain[number:]
        asked = record.request
    return chain, ()


def _tools(
    request: Mapping[str, Any], lists: Mapping[str, Sequence[Item]]
) -> Iterator[Tool]:
    for label, server in servers_of(request).items():
        for each in lists.get(label, ()):
            if is_allowed(server, each):
                yield Tool(
                    label,
                    str(each["name"]),
                    str(each["description"]),
                    each["input_schema"],
                    each["annotations"]["read_only"],
                    asks_first(server, each),
                )


def _declined(items: Items, answers: Items) -> Iterator[tuple[str, str]]:
    no = {
        each["approval_request_id"]
        for each in answers
        if each.get("type") == "mcp_approval_response" and not each["approve"]
    }
    for item in items:
        if item["type"] == "mcp_approval_request" and item["id"] in no:
            yield item["server_label"], item["name"]
