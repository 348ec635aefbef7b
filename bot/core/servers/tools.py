"""What a server says of its tools, and a digest of it by which a change is noticed."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Protocol


@dataclass(frozen=True, slots=True)
class ListedTool:
    """A tool as its server describes it. None of it is to be trusted.

    The digest is the same for the same tool, in whatever order its server writes it.
    """

    name: str
    description: str = field(default="", repr=False)
    schema: Mapping[str, Any] = field(default_factory=dict, repr=False)
    annotations: Mapping[str, Any] = field(default_factory=dict, repr=False)
    digest: str = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "digest", self._digest())

    @property
    def read_only(self) -> bool:
        """Whether the server marks it as one that changes nothing."""
        return self.annotations.get("readOnlyHint") is True

    def _digest(self) -> str:
        told = {
            "name": self.name,
            "description": self.description,
            "input_schema": self.schema,
            "annotations": self.annotations,
        }
        text = json.dumps(told, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()


class ListingTrouble(StrEnum):
    """Why a server's tools are not known."""

    AWAY = "away"
    REFUSED = "refused"
    UNCONNECTED = "unconnected"


@dataclass(frozen=True, slots=True)
class Listing:
    """The tools of a server, or why they are not known; `why` is for the log alone."""

    tools: tuple[ListedTool, ...] = ()
    trouble: ListingTrouble | None = None
    why: str = ""


class Lister(Protocol):
    """Asks servers for their tools."""

    async def tools(self, url: str, token: str) -> Listing:
        """The server's tools. Never raises, and does not take long."""


class AcceptedTools(Protocol):
    """Remembers the digest of each tool that may be used."""

    async def of(self, label: str) -> Mapping[str, str]:
        """The digests of a server's accepted tools, by their names."""

    async def accept(self, label: str, digests: Mapping[str, str]) -> None:
        """Accept these tools as they are now."""

    async def accept_new(self, label: str, digests: Mapping[str, str]) -> None:
        """Accept those of these tools that were never seen before."""
