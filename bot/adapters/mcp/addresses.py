"""Looks up servers' names, and lets nobody lead us into a private network.

Each connection goes to an address that was checked at that moment, so a name that
changes its address between two look-ups gains nothing.
"""

import socket

from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.resolver import ThreadedResolver

from bot.core.servers.addresses import is_public


class PrivateAddress(OSError):
    """The name leads into a private network."""


class PublicResolver(AbstractResolver):
    """Finds only addresses on the public internet."""

    def __init__(self, resolver: AbstractResolver | None = None) -> None:
        self._resolver = resolver or ThreadedResolver()

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        """The host's addresses. A single private one makes all of them suspicious."""
        found = await self._resolver.resolve(host, port, family)
        if not all(is_public(each["host"]) for each in found):
            raise PrivateAddress("the name leads into a private network")
        return found

    async def close(self) -> None:
        await self._resolver.close()
