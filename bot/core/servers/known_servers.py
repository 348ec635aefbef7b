"""Knows what the servers can do: asks each of them at the start and every day.

Nothing waits for them. A server that has not been heard yet, or does not answer, is
left out of what the model is offered. Those that people sign in to are asked when that
is needed (`signed_in.py`).
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Final

from bot.core.errands import Errands, rest
from bot.core.errors import SignInFailed
from bot.core.servers.configured import ConfiguredServer
from bot.core.servers.connections import Connection, ConnectionKey, Tokens
from bot.core.servers.known_server import KnownServer
from bot.core.servers.offering import digests
from bot.core.servers.signed_in import SignedInServers, works
from bot.core.servers.tools import (
    AcceptedTools,
    ListedTool,
    Lister,
    Listing,
    ListingTrouble,
)
from bot.core.turn.asks import Ask
from bot.core.turn.terms import Offered, ToolServer

DAY: Final = 86_400.0
FIRST_PAUSE: Final = 30.0
LONGEST_PAUSE: Final = 3_600.0
"""Seconds until a server that did not answer is asked again: at first, and at last."""
UNCONNECTED: Final = "nobody has signed in to it: `/darkroom connect {label}` in Slack"


class NoTokens:
    """Implements the port `Tokens`: nobody has signed in to anything."""

    async def of(self, key: ConnectionKey, refused: int = -1) -> Connection | None:
        """None."""
        return None

    async def some(self, label: str) -> Connection | None:
        """None."""
        return None


class KnownServers:
    """What the configured servers can do, as far as it is known."""

    def __init__(
        self,
        servers: Sequence[ConfiguredServer],
        lister: Lister,
        accepted: AcceptedTools,
        sleep: Callable[[float], Awaitable[None]] = rest,
        tokens: Tokens | None = None,
    ) -> None:
        self._known = {each.label: KnownServer(each) for each in servers}
        self._lister, self._accepted, self._sleep = lister, accepted, sleep
        self._tokens: Tokens = tokens or NoTokens()
        self._errands = Errands()
        self._signed_in = SignedInServers(lister, accepted, self._tokens, self._errands)

    def begin(self) -> None:
        """Begin to ask all of them."""
        for known in self._known.values():
            if not known.server.oauth:
                self._errands.start(self._keep(known), f"asking {known.server.label}")

    async def close(self) -> None:
        """Stop asking. Nothing is lost by it."""
        await self._errands.close()

    async def offered(self, ask: Ask) -> Offered:
        """The servers for an ask, and what is said of those that are left out."""
        channel, user = ask.thread.channel, ask.user
        here = [e for e in self._known.values() if e.server.is_for(channel, user)]
        found = await asyncio.gather(*(self._offered(each, ask) for each in here))
        servers = tuple(server for server, _ in found if server)
        return Offered(servers, tuple(note for _, note in found if note))

    async def _offered(
        self, known: KnownServer, ask: Ask
    ) -> tuple[ToolServer | None, str]:
        if known.server.oauth:
            return await self._signed_in.offered(known.server, ask)
        if known.waiting:
            await known.read_again(self._accepted)
        return known.offered(known.server.token)

    def doubt(self, ask: Ask, label: str) -> None:
        """The model was not let in: find out whether a token has been ended there."""
        known = self._known.get(label)
        if known is not None and known.server.oauth:
            self._signed_in.doubt(known.server, ask)

    async def heard(self, key: ConnectionKey) -> None:
        """Somebody has signed in to this server."""
        if known := self._known.get(key.label):
            await self._signed_in.heard(known.server, key)

    async def look(self, label: str) -> Listing:
        """Ask one server now, and return what it says."""
        known = self._known[label]
        token = known.server.token
        if known.server.oauth:
            try:
                found = await self._tokens.some(label)
            except SignInFailed as error:
                return Listing(trouble=ListingTrouble.AWAY, why=str(error))
            if found is None or not works(found, known.server):
                why = UNCONNECTED.format(label=label)
                return Listing(trouble=ListingTrouble.UNCONNECTED, why=why)
            token = found.grant.access
        return await known.look(self._lister, self._accepted, token)

    async def accept(self, label: str) -> tuple[ListedTool, ...]:
        """Accept what waits, as it was when the server was asked last."""
        accepted = self.waiting(label)
        await self._accepted.accept(label, digests(accepted))
        return accepted

    def waiting(self, label: str) -> tuple[ListedTool, ...]:
        """The tools of a server that wait to be accepted."""
        return self._known[label].waiting

    async def _keep(self, known: KnownServer) -> None:
        pause = FIRST_PAUSE
        while True:
            if await known.hear(self._lister, self._accepted, known.server.token):
                pause = FIRST_PAUSE
                await self._sleep(DAY)
            else:
                await self._sleep(pause)
                pause = min(pause * 2, LONGEST_PAUSE)
