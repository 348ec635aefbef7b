"""Asks servers for their tools over HTTP, within limits of time, size and place."""

import asyncio
from typing import Final

from aiohttp import ClientError, ClientSession, ClientTimeout, TCPConnector

from bot.adapters.mcp.addresses import PrivateAddress, PublicResolver
from bot.adapters.mcp.asking import tools_of
from bot.adapters.mcp.errors import LockedOut, ServerError
from bot.adapters.mcp.posting import Exchange
from bot.adapters.proxies import proxy_to
from bot.core.servers.addresses import trouble_with
from bot.core.servers.tools import Listing, ListingTrouble

PATIENCE: Final = 20.0


class HttpLister:
    """Implements the port `Lister`. If it is `local`, servers may be anywhere."""

    def __init__(
        self,
        *,
        local: bool = False,
        patience: float = PATIENCE,
        resolver: PublicResolver | None = None,
    ) -> None:
        self._local, self._patience = local, patience
        self._resolver = resolver

    async def tools(self, url: str, token: str) -> Listing:
        """The server's tools. Never raises, and does not take long."""
        if trouble := trouble_with(url, local=self._local):
            return _away(f"its address {trouble}")
        try:
            async with asyncio.timeout(self._patience):
                return await self._listed(url, token)
        except TimeoutError:
            return _away("it does not answer in time")
        except LockedOut as error:
            return Listing(trouble=ListingTrouble.REFUSED, why=str(error))
        except ServerError as error:
            return _away(str(error))
        except (ClientError, OSError, ValueError, RecursionError) as error:
            return _away(_why(error))

    async def _listed(self, url: str, token: str) -> Listing:
        proxy = proxy_to(url)
        # A proxy looks names up itself, and it is the proxy that we connect to.
        guard = None if self._local or proxy else self._resolver or PublicResolver()
        connector = TCPConnector(resolver=guard, use_dns_cache=False, limit=2)
        async with ClientSession(
            connector=connector,
            auto_decompress=False,
            timeout=ClientTimeout(total=None, sock_connect=self._patience),
        ) as http:
            exchange = Exchange(http, url, token, self._local, proxy)
            return Listing(await tools_of(exchange))


def _away(why: str) -> Listing:
    return Listing(trouble=ListingTrouble.AWAY, why=why)


def _why(error: BaseException) -> str:
    """What went wrong, without the address that the error's own text repeats."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, PrivateAddress):
            return "its name leads into a private network"
        cause = cause.__cause__ or cause.__context__
    return f"it cannot be reached ({type(error).__name__})"
