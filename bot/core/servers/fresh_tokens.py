"""Gives the tokens of connections, and renews them before they end.

Many servers give a new token to renew with each time, and end the old one. So only one
process renews at a time, and what it gets is stored whatever becomes of who wanted it.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Final

from bot.core.errands import Errands
from bot.core.errors import SignInFailed, SignInOver
from bot.core.servers.connections import (
    AuthorizationServers,
    Connection,
    ConnectionKey,
    Connections,
    Grant,
)

EARLY: Final = 300.0
"""Seconds before its end at which a token is renewed, or half of what it lasts."""
LEASE: Final = 45.0
"""Seconds that a process has to renew; a request of it takes less."""
PATIENCE: Final = 20.0
AGAIN: Final = 0.1
NOT_NOW: Final = "somebody else renews it"
log = logging.getLogger(__name__)


class FreshTokens:
    """Implements the port `Tokens`."""

    def __init__(
        self,
        connections: Connections,
        outside: AuthorizationServers,
        errands: Errands,
        clock: Callable[[], float],
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._connections, self._outside = connections, outside
        self._errands, self._clock, self._sleep = errands, clock, sleep

    async def some(self, label: str) -> Connection | None:
        """Anybody's connection to a server, with a token that works."""
        found = await self._connections.some(label)
        return await self.of(found.key) if found else None

    async def of(self, key: ConnectionKey, refused: int = -1) -> Connection | None:
        """The connection with a token that has not ended; None if there is none.

        `refused` is the generation whose token the server did not take. Raises
        SignInFailed if the token cannot be renewed now.
        """
        until = self._clock() + PATIENCE
        while True:
            found = await self._connections.of(key)
            if found is None or found.over or not self._is_due(found, refused):
                return found
            now = self._clock()
            if await self._connections.lease(found, now, now + LEASE):
                renewing = self._errands.start(self._renewed(found, refused), "a token")
                return await asyncio.shield(renewing)
            if now > until:
                return self._as_it_is(found, refused, SignInFailed(NOT_NOW))
            await self._sleep(AGAIN)

    def _is_due(self, found: Connection, refused: int) -> bool:
        grant = found.grant
        early = min(EARLY, grant.lasts / 2)
        ends = grant.expires and self._clock() >= grant.expires - early
        return bool(ends) or found.generation <= refused

    def _as_it_is(
        self, found: Connection, refused: int, error: SignInFailed
    ) -> Connection:
        """The connection with its old token, as long as that is good."""
        grant = found.grant
        good = not grant.expires or self._clock() < grant.expires
        if good and found.generation > refused:
            return found
        raise error

    async def _renewed(self, found: Connection, refused: int) -> Connection | None:
        try:
            if not found.grant.refresh:
                return await self._not_renewable(found, refused)
            grant = await self._outside.renewed(found.enrolment, found.grant)
        except SignInOver as error:
            return await self._over(found, str(error))
        except SignInFailed as error:
            await self._connections.release(found)
            return self._as_it_is(found, refused, error)
        if await self._connections.renew(replace(found, grant=grant)):
            return replace(found, grant=grant, generation=found.generation + 1)
        # Somebody disconnected it, or connected anew, meanwhile.
        await self._outside.revoked(found.enrolment, grant)
        return await self._connections.of(found.key)

    async def _not_renewable(
        self, found: Connection, refused: int
    ) -> Connection | None:
        """Use it to its end."""
        try:
            known = self._as_it_is(found, refused, SignInFailed("its token has ended"))
        except SignInFailed as error:
            return await self._over(found, str(error))
        await self._connections.release(found)
        return known

    async def _over(self, found: Connection, why: str) -> Connection | None:
        log.warning("the connection to %s has ended: %s", found.key.label, why)
        await self._connections.renew(replace(found, grant=Grant(), over=True))
        return await self._connections.of(found.key)
