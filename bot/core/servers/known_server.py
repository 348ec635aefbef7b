"""What is known about one server."""

import logging
from dataclasses import dataclass, field, replace

from bot.core.errors import StoreAway
from bot.core.identity.secret import Secret
from bot.core.servers.configured import ConfiguredServer
from bot.core.servers.offering import (
    NOT_YET,
    NOTHING,
    offered,
    said_of,
    said_of_waiting,
    seen_first,
    waiting,
)
from bot.core.servers.tools import AcceptedTools, ListedTool, Lister, Listing
from bot.core.turn.terms import ToolServer

log = logging.getLogger(__name__)


@dataclass(slots=True)
class KnownServer:
    """Its tools as it listed them last, and which of them are accepted."""

    server: ConfiguredServer
    listing: Listing | None = None
    accepted: dict[str, str] = field(default_factory=dict)
    told: tuple[str, ...] = ()

    @property
    def waiting(self) -> tuple[ListedTool, ...]:
        """The tools that wait to be accepted."""
        tools = self.listing.tools if self.listing else ()
        return waiting(self.server, tools, self.accepted)

    async def look(
        self, lister: Lister, accepted: AcceptedTools, token: Secret
    ) -> Listing:
        """Ask it now, and return what it says."""
        label = self.server.label
        listing = await lister.tools(self.server.url, token.reveal())
        if listing.trouble is None:
            before = await accepted.of(label)
            if new := seen_first(self.server, listing.tools, before):
                await accepted.accept_new(label, new)
                before = await accepted.of(label)
            self.accepted = dict(before)
        self.listing = listing
        return listing

    async def hear(
        self, lister: Lister, accepted: AcceptedTools, token: Secret
    ) -> bool:
        """Ask it now, and log what its owner should know; whether it has answered."""
        before = self.listing
        try:
            listing = await self.look(lister, accepted, token)
        except StoreAway as error:
            log.warning("the tools of %s are not noted: %s", self.server.label, error)
            return False
        self._tell(listing, before)
        return listing.trouble is None

    async def read_again(self, accepted: AcceptedTools) -> None:
        """The owner may have accepted what was waiting."""
        try:
            self.accepted = dict(await accepted.of(self.server.label))
        except StoreAway as error:
            log.warning("what is accepted cannot be read: %s", error)

    def offered(self, token: Secret, owner: str = "") -> tuple[ToolServer | None, str]:
        """What is offered of it with this token, and what is said of the rest."""
        label, listing = self.server.label, self.listing
        if listing is None:
            return None, NOT_YET.format(label=label)
        if listing.trouble is not None:
            return None, said_of(listing.trouble, label)
        found, left_out = (
            offered(self.server, listing.tools, self.accepted),
            self.waiting,
        )
        found = replace(found, token=token, owner=owner) if found else None
        if left_out:
            return found, said_of_waiting(left_out, label)
        return found, "" if found else NOTHING.format(label=label)

    def _tell(self, listing: Listing, last: Listing | None) -> None:
        """Log what the owner should know, when it is new."""
        label = self.server.label
        if listing.trouble is not None:
            if last is None or listing.trouble != last.trouble:
                log.warning("%s is left out: %s", label, listing.why)
            return
        left_out = self.waiting
        names = tuple(f"{each.name}={each.digest}" for each in left_out)
        if names and names != self.told:
            log.warning(
                "%s has new or changed tools, which wait for `darkroom mcp accept %s`: "
                "%s",
                *(label, label, ", ".join(each.name for each in left_out)),
            )
        elif last is None or last.trouble is not None:
            log.info("%s answers, and has %d tools", label, len(listing.tools))
        self.told = names
