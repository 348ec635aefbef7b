"""Knows what the servers can do: asks each of them at the start and every day.

Nothing waits for them. A server that has not been heard yet, or does not answer, is
left out of what the model is offered.
"""

import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import Final

from bot.core.errands import Errands, rest
from bot.core.errors import StoreAway
from bot.core.servers.configured import ConfiguredServer
from bot.core.servers.offering import (
    NOT_YET,
    NOTHING,
    digests,
    offered,
    said_of,
    said_of_waiting,
    seen_first,
    waiting,
)
from bot.core.servers.tools import AcceptedTools, ListedTool, Lister, Listing
from bot.core.turn.asks import Ask
from bot.core.turn.terms import Offered, ToolServer

DAY: Final = 86_400.0
FIRST_PAUSE: Final = 30.0
LONGEST_PAUSE: Final = 3_600.0
"""Seconds until a server that did not answer is asked again: at first, and at last."""
log = logging.getLogger(__name__)


@dataclass(slots=True)
class _Known:
    """What is known about one server."""

    server: ConfiguredServer
    listing: Listing | None = None
    accepted: dict[str, str] = field(default_factory=dict)
    told: tuple[str, ...] = ()

    @property
    def waiting(self) -> tuple[ListedTool, ...]:
        tools = self.listing.tools if self.listing else ()
        return waiting(self.server, tools, self.accepted)


class KnownServers:
    """What the configured servers can do, as far as it is known."""

    def __init__(
        self,
        servers: Sequence[ConfiguredServer],
        lister: Lister,
        accepted: AcceptedTools,
        sleep: Callable[[float], Awaitable[None]] = rest,
    ) -> None:
        self._known = {each.label: _Known(each) for each in servers}
        self._lister, self._accepted, self._sleep = lister, accepted, sleep
        self._errands = Errands()

    def begin(self) -> None:
        """Begin to ask all of them."""
        for known in self._known.values():
            self._errands.start(self._keep(known), f"asking {known.server.label}")

    async def close(self) -> None:
        """Stop asking. Nothing is lost by it."""
        await self._errands.close()

    async def offered(self, ask: Ask) -> Offered:
        """The servers for an ask, and what is said of those that are left out."""
        servers: list[ToolServer] = []
        notes: list[str] = []
        for known in self._known.values():
            if not known.server.is_for(ask.thread.channel, ask.user):
                continue
            if known.waiting:
                await self._read_again(known)
            server, note = _offered(known)
            servers += [server] if server else []
            notes += [note] if note else []
        return Offered(tuple(servers), tuple(notes))

    async def look(self, label: str) -> Listing:
        """Ask one server now, and return what it says."""
        known = self._known[label]
        server = known.server
        listing = await self._lister.tools(server.url, server.token.reveal())
        if listing.trouble is None:
            before = await self._accepted.of(label)
            if new := seen_first(server, listing.tools, before):
                await self._accepted.accept_new(label, new)
                before = await self._accepted.of(label)
            known.accepted = dict(before)
        known.listing = listing
        return listing

    async def accept(self, label: str) -> tuple[ListedTool, ...]:
        """Accept what waits, as it was when the server was asked last."""
        accepted = self.waiting(label)
        await self._accepted.accept(label, digests(accepted))
        return accepted

    def waiting(self, label: str) -> tuple[ListedTool, ...]:
        """The tools of a server that wait to be accepted."""
        return self._known[label].waiting

    async def _keep(self, known: _Known) -> None:
        pause = FIRST_PAUSE
        while True:
            if await self._heard(known):
                pause = FIRST_PAUSE
                await self._sleep(DAY)
            else:
                await self._sleep(pause)
                pause = min(pause * 2, LONGEST_PAUSE)

    async def _heard(self, known: _Known) -> bool:
        before = known.listing
        try:
            listing = await self.look(known.server.label)
        except StoreAway as error:
            log.warning("the tools of %s are not noted: %s", known.server.label, error)
            return False
        _tell(known, listing, before)
        return listing.trouble is None

    async def _read_again(self, known: _Known) -> None:
        """The owner may have accepted what was waiting."""
        try:
            known.accepted = dict(await self._accepted.of(known.server.label))
        except StoreAway as error:
            log.warning("what is accepted cannot be read: %s", error)


def _offered(known: _Known) -> tuple[ToolServer | None, str]:
    label, listing = known.server.label, known.listing
    if listing is None:
        return None, NOT_YET.format(label=label)
    if listing.trouble is not None:
        return None, said_of(listing.trouble, label)
    server, left_out = (
        offered(known.server, listing.tools, known.accepted),
        known.waiting,
    )
    if left_out:
        return server, said_of_waiting(left_out, label)
    return server, "" if server else NOTHING.format(label=label)


def _tell(known: _Known, listing: Listing, last: Listing | None) -> None:
    """Log what the owner should know, when it is new."""
    label = known.server.label
    if listing.trouble is not None:
        if last is None or listing.trouble != last.trouble:
            log.warning("%s is left out: %s", label, listing.why)
        return
    left_out = known.waiting
    names = tuple(f"{each.name}={each.digest}" for each in left_out)
    if names and names != known.told:
        log.warning(
            "%s has new or changed tools, which wait for `darkroom mcp accept %s`: %s",
            *(label, label, ", ".join(each.name for each in left_out)),
        )
    elif last is None or last.trouble is not None:
        log.info("%s answers, and has %d tools", label, len(listing.tools))
    known.told = names
