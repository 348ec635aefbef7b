"""Checks the servers of `mcp.toml`: does each of them answer, and know its tools?"""

import asyncio
from dataclasses import dataclass
from typing import Final

from bot.adapters.mcp import HttpLister
from bot.core.errors import SignInFailed
from bot.core.servers.addresses import host_of
from bot.core.servers.configured import ConfiguredServer
from bot.core.servers.connections import AuthorizationServers
from bot.core.servers.tools import Lister
from bot.doctor.finding import Finding, bad, good, unsure
from bot.servers import sign_in_servers
from bot.settings import Settings

SERVERS: Final = "servers"


async def check_servers(settings: Settings) -> list[Finding]:
    """A line for each server."""
    servers = settings.mcp_config.servers
    if not servers:
        return [good(SERVERS, "none; `darkroom mcp add` knows some (docs/tools.md)")]
    check = _Check(HttpLister(local=settings.mcp_local), sign_in_servers(settings))
    return list(await asyncio.gather(*map(check.of, servers)))


@dataclass(frozen=True, slots=True)
class _Check:
    """Asks servers for their tools, and where one signs in."""

    lister: Lister
    outside: AuthorizationServers

    async def of(self, server: ConfiguredServer) -> Finding:
        about = f"server {server.label}"
        if server.oauth:
            return await self._sign_in(about, server)
        listing = await self.lister.tools(server.url, server.token.reveal())
        if listing.trouble is not None:
            return bad(about, listing.why)
        there = {each.name for each in listing.tools}
        named = () if server.every else server.tools
        if missing := [name for name in named if name not in there]:
            return unsure(about, f"it has no tool {', '.join(missing)}")
        usable = len(there) if server.every else len(server.tools)
        return good(about, f"answers; {usable} of its {len(there)} tools may be used")

    async def _sign_in(self, about: str, server: ConfiguredServer) -> Finding:
        """Its tools are only known to those who have signed in."""
        try:
            there, _, _ = await self.outside.found(server.url)
        except SignInFailed as error:
            return bad(about, str(error))
        if not (there.register or server.client_id):
            return bad(about, "it registers no clients: it needs a `client_id`")
        return good(about, f"answers; people sign in at {host_of(there.issuer)}")
