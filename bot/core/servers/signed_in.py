"""The servers that people have signed in to, as each connection sees them.

Such a server is asked for its tools when somebody signs in, and when an ask could use
them. Nobody's own token is used for anything else.
"""

import asyncio
import logging
from collections import OrderedDict
from dataclasses import dataclass
from typing import Final

from bot.core.errands import Errands
from bot.core.errors import SignInFailed, StoreAway
from bot.core.servers.configured import ConfiguredServer
from bot.core.servers.connections import Connection, ConnectionKey, Tokens
from bot.core.servers.known_server import KnownServer
from bot.core.servers.metadata import covers
from bot.core.servers.offering import said_of
from bot.core.servers.tools import AcceptedTools, Lister, ListingTrouble
from bot.core.turn.asks import Ask
from bot.core.turn.terms import ToolServer

DAY: Final = 86_400.0
PAUSE: Final = 30.0
"""Seconds until a server that did not answer is asked again."""
PATIENCE: Final = 6.0
"""Seconds that an ask waits for a server that was not heard yet."""
MOST_REMEMBERED: Final = 1_000
log = logging.getLogger(__name__)


@dataclass(slots=True)
class _Seen:
    """A server as one connection sees it: since when, and with which sign-in."""

    known: KnownServer
    made: float
    at: float = 0.0
    hearing: asyncio.Task[bool] | None = None

    def is_old(self, now: float) -> bool:
        """Whether it should be asked again."""
        listing = self.known.listing
        if listing is None:
            return True
        return now > self.at + (PAUSE if listing.trouble else DAY)


class SignedInServers:
    """Offers the servers that somebody has signed in to."""

    def __init__(
        self, lister: Lister, accepted: AcceptedTools, tokens: Tokens, errands: Errands
    ) -> None:
        self._lister, self._accepted, self._tokens = lister, accepted, tokens
        self._errands = errands
        self._seen: OrderedDict[ConnectionKey, _Seen] = OrderedDict()

    async def offered(
        self, server: ConfiguredServer, ask: Ask
    ) -> tuple[ToolServer | None, str]:
        """What is offered to this ask, and what is said of the rest. Of a server that
        nobody has signed in to, nothing is said."""
        key = _key(server, ask)
        try:
            found = await self._tokens.of(key)
            if found is None:
                return None, ""
            if not works(found, server):
                return None, said_of(ListingTrouble.UNCONNECTED, server.label)
            return await self._as_seen(server, found)
        except (SignInFailed, StoreAway) as error:
            log.warning("%s is left out: %s", server.label, error)
            return None, said_of(ListingTrouble.AWAY, server.label)

    def doubt(self, server: ConfiguredServer, ask: Ask) -> None:
        """Ask it anew before it is offered again."""
        self._seen.pop(_key(server, ask), None)

    async def heard(self, server: ConfiguredServer, key: ConnectionKey) -> None:
        """Somebody has signed in: ask the server now, so that nobody has to wait."""
        found = await self._tokens.of(key)
        if found is not None and works(found, server):
            await self._hear(self._of(server, found), found)

    async def _as_seen(
        self, server: ConfiguredServer, found: Connection
    ) -> tuple[ToolServer | None, str]:
        seen = self._of(server, found)
        if seen.is_old(self._now()):
            await self._heard_soon(seen, found)
        listing = seen.known.listing
        if listing and listing.trouble is ListingTrouble.REFUSED:
            # The token may have been ended there; a newer one may be accepted.
            newer = await self._tokens.of(found.key, found.generation)
            if newer is None or newer.over:
                return None, said_of(ListingTrouble.UNCONNECTED, server.label)
            found = newer
            await self._heard_soon(seen, found)
        if seen.known.waiting:
            await seen.known.read_again(self._accepted)
        return seen.known.offered(found.grant.access, found.key.person)

    def _of(self, server: ConfiguredServer, found: Connection) -> _Seen:
        seen = self._seen.get(found.key)
        if seen is None or seen.made != found.made:
            seen = self._seen[found.key] = _Seen(KnownServer(server), found.made)
        self._seen.move_to_end(found.key)
        if len(self._seen) > MOST_REMEMBERED:
            self._seen.popitem(last=False)
        return seen

    async def _heard_soon(self, seen: _Seen, found: Connection) -> None:
        """Ask the server; what it said before is good enough while it does not
        answer."""
        if seen.hearing is None or seen.hearing.done():
            seen.hearing = self._errands.start(self._hear(seen, found), "asking again")
        listing = seen.known.listing
        if listing is None or listing.trouble is not None:
            await asyncio.wait({seen.hearing}, timeout=PATIENCE)

    async def _hear(self, seen: _Seen, found: Connection) -> bool:
        token = found.grant.access
        answered = await seen.known.hear(self._lister, self._accepted, token)
        seen.at = self._now()
        return answered

    def _now(self) -> float:
        return asyncio.get_running_loop().time()


def works(found: Connection, server: ConfiguredServer) -> bool:
    """Whether the connection is one to the server as it is configured now: a token is
    not sent to another address than the one that somebody has signed in for."""
    return not found.over and covers(found.enrolment.resource, server.url)


def _key(server: ConfiguredServer, ask: Ask) -> ConnectionKey:
    person = ask.user if server.personal else ""
    return ConnectionKey(ask.thread.team, person, server.label)
