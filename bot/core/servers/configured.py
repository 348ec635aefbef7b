"""A server as its owner has described it in `mcp.toml`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from bot.core.identity.secret import Secret
from bot.core.servers.addresses import host_of

EVERY: Final = "*"
ALWAYS: Final = "always"
WRITES: Final = "writes"


@dataclass(frozen=True, slots=True)
class ConfiguredServer:
    """What the owner wants of one server.

    `tools` are the names of those that may be used; "*" stands for all. `ask` says
    whether a person is asked before a tool is used: "always", or "writes", which spares
    the tools that the server itself marks as read-only, if it is `trusted`. `asks` says
    so for single tools. Where `channels` or `people` is empty, all of them may use it.
    The address can hold a key, so it is not shown whole.

    `oauth`: people sign in to it by a link, an admin for the workspace or, if it is
    `personal`, each for himself. There we are the client `client_id` or, without one,
    whom the server registers.
    """

    label: str
    url: str = field(repr=False)
    tools: tuple[str, ...]
    token: Secret = field(default_factory=Secret)
    trusted: bool = False
    ask: str = ALWAYS
    asks: Mapping[str, str] = field(default_factory=dict)
    channels: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    oauth: bool = False
    personal: bool = False
    client_id: str = ""
    client_secret: Secret = field(default_factory=Secret)

    @property
    def host(self) -> str:
        """Where it is."""
        return host_of(self.url)

    @property
    def every(self) -> bool:
        """Whether all of its tools may be used."""
        return EVERY in self.tools

    def wants(self, name: str) -> bool:
        """Whether the tool of this name may be used."""
        return self.every or name in self.tools

    def is_for(self, channel: str, user: str) -> bool:
        """Whether this person may use it in this channel."""
        here = not self.channels or channel in self.channels
        return here and (not self.people or user in self.people)

    def asks_for(self, name: str, *, read_only: bool) -> bool:
        """Whether a person has to allow each use of this tool."""
        asks = self.asks.get(name) or self.asks.get(EVERY) or self.ask
        return not (asks == WRITES and self.trusted and read_only)
