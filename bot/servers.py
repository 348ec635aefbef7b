"""Makes what knows of MCP servers, and of signing in to them, as the settings say."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from time import time

from bot.adapters.mcp import HttpLister
from bot.adapters.sealing import Sealer
from bot.adapters.signing_in import HttpAuthorizationServers
from bot.adapters.signing_in.http import Http
from bot.core.connecting.connecting import Connecting, Tell
from bot.core.errands import Errands
from bot.core.identity.admins import Admins
from bot.core.servers.fresh_tokens import FreshTokens
from bot.core.servers.known_servers import KnownServers
from bot.settings import Settings
from bot.stores import Store
from bot.stores.sealed_connections import SealedConnections


def known_servers(settings: Settings, store: Store, errands: Errands) -> KnownServers:
    """The servers of the settings, none of which has been asked yet."""
    lister, outside = HttpLister(local=settings.mcp_local), sign_in_servers(settings)
    tokens = FreshTokens(connections_in(settings, store), outside, errands, time)
    servers = settings.mcp_config.servers
    return KnownServers(servers, lister, store.accepted_tools, tokens=tokens)


@asynccontextmanager
async def asking_servers(
    settings: Settings, store: Store, errands: Errands
) -> AsyncIterator[KnownServers]:
    """The same servers, asked again and again while the context lasts."""
    known = known_servers(settings, store, errands)
    known.begin()
    try:
        yield known
    finally:
        await known.close()


def connections_in(settings: Settings, store: Store) -> SealedConnections:
    """The servers that people have signed in to."""
    return SealedConnections(store.connections, Sealer(settings.secrets_key))


def sign_in_servers(settings: Settings) -> HttpAuthorizationServers:
    """Asks the servers at which people sign in."""
    return HttpAuthorizationServers(Http(local=settings.mcp_local))


def connecting(
    settings: Settings,
    store: Store,
    known: KnownServers,
    errands: Errands,
    slack: tuple[Tell, Admins],
) -> Connecting:
    """Lets people sign in to servers, and tells them in Slack how it went."""
    tell, admins = slack
    return Connecting(
        settings.mcp_config.servers,
        connections_in(settings, store),
        sign_in_servers(settings),
        tell,
        errands,
        time,
        settings.public_url,
        admins,
        known.heard,
    )
