"""Checks the servers of `mcp.toml`: does each of them answer, and know its tools?"""

import asyncio
from typing import Final

from bot.adapters.mcp import HttpLister
from bot.core.servers.configured import ConfiguredServer
from bot.core.servers.tools import Lister
from bot.doctor.finding import Finding, bad, good, unsure
from bot.settings import Settings

SERVERS: Final = "servers"


async def check_servers(settings: Settings) -> list[Finding]:
    """A line for each server."""
    servers = settings.mcp_config.servers
    if not servers:
        return [good(SERVERS, "none; `darkroom mcp add` knows some (docs/tools.md)")]
    lister = HttpLister(local=settings.mcp_local)
    return list(await asyncio.gather(*(_check(lister, each) for each in servers)))


async def _check(lister: Lister, server: ConfiguredServer) -> Finding:
    about = f"server {server.label}"
    listing = await lister.tools(server.url, server.token.reveal())
    if listing.trouble is not None:
        return bad(about, listing.why)
    there = {each.name for each in listing.tools}
    missing = [name for name in server.tools if not server.every and name not in there]
    if missing:
        return unsure(about, f"it has no tool {', '.join(missing)}")
    usable = len(there) if server.every else len(server.tools)
    return good(about, f"answers; {usable} of its {len(there)} tools may be used")
